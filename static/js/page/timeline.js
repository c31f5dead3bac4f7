/** The timeline of all lanes: step buttons, play, scrubber, and the step number as a field. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { reveal } from "../play/hidden_future.js";
import { bindKeys } from "../view/keys.js";
import { t, word } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { kindOf, sentenceOf } from "../text/sentences.js";
import { colorOf } from "../view/palette.js";
import { goTo, togglePlay } from "../play/player.js";
import { laneTitles } from "../scene/scene.js";
import { corner } from "../tools/undo_redo.js";
import { icons } from "./icons.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").RunEvent} RunEvent */

/** Steps per second. A further speed, 0, plays the whole run in 15 s, evenly in log time. */
const SPEEDS = [1, 2, 5, 20, 100, 500, 2000];

/** Number of events named under the marks. */
const LABELLED = 3;

/** @param {string} name @param {unknown} icon @param {() => void} act @param {boolean} off */
const button = (name, icon, act, off) =>
  html`<button type="button" class="icon" title=${name} aria-label=${name} ?disabled=${off} @click=${act}>${icon}</button>`;

/** @param {State} state */
function buttons(state) {
  const steps = state.end.value;
  const marker = state.marker.value;
  const playing = state.playing.value;
  return html`<div class="buttons" role="group" aria-label=${t("Play")}>
    ${button(t("To the start"), icons.first, () => goTo(state, 0), marker === 0)}
    ${button(t("One step back"), icons.back, () => goTo(state, marker - 1), marker === 0)}
    ${button(playing ? t("Pause") : t("Play"), playing ? icons.pause : icons.play, () => togglePlay(state), false)}
    ${button(t("One step forward"), icons.forward, () => goTo(state, marker + 1), marker >= steps)}
    ${button(t("To the end"), icons.last, () => goTo(state, steps), marker >= steps)}
  </div>`;
}

/**
 * The events of the chosen lane, and their total, which is larger if the server left some out. While a shorter run is
 * awaited, events beyond its end are dropped.
 *
 * @param {State} state @returns {{ events: RunEvent[], total: number }}
 */
function happened(state) {
  const lane = state.frame.value?.lanes[state.lane.value];
  if (!lane) return { events: [], total: 0 };
  const end = state.end.value;
  const events = [...lane.events, ...ending(lane)].filter((event) => event.from <= end);
  return { events, total: Math.max(lane.events_total ?? 0, events.length) };
}

/** @param {State} state */
function marks(state) {
  const end = state.end.value;
  const color = colorOf(state.lane.value, state.theme.value.dark);
  const { events } = happened(state);
  return events.map(
    (event) => html`<button type="button" tabindex="-1" class=${`mark ${event.kind}`} title=${sentenceOf(event)} aria-label=${sentenceOf(event)}
      style=${`left:${(100 * event.from) / end}%;--lane:${color}`} @click=${() => goTo(state, event.from)}></button>`,
  );
}

/** The marks are one stop of Tab, because they may be many and close; arrow keys lead to them. @param {KeyboardEvent} event */
function walk(event) {
  const marks = /** @type {HTMLElement[]} */ ([.../** @type {HTMLElement} */ (event.currentTarget).children]);
  const at = marks.indexOf(/** @type {HTMLElement} */ (event.target));
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: marks.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  marks[Math.min(marks.length - 1, Math.max(0, to))].focus();
}

/** The first events by name, and how many more there are. @param {State} state */
function eventLabels(state) {
  const { events, total } = happened(state);
  const first = events.slice(0, LABELLED);
  const more = total - first.length;
  // A shortcut for the mouse: with the keyboard, the marks above lead there.
  const leads = (/** @type {string} */ says, /** @type {string} */ title, /** @type {() => void} */ act) =>
    html`<button type="button" tabindex="-1" title=${title} @click=${act}>${says}</button>`;
  return html`${first.map((event) => leads(`${kindOf(event)} ${counted(event.from)}`, sentenceOf(event), () => goTo(state, event.from)))}
    ${more > 0 ? leads(t("{n} more", { n: counted(more) }), t("Events"), () => (state.side.value = "events")) : nothing}`;
}

