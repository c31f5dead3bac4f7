/** The question to the class while the future is hidden, and the answer after the reveal. */
import { html, nothing } from "../../vendor/lit-html.js";

import { reveal } from "../play/hidden_future.js";
import { followed, t } from "../text/language.js";
import { ask, isAsked, questionOf } from "../play/lessons.js";
import { counted } from "../text/numbers.js";

/** @typedef {import("../state.js").State} State */

/** @param {State} state */
export function asker(state) {
  if (!questionOf(state) || isAsked(state)) return nothing;
  return html`<button type="button" class="ask" @click=${() => ask(state)}>${t("Ask first")}</button>`;
}

/** @param {number} option */
const letterOf = (option) => String.fromCharCode(65 + option);

/** @param {State} state */
function options(state) {
  const choose = (/** @type {number} */ i) => (state.guess.value = state.guess.peek() === i ? null : i);
  const option = (/** @type {string} */ says, /** @type {number} */ i) => html`<button type="button"
    aria-pressed=${state.guess.value === i} @click=${() => choose(i)}>${t("{letter}. {option}", { letter: letterOf(i), option: says })}</button>`;
  const on = html`<button type="button" class="next" @click=${() => reveal(state)}>${t("Reveal")}</button>`;
  return html`<span class="options" role="group" aria-label=${t("Answers")}>
    ${questionOf(state)?.options.map(option)}${state.guess.value === null ? nothing : on}</span>`;
}

/** The question. It replaces the lesson's title and sentence, which would give the answer away. @param {State} state @param {number} step */
export function stopped(state, step) {
  if (isAsked(state)) return { title: questionOf(state)?.ask ?? "", sentence: options(state) };
  const steps = counted(state.scene.value.steps);
  const says = t("Stopped at step {step} of {steps}. Say what you expect to happen, then reveal it.", { step: counted(step), steps });
  return { title: t("What comes next?"), sentence: html`${says}` };
}

/** @param {State} state */
export function answered(state) {
  const { ask: title = "", options: all = [], right = null, answer = "" } = questionOf(state) ?? {};
  const guess = state.guess.value;
  if (right === null) return { title, sentence: answer };
  const shown = followed(html`<b>${t("{letter}. {option}.", { letter: letterOf(right), option: all[right] })}</b>`, answer);
  const verdict = guess === right ? t("As you said.") : t("Not as you said.");
  return { title, sentence: guess === null ? shown : followed(html`<b>${verdict}</b>`, shown) };
}
