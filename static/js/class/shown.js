/** What the class answered, and after the reveal what was right. */
import { html, nothing } from "../../vendor/lit-html.js";

import { asTable, bars, discs, dots } from "./answers.js";
import { endsList } from "./ends.js";
import { endOf, group, isRight, rateAt, short } from "./reading.js";
import { t } from "./words.js";

/** @typedef {import("./phone.js").Phone} Phone */
/** @typedef {import("./phone.js").Ask} Ask */

/** @param {Phone} phone @param {Ask} ask @param {import("./frames.js").Starts | null} starts */
function verdict({ mine, isRevealed, room }, ask, starts) {
  if (!isRevealed) return nothing;
  const right = isRight(ask, mine, room?.steps ?? 1);
  const end = starts && ask.runs && mine?.at ? endOf(starts, mine.at) : null;
  return html`${right === null ? nothing : html`<p class="verdict ${right ? "right" : "wrong"}"><i aria-hidden="true">${right ? "✓" : "×"}</i>${right ? t("As you said.") : t("Not as you said.")}</p>`}
    ${end ? html`<p class="verdict">${ending(end)}</p>` : nothing}
    ${starts && ask.runs ? endsList(starts.ends, matchMedia("(prefers-color-scheme: dark)").matches) : nothing}
    <p class="truth">${truth(ask, room?.steps ?? 1)} <span dir="auto">${ask.answer}</span></p>`;
}

/** @param {import("./frames.js").End} end */
function ending({ kind, x, y }) {
  if (kind === "diverged") return t("Your run diverged.");
  if (kind === "minimum" && x !== null && y !== null) return t("Your run ended in the minimum at ({x}, {y}).", { x: short(x), y: short(y) });
  if (kind === "saddle") return t("Your run ended at a saddle.");
  return t("Your run ended in no minimum.");
}

/** The right answer. An answer in words says a step itself. @param {Ask} ask @param {number} steps */
function truth({ kind, right, options, truth, reads, answer }, steps) {
  if (kind === "choice" && right !== null) return t("Right: {option}.", { option: options[right].replace(/[.。]$/, "") });
  if (kind !== "step" || typeof truth?.step !== "number" || answer) return "";
  return reads ? t("Right: {name} {value}.", { name: reads.name, value: rateAt(reads, truth.step, steps) }) : t("Right: step {step}.", { step: group(truth.step) });
}

/** @param {Phone} phone @param {Ask} ask @param {import("./frames.js").Starts | null} starts */
export function shown(phone, ask, starts) {
  const { tally, mine, earlier, room } = phone;
  const drawn = { choice: () => bars(ask, tally, mine?.choice ?? null, earlier), step: () => dots(ask, tally, mine?.step ?? null, room?.steps ?? 1, earlier), click: () => (starts && ask.runs ? nothing : discs(tally?.voted ?? 0, { mine: Boolean(mine), earlier: Boolean(earlier) })) };
  return html`${verdict(phone, ask, starts)}
    ${tally ? html`${drawn[ask.kind]()}<details class="numbers"><summary>${t("As a table")}</summary>${asTable(ask, tally, room?.steps ?? 1)}</details>` : nothing}`;
}
