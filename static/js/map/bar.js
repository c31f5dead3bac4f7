/** The bar above a map: what varies on its axes, what the colours show, and its ranges. */
import { html, nothing } from "../../vendor/lit-html.js";

import { parse } from "../controls/typing.js";
import { t } from "../text/language.js";
import { changeAxis, changeMap, chooseAxis, chooseKnobs, choosePlane, COUNTS, isWhole, knobOf, mapOf, MEASURES, offered, SCALES } from "./choice.js";
import { axisName } from "./words.js";
import { wholeMap } from "./zoom.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").MapAxis} Axis */
/** @typedef {{ pinned: boolean, pin: () => void, unpin: () => void, hold: (on: boolean) => void }} Pin */

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLSelectElement | HTMLInputElement} */ (event.target).value;

/** @param {string} says @param {[string, string][]} options @param {string} chosen @param {(key: string) => void} choose */
const select = (says, options, chosen, choose) => html`<select aria-label=${says} title=${says} @change=${(/** @type {Event} */ event) => choose(valueOf(event))}>
  ${options.map(([key, name]) => html`<option value=${key} .selected=${key === chosen}>${name}</option>`)}</select>`;

/** @param {State} state @param {0 | 1} which */
function picker(state, which) {
  const { lane, axes } = mapOf(state);
  const options = offered(state.catalog, state.scene.value, lane).map(({ path, knob }) => /** @type {[string, string]} */ ([path, axisName(knob, path)]));
  return html`<label>${which ? t("up") : t("across")} ${select(which ? t("Number on the vertical axis") : t("Number on the horizontal axis"), options, axes[which].path, (path) => chooseAxis(state, which, path))}</label>`;
}

/** Scales that fit a number: a logarithm needs numbers above zero, and only a share is near one. @param {State} state @param {Axis} axis */
function scales(state, { path, low, high }) {
  const knob = knobOf(state.catalog, state.scene.value, mapOf(state).lane, path);
  const able = { linear: true, log: low > 0 || (knob?.min ?? -1) >= 0, near_one: high < 1 || (knob?.max ?? 2) <= 1 };
  return SCALES.filter(([key]) => able[key]).map(([key, name]) => /** @type {[string, string]} */ ([key, t(name)]));
}

/** The same range on another scale, without the ends that it cannot have. @param {Axis} axis @param {Axis["scale"]} scale @returns {Axis} */
function rescaled(axis, scale) {
  const low = scale === "log" && axis.low <= 0 ? axis.high / 1e4 : axis.low;
  return { ...axis, scale, low, high: scale === "near_one" && axis.high >= 1 ? 0.9999 : axis.high };
}

/** @param {State} state @param {0 | 1} which */
function range(state, which) {
  const axis = mapOf(state).axes[which];
  const name = axisName(knobOf(state.catalog, state.scene.value, mapOf(state).lane, axis.path), axis.path);
  const end = (/** @type {"low" | "high"} */ side) => html`<label>${side === "low" ? t("from") : t("to")}
    <input type="text" inputmode="decimal" size="9" aria-label=${side === "low" ? t("{name} from", { name }) : t("{name} to", { name })} .value=${String(axis[side])}
      @change=${(/** @type {Event} */ event) => {
        const value = parse(valueOf(event));
        if (value !== null) changeAxis(state, which, { ...axis, [side]: value });
        else /** @type {HTMLInputElement} */ (event.target).value = String(axis[side]);
      }}></label>`;
  return html`<fieldset><legend>${name}</legend>${end("low")}${end("high")}
    ${select(t("Scale of {name}", { name }), scales(state, axis), axis.scale, (scale) => changeAxis(state, which, rescaled(axis, /** @type {Axis["scale"]} */ (scale))))}</fieldset>`;
}

/** Seeds over which a map with noise is drawn. */
const SEEDS = [1, 3, 9];