/** A select of the lane whose events are marked. A narrow window has no room for it: there, the chosen lane is that of the tabs or the legend. @param {State} state */
function whose(state) {
  const { lanes } = state.scene.value;
  const frame = state.frame.value;
  if (!state.theme.value.roomy || lanes.length < 2 || !frame?.lanes.some((lane) => lane.events.length)) return nothing;
  const chosen = (/** @type {Event} */ event) => (state.lane.value = Number(/** @type {HTMLSelectElement} */ (event.target).value));
  return html`<select class="whose" aria-label=${t("Walker whose events are marked")} @change=${chosen}>
    ${laneTitles(state.catalog, lanes).map((title, lane) => html`<option value=${lane} .selected=${lane === state.lane.value}>${title}</option>`)}
  </select>`;
}

/**
 * The mark of a diverged run, unless the server already lists it as an event.
 *
 * @param {import("../types.js").LaneFrame} lane
 */
function ending({ status, events }) {
  const listed = events.some((event) => event.kind === "diverged");
  const { kind, step } = status;
  return kind === "diverged" && !listed ? [{ kind, from: step, to: step, says: "", numbers: { step: counted(step) }, template: word("diverged at step {step}") }] : [];
}

/** @param {State} state */
function markBar(state) {
  const shown = marks(state);
  return html`<div class="marks" role="toolbar" tabindex=${shown.length ? 0 : nothing} aria-label=${t("Events: the arrow keys lead through them")}
    @keydown=${walk}>${shown}</div>`;
}

/** @param {State} state */
function scrubber(state) {
  const { steps } = state.scene.value;
  const end = state.end.value;
  const marker = Math.min(state.marker.value, end);
  const moved = (/** @type {Event} */ event) => goTo(state, Number(/** @type {HTMLInputElement} */ (event.target).value));
  return html`<div class="scrubber">
    ${markBar(state)}
    <div class="told">${eventLabels(state)}</div>
    <input type="range" min="0" max=${end} step="1" .value=${String(marker)} @input=${moved}
      aria-label=${t("Step")} aria-valuetext=${t("step {step} of {steps}", { step: counted(marker), steps: counted(steps) })} style=${`--share:${marker / end}`}>
  </div>`;
}

/** @param {State} state */
function position(state) {
  const { steps } = state.scene.value;
  const typed = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const step = Number(field.value.replaceAll(/[,\s]/g, ""));
    if (field.value.trim() && Number.isFinite(step)) goTo(state, step);
    field.value = counted(state.marker.value);
  };
  const text = counted(Math.min(state.marker.value, steps));
  const width = `width:${Math.max(3, counted(steps).length) + 1.5}ch`;
  return html`<label class="position"><span class="long">${t("step")}</span>
    <input type="text" inputmode="numeric" autocomplete="off" style=${width} .value=${text} @change=${typed}>
    ${t("of {steps}", { steps: counted(steps) })}</label>`;
}

/** @param {State} state */
const hidden = (state) =>
  state.until.value === null ? nothing : html`<button type="button" class="next reveal" @click=${() => reveal(state)}>${t("Reveal")}</button>`;

/** A select of the speed. @param {State} state */
export function pace(state) {
  const chosen = (/** @type {Event} */ event) => (state.speed.value = Number(/** @type {HTMLSelectElement} */ (event.target).value));
  const option = (/** @type {number} */ speed, /** @type {string} */ says) =>
    html`<option value=${speed} .selected=${speed === state.speed.value}>${says}</option>`;
  return html`<select class="pace" aria-label=${t("Speed")} @change=${chosen}>
    ${SPEEDS.map((speed) => option(speed, t("{n} steps/s", { n: counted(speed) })))}${option(0, t("log time, 15 s"))}
  </select>`;
}

/** @param {State} state @returns {import("../view/keys.js").Binding[]} */
const keys = (state) => [
  { key: " ", says: "Play or pause", act: () => togglePlay(state) },
  { key: "ArrowLeft", says: "One step back", act: () => goTo(state, state.marker.value - 1) },
  { key: "ArrowRight", says: "One step forward", act: () => goTo(state, state.marker.value + 1) },
  { key: "Home", says: "To the start", act: () => goTo(state, 0) },
  { key: "End", says: "To the end", act: () => goTo(state, state.end.value) },
];

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountTimeline(root, state) {
  const view = () => html`${buttons(state)}${scrubber(state)}${whose(state)}${position(state)}${hidden(state)}${state.theme.value.roomy ? pace(state) : nothing}${corner(state)}`;
  let shown = -1;
  const dispose = effect(() => {
    const { steps } = state.scene.value;
    // During a drag, events come and go with every frame, so the marks wait until it ends.
    if (state.dragging.value && steps === shown) return;
    shown = steps;
    render(view(), root);
  });
  const free = bindKeys(keys(state));
  return () => {
    dispose();
    free();
    render(nothing, root);
  };
}
