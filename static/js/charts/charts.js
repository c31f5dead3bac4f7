/** The row of charts: which charts are open and which series each shows. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { batch, computed, effect } from "../../vendor/signals-core.js";

import { isOnData } from "../scene/data.js";
import { t } from "../text/language.js";
import { mountGraph } from "./graph.js";
import { areaOf } from "./room.js";

/** @typedef {import("../state.js").State} State */

/** Most charts open at once. */
const MOST = 4;

/** @param {State} state @param {number} place @param {string} key */
function swap(state, place, key) {
  state.charts.value = state.charts.peek().map((old, i) => (i === place ? key : old));
}

/** @param {State} state @param {string} shown */
function choices(state, shown) {
  const own = Boolean(state.frame.peek()?.surface.axes ?? true);
  const examples = isOnData(state);
  const taken = new Set(state.charts.value);
  const fits = (/** @type {import("../types.js").Series} */ { own: needsAxes, data }) => (own || !needsAxes) && (examples || !data);
  const open = Object.values(state.catalog.series).filter((each) => each.key === shown || (fits(each) && !taken.has(each.key)));
  return open.map(({ key, name }) => html`<option value=${key} .selected=${key === shown}>${name}</option>`);
}

/** @param {State} state @param {string} key @param {number} place @param {boolean} linear  is the axis linear, whatever is chosen? */
function head(state, key, place, linear) {
  const chosen = (/** @type {Event} */ event) => swap(state, place, /** @type {HTMLSelectElement} */ (event.target).value);
  const close = () => (state.charts.value = state.charts.peek().filter((_, i) => i !== place));
  const count = state.charts.value.length;
  const series = state.catalog.series[key];
  return html`<header>
    <select aria-label=${t("What this chart shows")} title=${series?.summary || nothing} @change=${chosen}>${choices(state, key)}</select>
    ${series?.log && !linear ? scaleButton(state, series) : nothing}
    <button type="button" class="quiet" aria-label=${t("Close the chart {chart}", { chart: series?.name ?? key })} @click=${close}>×</button>
    <button type="button" class="quiet add" ?hidden=${place !== count - 1 || count >= MOST} @click=${() => addChart(state)}>${t("+ chart")}</button>
  </header>`;
}

/**
 * Tells whether the series of a chart has values below zero, so that its axis stays linear whatever is chosen. Between two pictures
 * the last answer stays.
 *
 * @param {State} state
 * @param {number} place
 */
function belowZero({ catalog, charts, scales, frame }, place) {
  const known = { key: "", is: false };
  return computed(() => {
    const key = charts.value[place] ?? "";
    const axis = frame.value?.axes?.[key];
    if (key !== known.key || axis) Object.assign(known, { key, is: Boolean(axis && !axis.bare && !axis.log && catalog.series[key]?.signed && scales.value[key] !== "linear") });
    return known.is;
  });
}

/** @param {State} state @param {import("../types.js").Series} series */
function scaleButton({ scales }, { key, name: chart }) {
  const now = scales.value[key] ?? "log";
  const other = now === "log" ? "linear" : "log";
  const says = other === "log" ? t("Draw {chart} logarithmically", { chart }) : t("Draw {chart} linearly", { chart });
  const shown = now === "log" ? t("log") : t("linear");
  return html`<button type="button" class="quiet scale" title=${says} aria-label=${t("{name}: {says}", { name: shown, says })}
    @click=${() => (scales.value = { ...scales.peek(), [key]: other })}>${shown}</button>`;
}

/** @param {State} state */
export function addChart(state) {
  const open = state.charts.peek();
  const next = Object.values(state.catalog.series).find(({ key, own, data }) => !open.includes(key) && !own && !data);
  if (next && open.length < MOST) state.charts.value = [...open, next.key];
}

/** How many of the open charts are shown. A projector shows one, because the surfaces come first; a map takes their room. @param {State} state */
const shownOf = ({ charts, chartless, theme, projection }) => (chartless.value || projection.value === "map" ? 0 : theme.value.size === "projector" ? Math.min(1, charts.value.length) : charts.value.length);

/** @param {HTMLElement} root @param {State} state */
function open(root, state) {
  const place = root.children.length;
  const figure = document.createElement("figure");
  figure.className = "chart";
  figure.innerHTML = `<div class="title"></div><div class="curves"></div>`;
  root.append(figure);
  const title = /** @type {HTMLElement} */ (figure.querySelector(".title"));
  const dispose = mountGraph(/** @type {HTMLElement} */ (figure.querySelector(".curves")), state, place);
  const below = belowZero(state, place);
  const titled = effect(() => {
    const key = state.charts.value[place];
    if (key) render(head(state, key, place, below.value), title);
  });
  return () => (dispose(), titled(), figure.remove());
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountCharts(root, state) {
  /** @type {(() => void)[]} */
  const charts = [];
  let [width, height] = [0, 0];
  const measure = () => {
    const { clientWidth = 0, clientHeight = 0 } = root.querySelector(".curves") ?? {};
    [width, height] = [clientWidth, clientHeight];
  };
  const fit = () => {
    if (!width) return;
    const area = areaOf(state, { width, height });
    batch(() => {
      state.chartWidth.value = area.width;
      state.chartTicks.value = Number((area.height / (1.6 * state.theme.peek().text)).toFixed(1));
    });
  };
  const watch = new ResizeObserver(() => {
    measure();
    fit();
  });
  watch.observe(root);
  const dispose = effect(() => {
    const length = shownOf(state);
    while (charts.length > length) charts.pop()?.();
    while (charts.length < length) charts.push(open(root, state));
    root.style.setProperty("--charts", String(length));
    measure();
  });
  const disposeFit = effect(() => {
    void [state.theme.value, state.scene.value.lanes, state.charts.value];
    fit();
  });
  return () => {
    watch.disconnect();
    dispose();
    disposeFit();
    charts.forEach((each) => each());
  };
}
