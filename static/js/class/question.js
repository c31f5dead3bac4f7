/** The question on a phone: its title, what it is answered with, and what became of the answer. */
import { html, nothing } from "../../vendor/lit-html.js";

import { letterOf } from "./answers.js";
import { group, rateAt, short } from "./reading.js";
import { shown } from "./shown.js";
import { t } from "./words.js";

/** @typedef {import("./phone.js").Phone} Phone */
/** @typedef {import("./phone.js").Ask} Ask */

/** @param {Phone} phone @param {Ask} ask */
function choices(phone, { options, phase }) {
  const [chosen, open] = [phone.mine?.choice, phase === "open"];
  const option = (/** @type {string} */ says, /** @type {number} */ i) => html`<button type="button" class="choice" ?disabled=${!open}
    aria-pressed=${chosen === i} @click=${() => phone.vote({ choice: i })}><b>${letterOf(i)}</b><span dir="auto">${says}</span>${chosen === i ? html`<i aria-hidden="true">✓</i>` : nothing}</button>`;
  return html`<div class="choices" role="group" aria-label=${t("Answers")}>${options.map(option)}</div>`;
}

/** What to do for a place. @param {Ask} ask */
const tapping = ({ runs, at }) =>
  runs ? t("Tap where your own run will start") : at === null ? t("Tap where it will end") : t("Tap where it will be at step {step}", { step: group(at) });

/** @param {Phone} phone @param {Ask} ask @param {import("./stage.js").Point | null} place */
function tap(phone, ask, place) {
  const spot = place ?? phone.mine?.at ?? null;
  const lane = phone.room && phone.room.labels.length > 1 && !ask.runs ? phone.room.labels[ask.lane] : null;
  return html`${lane ? html`<p class="which">${t("This is about {name}.", { name: lane })}</p>` : nothing}
    ${ask.phase === "open" ? html`<p id="how" class="how">${tapping(ask)} <span class="unseen">${t("The arrow keys move the cross, with Shift in small steps.")}</span></p>` : nothing}
    ${spot ? html`<p class="spot">${t("Your cross: x {x}, y {y}", { x: short(spot[0]), y: short(spot[1]) })}</p>` : nothing}`;
}

/** The number of a step that is typed; what is asked as a rate is read, not typed. @param {Ask} ask @param {{ step: number | null, steps: number, set: (event: Event) => void }} field */
function number({ reads, phase }, { step, steps, set }) {
  if (reads) return html`<output class="rate" aria-live="off">${t("{name}: {value}", { name: reads.name, value: step === null ? "–" : rateAt(reads, step, steps) })}</output>`;
  return html`<label>${t("Step")}<input type="number" inputmode="numeric" min="0" max=${steps} ?disabled=${phase !== "open"} .value=${step === null ? "" : String(step)} @change=${set}></label>`;
}

/** @param {Phone} phone @param {Ask} ask @param {number | null} draft  the step on the slider, before it is let go @param {(step: number | null) => void} slide */
function stepping(phone, ask, draft, slide) {
  const [steps, open] = [phone.room?.steps ?? 1, ask.phase === "open"];
  const step = draft ?? phone.mine?.step ?? null;
  const shown = step ?? Math.round(steps / 2);
  const read = (/** @type {Event} */ { target }) => Math.round(/** @type {HTMLInputElement} */ (target).valueAsNumber);
  const move = (/** @type {Event} */ event) => slide(Number.isFinite(read(event)) ? Math.min(steps, Math.max(0, read(event))) : null);
  const set = (/** @type {Event} */ event) => {
    const k = read(event);
    slide(null);
    if (Number.isFinite(k)) phone.vote({ step: Math.min(steps, Math.max(0, k)) });
  };
  return html`${open ? html`<p class="how">${ask.reads ? t("Choose a value.") : t("Choose a step.")}</p>` : nothing}<div class="stepping">${number(ask, { step, steps, set })}
    <input type="range" min="0" max=${steps} aria-label=${ask.reads?.name ?? t("Step")} class=${step === null ? "untouched" : ""} ?disabled=${!open} .value=${String(shown)}
      aria-valuetext=${ask.reads ? t("{name}: {value}", { name: ask.reads.name, value: rateAt(ask.reads, shown, steps) }) : nothing}
      @input=${move} @change=${set}></div>`;
}

const SURE = /** @type {const} */ ([[1, () => t("Guess")], [2, () => t("Fairly")], [3, () => t("Certain")]]);

/** @param {Phone} phone */
function sure(phone) {
  const choose = (/** @type {1 | 2 | 3} */ value, /** @type {() => string} */ says) => html`<button type="button"
    aria-pressed=${phone.mine?.sure === value} @click=${() => phone.vote({ sure: value })}>${says()}</button>`;
  return html`<div class="sure" role="group" aria-labelledby="sure"><span id="sure">${t("How sure?")}</span>${SURE.map(([value, says]) => choose(value, says))}</div>`;
}

/** @param {Phone} phone @param {Ask} ask */
function status(phone, ask) {
  if (ask.phase === "closed") return html`<p class="status">${t("Voting is closed.")} ${phone.late ? t("Your last change came too late.") : nothing}</p>`;
  if (phone.late) return html`<p class="status">${t("Your last change came too late.")}</p>`;
  if (!phone.mine) return nothing;
  return html`<p class="status">${phone.sending ? t("Sending …") : t("Your answer is in. You can change it.")}</p>${ask.runs ? nothing : sure(phone)}`; // nobody is sure of a start
}

/**
 * @param {Phone} phone
 * @param {Ask} ask
 * @param {{ place: import("./stage.js").Point | null, draft: number | null, slide: (step: number | null) => void, starts: import("./frames.js").Starts | null }} hand  what the
 *   hand is doing: place: the cross; draft: the step on the slider; starts: the runs from the students' starts
 */
export function question(phone, ask, { place, draft, slide, starts }) {
  if (ask.phase === "shown") return html`<h2 dir="auto">${ask.title}</h2>${shown(phone, ask, starts)}`;
  const asks = { choice: () => choices(phone, ask), click: () => tap(phone, ask, place), step: () => stepping(phone, ask, draft, slide) };
  return html`<h2 dir="auto">${ask.title}</h2>${ask.round > 1 && ask.phase === "open" ? html`<p class="again">${t("Once more: answer again.")}</p>` : nothing}${asks[ask.kind]()}${status(phone, ask)}`;
}
