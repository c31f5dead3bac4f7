/** The number control: a slider and a field, labelled by a symbol. All numbers and lists of the scene are set with it. */
import { html, nothing } from "../../vendor/lit-html.js";
import { signal } from "../../vendor/signals-core.js";
import { t } from "../text/language.js";
import { chosen } from "../text/numbers.js";
import { translated } from "../text/sentences.js";
import { hold } from "../view/hold.js";
import { linearTicks } from "../view/scale.js";
import { getAt } from "../scene/scene.js";
import { same } from "../scene/units.js";
import { beyond } from "./bounds.js";
import { restingValue } from "./knobs.js";
import { putNumber } from "./linked.js";
import { between, decades, nudged, positionOf, valueAt } from "./slider.js";
import { exact, read } from "./typing.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./knobs.js").Knob} Knob */
/**
 * @typedef {{
 *   path: string, knob: Knob, place: string, fault?: string, powers?: boolean, limit?: { at: number, says: string } | null,
 *   link?: unknown
 * }} Numeric
 *   path: of the scene; place: "rail" or "hero", for ids; fault: the server's sentence; powers: are decades labelled?
 *   limit: the value above which steps overshoot, and its label; link: the button that links it with other lanes
 */

/**
 * The text being typed, or the complaint about a refused one. Both are shown as long as the scene still has the value that they
 * belong to.
 */
const draft = signal(/** @type {{ path: string, text: string, value: unknown, complaint: string } | null} */ (null));

/** @param {State} state @param {string} path @param {unknown} value */
function put(state, path, value) {
  const { scene } = state;
  if (!same(getAt(scene.value, path), value)) scene.value = putNumber(state.catalog, scene.value, path, value);
}

/** @param {State} state @param {string} path @param {unknown} value */
function slide(state, path, value) {
  draft.value = null;
  put(state, path, value);
}

/** @param {string} text @param {Numeric} numeric @returns {{ value: unknown } | { complaint: string, beyond: boolean }} beyond: is it a number out of bounds? */
function understood(text, { path, knob }) {
  const answer = read(text, knob);
  if ("complaint" in answer) return { complaint: t(answer.complaint), beyond: false };
  const wrong = beyond(answer.value, knob, path);
  return wrong ? { complaint: translated(wrong), beyond: true } : answer;
}

/** @param {State} state @param {Numeric} numeric @param {string} text */
function type(state, numeric, text) {
  const { path } = numeric;
  const answer = understood(text, numeric);
  if ("value" in answer) put(state, path, answer.value);
  draft.value = { path, text, value: getAt(state.scene.value, path), complaint: "complaint" in answer ? answer.complaint : "" };
}

/**
 * Replaces a valid text by its number, and a number out of bounds by the last good one, with its complaint. Any other text stays, so
 * that it can be corrected.
 *
 * @param {Numeric} numeric
 */
function settle(numeric) {
  const typed = draft.value;
  if (typed?.path !== numeric.path) return;
  const answer = understood(typed.text, numeric);
  if ("value" in answer) draft.value = typed.text === exact(typed.value) && typed.complaint ? typed : null;
  else if (answer.beyond) draft.value = { ...typed, text: exact(typed.value) };
}

/** @param {State} state @param {string} path */
function restore(state, path) {
  const lesson = state.lesson.value === null ? undefined : state.catalog.lessons[state.lesson.value]?.scene;
  slide(state, path, restingValue(state.catalog, state.scene.value, path, lesson));
}

/** @type {Record<string, 1 | -1>} */
const ARROWS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };

/**
 * Handles a key on the slider. PageUp and PageDown do not move it, because a presenter's remote sends them.
 *
 * @param {State} state
 * @param {Numeric} numeric
 * @param {KeyboardEvent} event
 */
function pressOnSlider(state, { path, knob }, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const { key, shiftKey, repeat } = event;
  if (repeat && ARROWS[key] && !state.dragging.peek()) hold(state, "key");
  if (ARROWS[key]) slide(state, path, nudged(knob, getAt(state.scene.value, path), ARROWS[key], shiftKey));
  else if (key === "Home" || key === "End") slide(state, path, key === "Home" ? knob.low : knob.high);
  else if (key === "Delete") restore(state, path);
  else if (key !== "PageUp" && key !== "PageDown") return;
  event.preventDefault();
}

/** @param {State} state @param {Numeric} numeric @param {KeyboardEvent} event */
function pressInField(state, numeric, event) {
  if (event.key === "Escape") draft.value = null;
  else if (event.key === "Enter") settle(numeric);
  else if (hasSlider(numeric.knob) && (event.key === "ArrowUp" || event.key === "ArrowDown")) pressOnSlider(state, numeric, event);
}

