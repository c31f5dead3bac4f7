/** What stands beside the picture on a projector: the question, how many have answered, and the answers. */
import { html, nothing } from "../../vendor/lit-html.js";

import { asTable, bars, dots, letterOf, reading, sureness } from "./answers.js";
import { endsList, seen } from "./ends.js";
import { t } from "./words.js";

/** @typedef {import("./watched.js").Watched} Watched */
/** @typedef {import("./watched.js").Asked} Asked */
/** @typedef {{ share: number, sweep: number }} Ran */

/** What to do with the phone. @param {Asked} ask */
function instruction({ kind, runs, reads, at }) {
  if (kind === "choice") return t("Answer on your phone.");
  if (kind === "step") return reads ? t("Choose a value on your phone.") : t("Choose a step on your phone.");
  if (runs) return t("Tap where you would start.");
  return at === null ? t("Tap where it will end.") : t("Tap where it will be at step {step}", { step: at });
}

/** @param {Asked} ask */
const options = (ask) => html`<ol class="screen-options">${ask.options.map((says, i) => html`<li><b>${letterOf(i)}</b><span dir="auto">${says}</span></li>`)}</ol>`;

/** @param {Watched} watched @param {Asked} ask */
function counted({ here, voted }, ask) {
  if (ask.phase !== "open") return html`<p class="screen-count">${voted === 1 ? t("1 answer") : t("{n} answers", { n: voted })}</p>`;
  const [before, after] = t("{voted} of {n} have answered", { n: Math.max(here, voted), voted: "\n" }).split("\n");
  return html`<p class="screen-count">${before}<b>${voted}</b>${after}</p>`;
}

/** @param {Watched} watched @param {Asked} ask */
function answered(watched, ask) {
  const [now, before, steps] = [watched.tally(), watched.tally(1), watched.room?.steps ?? 1];
  const drawn = { choice: () => bars(ask, now, null, before), step: () => dots(ask, now, null, steps, before), click: () => (before ? html`<p class="answer-legend"><i></i>${t("Grey: the round before")}</p>` : nothing) };
  return html`<div class="screen-answers">${drawn[ask.kind]()}${sureness(now)}</div>${ask.kind === "choice" ? nothing : html`<div class="answer-unseen">${asTable(ask, now, steps)}</div>`}`;
}

/** @param {Watched} watched @param {Asked} ask */
function truth({ revealed, room }, ask) {
  if (!revealed) return nothing;
  const step = ask.kind === "step" && !ask.answer ? (ask.truth?.step ?? null) : null; // an answer in words says it itself
  const right = step === null ? "" : ask.reads ? t("Right: {name} {value}.", { name: ask.reads.name, value: reading(ask, step, room?.steps ?? 1) }) : t("Right: step {step}.", { step });
  return right || ask.answer ? html`<p class="screen-answer">${right} <span dir="auto">${ask.answer}</span></p>` : nothing;
}

/** @param {import("./frames.js").Starts} starts @param {Ran} ran @param {boolean} mapped */
const drawnMap = ({ ends }, ran, mapped) => html`<p class="screen-seen">${seen(ends, ran, mapped)}</p>${ran.share < 1 ? nothing : endsList(ends, false)}`;

/** @param {Watched} watched @param {import("./picture.js").Picture} picture @param {Ran | null} ran */
export function aside(watched, { frames }, ran) {
  const ask = watched.room?.ask;
  if (!ask) return watched.moment === "free" ? html`<h1 class="screen-free">${t("Explore now")}</h1>` : nothing;
  const isShown = ask.phase === "shown";
  return html`<h1 class=${ask.title.length > 90 ? "is-long" : ""} dir="auto">${ask.title}</h1>
    ${ran && frames[3] ? drawnMap(frames[3], ran, Boolean(frames[4])) : isShown ? answered(watched, ask) : ask.kind === "choice" ? options(ask) : nothing}
    ${truth(watched, ask)}
    ${ask.phase === "open" ? html`<p class="screen-how">${instruction(ask)}</p>` : nothing}
    ${counted(watched, ask)}`;
}
