/** The timeline of all lanes: step buttons, play, scrubber, and the step number as a field. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { reveal } from "../play/hidden_future.js";
import { bindKeys } from "../view/keys.js";
import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { goTo, togglePlay } from "../play/player.js";
import { laneTitles } from "../scene/scene.js";
import { corner } from "../tools/undo_redo.js";
import { icons } from "./icons.js";
import { eventLabels, markBar } from "./marks.js";

/** @typedef {import("../state.js").State} State */

/** Steps per second. A further speed, 0, plays the whole run in 15 s, evenly in log time. */
const SPEEDS = [1, 2, 5, 20, 100, 500, 2000];

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

/** A select of the lane whose events are marked. A narrow window has no room for it: there, the chosen lane is that of the tabs or the legend. @param {State} state */
function whose(state) {
  const { lanes } = state.scene.value;
  const frame = state.frame.value;
  if (!state.theme.value.roomy || lanes.length < 2 || !frame?.lanes.some((lane) => lane.events.length || lane.answered?.stop)) return nothing;
  const chosen = (/** @type {Event} */ event) => (state.lane.value = Number(/** @type {HTMLSelectElement} */ (event.target).value));
  return html`<select class="whose" aria-label=${t("Walker whose events are marked")} @change=${chosen}>
    ${laneTitles(state.catalog, lanes).map((title, lane) => html`<option value=${lane} .selected=${lane === state.lane.value}>${title}</option>`)}
  </select>`;
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