/** @param {State} state */
function more(state) {
  const map = mapOf(state);
  const count = (/** @type {string} */ text) => map.axes.map((axis) => ({ ...axis, count: Number(text) }));
  const counts = [...new Set([...COUNTS, map.axes[0].count])].sort((a, b) => a - b).map((each) => /** @type {[string, string]} */ ([String(each), `${each} × ${each}`]));
  const noisy = state.scene.value.noise.some((size) => size > 0) || map.axes.some(({ path }) => path.startsWith("noise"));
  const seeds = [...new Set([...SEEDS, map.seeds])].map((each) => /** @type {[string, string]} */ ([String(each), String(each)]));
  return html`${range(state, 0)}${range(state, 1)}<fieldset><legend>${t("Runs")}</legend>
    <label>${t("pixels")} ${select(t("Pixels on each axis"), counts, String(map.axes[0].count), (text) => changeMap(state, { axes: /** @type {[Axis, Axis]} */ (count(text)) }))}</label>
    <label>${t("near a minimum within")} <input type="text" inputmode="decimal" size="7" .value=${map.tolerance === null ? "" : String(map.tolerance)} placeholder=${String(state.map.value?.head.tolerance ?? "")}
      @change=${(/** @type {Event} */ event) => changeMap(state, { tolerance: parse(valueOf(event)) })}></label>
    ${noisy ? html`<label>${t("seeds")} ${select(t("Seeds of the noise for each pixel"), seeds, String(map.seeds), (text) => changeMap(state, { seeds: Number(text) }))}</label>` : nothing}</fieldset>`;
}

/** @param {Pin} pin */
function pinning({ pinned, pin, unpin, hold }) {
  if (!pinned) return html`<button type="button" title=${t("Keep this map to compare with")} @click=${pin}>${t("Pin A")}</button>`;
  const down = (/** @type {PointerEvent} */ event) => (/** @type {HTMLElement} */ (event.target).setPointerCapture(event.pointerId), hold(true));
  const key = (/** @type {KeyboardEvent} */ event) => /^( |Enter)$/.test(event.key) && (event.preventDefault(), hold(event.type === "keydown"));
  return html`<button type="button" class="flip" title=${t("Hold to see the pinned map")} @pointerdown=${down} @pointerup=${() => hold(false)} @pointercancel=${() => hold(false)}
      @lostpointercapture=${() => hold(false)} @blur=${() => hold(false)} @keydown=${key} @keyup=${key}>${t("Hold: A")}</button>
    <button type="button" class="quiet" aria-label=${t("Let the pinned map go")} title=${t("Let the pinned map go")} @click=${unpin}>×</button>`;
}

/** @param {State} state @param {Pin} pin */
export function bar(state, pin) {
  const { axes, measure } = mapOf(state);
  const isPlane = axes[0].path === "start.0" && axes[1].path === "start.1";
  const measures = MEASURES.map(([key, name]) => /** @type {[string, string]} */ ([key, t(name)]));
  const phone = state.theme.value.size === "phone";
  const choices = html`<div class="ways-of" role="group" aria-label=${t("What varies")}>
      <button type="button" aria-pressed=${isPlane} @click=${() => choosePlane(state)}>${t("Starts")}</button>
      <button type="button" aria-pressed=${!isPlane} @click=${() => isPlane && chooseKnobs(state)}>${t("Numbers")}</button></div>
    ${isPlane ? nothing : [picker(state, 0), picker(state, 1)]}
    <label>${t("colour")} ${select(t("What the colours show"), measures, measure, (key) => changeMap(state, { measure: /** @type {import("../types.js").Measure} */ (key) }))}</label>
    ${phone ? more(state) : html`<details class="fold ranges"><summary>${t("Ranges")}</summary><div class="sheet">${more(state)}</div></details>`}`;
  return html`${phone ? html`<details class="fold ranges"><summary>${t("Map settings")}</summary><div class="sheet">${choices}</div></details>` : choices}
    ${isWhole(state) ? nothing : html`<button type="button" @click=${() => wholeMap(state)}>${t("Whole map")}</button>`}
    ${pinning(pin)}`;
}
