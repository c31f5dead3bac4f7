/** What stands beside the picture on a projector: the question, how many have answered, and the answers. */
import { html, nothing } from "../../vendor/lit-html.js";

import { answersOf, asTable, bars, discs, dots, letterOf, reading, sureness } from "./answers.js";
import { endsList, seen } from "./ends.js";
import { instruction } from "./instruction.js";
import { group } from "./reading.js";
import { t } from "./words.js";

/** @typedef {import("./watched.js").Watched} Watched */
/** @typedef {import("./watched.js").Asked} Asked */
/** @typedef {{ share: number, sweep: number }} Ran */

/** @param {Asked} ask */
const options = (ask) => html`<ol class="screen-options">${ask.options.map((says, i) => html`<li><b>${letterOf(i)}</b><span dir="auto">${says}</span></li>`)}</ol>`;

/** @param {Watched} watched @param {Asked} ask */
function counted({ here, voted }, ask) {
  if (ask.phase === "shown") return nothing; // it stands below the answers
  if (ask.phase !== "open") return html`<p class="screen-count">${answersOf(voted)}</p>`;
  const [before, after] = t("{voted} of {n} have answered", { n: group(Math.max(here, voted)), voted: "\n" }).split("\n");
  return html`<p class="screen-count">${before}<b>${group(voted)}</b>${after}</p>`;
}

/** @param {Watched} watched @param {Asked} ask */
function answered(watched, ask) {
  const [now, before, steps, voted] = [watched.tally(), watched.tally(1), watched.room?.steps ?? 1, watched.voted];
  const drawn = { choice: () => bars(ask, now, null, before), step: () => dots(ask, now, null, steps, before), click: () => nothing };
  const count = ask.kind === "click" ? discs(voted, { earlier: Boolean(before) }) : html`<p class="screen-count">${answersOf(voted)}</p>`;
  return html`<div class="screen-answers">${drawn[ask.kind]()}${count}${sureness(now)}</div>${ask.kind === "choice" ? nothing : html`<div class="answer-unseen">${asTable(ask, now, steps)}</div>`}`;
}

/** @param {Watched} watched @param {Asked} ask */
function truth({ revealed, room }, ask) {
  if (!revealed) return nothing;
  const step = ask.kind === "step" && !ask.answer ? (ask.truth?.step ?? null) : null; // an answer in words says it itself
  const right = step === null ? "" : ask.reads ? t("Right: {name} {value}.", { name: ask.reads.name, value: reading(ask, step, room?.steps ?? 1) }) : t("Right: step {step}.", { step: group(step) });
  return right || ask.answer ? html`<p class="screen-answer">${right} <span dir="auto">${ask.answer}</span></p>` : nothing;
}

/** @param {import("./frames.js").Starts} starts @param {Ran} ran @param {boolean} mapped */
const drawnMap = ({ ends }, ran, mapped) => html`<p class="screen-seen">${seen(ends, ran, mapped)}</p>${ran.share < 1 ? nothing : endsList(ends, false)}`;

/** What the class looks at. @param {string} title */
const titled = (title) => (title ? html`<h1 dir="auto">${title}</h1>` : nothing);

/** @param {Watched} watched @param {import("./picture.js").Picture} picture @param {Ran | null} ran */
export function aside(watched, { frames }, ran) {
  const ask = watched.room?.ask;
  if (!ask) return watched.moment === "free" ? html`<h1 class="screen-free">${t("Explore now")}</h1>` : titled(watched.room?.title ?? "");
  const isShown = ask.phase === "shown";
  return html`<h1 class=${ask.title.length > 90 ? "is-long" : ""} dir="auto">${ask.title}</h1>
    ${ran && frames[3] ? drawnMap(frames[3], ran, Boolean(frames[4])) : isShown ? answered(watched, ask) : ask.kind === "choice" ? options(ask) : nothing}
    ${truth(watched, ask)}
    ${ask.phase === "open" ? html`<p class="screen-how">${instruction(ask)}</p>` : nothing}
    ${counted(watched, ask)}`;
}