/** @param {Knob} knob @param {number} value @param {string} text @returns {string} HTML that contains only numbers */
const tick = (knob, value, text) => `<i style="left:${(100 * positionOf(knob, value)).toFixed(2)}%">${text}</i>`;

/** The mark of the limit; nothing if it is beyond the slider. @param {Knob} knob @param {Numeric["limit"]} limit */
function bound(knob, limit) {
  if (!limit || limit.at < knob.low || limit.at > knob.high) return nothing;
  const says = t("above {value} a step at the marker overshoots more and more", { value: chosen(limit.at) });
  return html`<i class="limit" title=${says} style=${`left:${(100 * positionOf(knob, limit.at)).toFixed(2)}%`}><b>${limit.says}</b></i>`;
}

/** @param {Knob} knob @param {boolean} labelled */
function ticks(knob, labelled) {
  const marks = decades(knob).map((value) => tick(knob, value, labelled ? chosen(value) : ""));
  if (!labelled) return marks.join("");
  const scale = knob.scale === "log" ? between(knob).map((value) => tick(knob, value, "")) : even(knob);
  return [...marks, ...scale].join("");
}

/** @param {Knob} knob */
const even = (knob) => linearTicks([knob.low, knob.high], 5).map((value) => tick(knob, value, chosen(value)));

/** @param {Event} event */
const textOf = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/** @param {State} state @param {Numeric} numeric @param {unknown} value @param {string} says  id of the fault, "" for none */
function slider(state, numeric, value, says) {
  const { path, knob } = numeric;
  return html`<span class="slider">
    <span class="ticks" aria-hidden="true" .innerHTML=${ticks(knob, numeric.powers ?? false)}></span>
    <span class="ticks" aria-hidden="true">${bound(knob, numeric.limit)}</span>
    <input type="range" min="0" max="1" step="any" .value=${String(positionOf(knob, value))}
      aria-label=${t(knob.name)} aria-valuetext=${exact(value) || t("none")} aria-describedby=${says || nothing}
      @input=${(/** @type {Event} */ event) => slide(state, path, valueAt(knob, Number(textOf(event))))}
      @pointerdown=${() => hold(state, "pointer")} @dblclick=${() => restore(state, path)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => pressOnSlider(state, numeric, event)}>
  </span>`;
}

/** @param {State} state @param {Numeric} numeric @param {string} text @param {string} id @param {string} says */
function field(state, numeric, text, id, says) {
  return html`<input class="field" id=${id} type="text" autocomplete="off" spellcheck="false" .value=${text}
    placeholder=${numeric.knob.optional ? t("none") : nothing} aria-invalid=${says ? "true" : "false"} aria-describedby=${says || nothing}
    @input=${(/** @type {Event} */ event) => type(state, numeric, textOf(event))}
    @change=${() => settle(numeric)}
    @keydown=${(/** @type {KeyboardEvent} */ event) => pressInField(state, numeric, event)}>`;
}

/** @param {Knob} knob */
const hasSlider = ({ kind, bare }) => kind !== "list" && !bare;

/** @param {Knob} knob */
const sign = ({ word, mathml }) =>
  word
    ? html`<span class="word" aria-hidden="true">${t(word)}</span>`
    : html`<span class="symbol" aria-hidden="true" .innerHTML=${mathml}></span>`;

/**
 * @param {State} state
 * @param {Numeric} numeric
 */
export function number(state, numeric) {
  const { path, knob, place } = numeric;
  const value = getAt(state.scene.value, path);
  const typed = draft.value?.path === path && Object.is(draft.value.value, value) ? draft.value : null;
  const fault = typed?.complaint || (numeric.fault ?? "");
  const id = `${place}-${path.replaceAll(".", "-")}`;
  const says = fault ? `${id}-fault` : "";
  const look = ["number", knob.word ? "worded" : "", hasSlider(knob) ? "" : "bare"].join(" ").trim();
  return html`<div class=${look} ?data-fault=${fault !== ""}>
    <label for=${id} title=${t(knob.name)}>${sign(knob)}<span class="knob-name">${t(knob.name)}</span></label>
    ${hasSlider(knob) ? slider(state, numeric, value, says) : nothing} ${field(state, numeric, typed?.text ?? exact(value), id, says)}
    ${numeric.link ?? nothing}<p class="fault" id=${`${id}-fault`} aria-live="polite">${fault}</p>
  </div>`;
}
