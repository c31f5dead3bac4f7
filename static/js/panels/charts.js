/** The linked curves in one row: which are open, what each shows, and the marker that a click or a drag in any of them moves. */
import { html, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { laneTitle, laneTitles } from "../scene.js";
import { painter, sheet } from "./canvas.js";
import { drawChart, GAP, SAMPLE } from "./chart.js";
import { FIELDS } from "./fields.js";

/** @typedef {import("../state.js").State} State */

const MOST = 4;

/** Names take at most this share of a chart; where they would take more, shorter ones stand there, or the samples alone. */
const SHARE = 0.36;
const measure = new OffscreenCanvas(1, 1).getContext("2d");

/** @param {State} state @returns {string[][]} names of the lanes, from the most telling to none */
function wordings({ catalog, scene }) {
  const { lanes } = scene.peek();
  const full = laneTitles(catalog, lanes);
  const bare = lanes.map((lane) => laneTitle(catalog, lane));
  return [full, full.map((name, i) => name.slice(bare[i].length + 2) || name), []];
}

/** The names at the ends of the curves, and how much room they take. @param {State} state @param {number} width  of the chart */
function namesOf(state, width) {
  const { font, text } = state.theme.peek();
  if (measure) measure.font = `${text}px ${font}`;
  const long = (/** @type {string} */ name) => measure?.measureText(name).width ?? 0;
  // In coarse steps, so that a name that counts along with a slider does not move the axes.
  const room = (/** @type {string[]} */ names) => 3 * text * Math.ceil(((2 * GAP + SAMPLE) * text + Math.max(0, ...names.map(long))) / (3 * text));
  const names = wordings(state).find((each) => room(each) <= SHARE * width) ?? [];
  return { names, right: room(names) };
}

/**
 * @param {State} state
 * @param {import("../types.js").Box} box
 * @returns {import("./chart.js").Area & { names: string[] }}
 */
function areaOf(state, { width, height }) {
  const { text } = state.theme.peek();
  const { names, right } = namesOf(state, width);
  const [left, top, bottom] = [Math.round(3.4 * text), Math.round(0.6 * text), Math.round(1.8 * text)];
  const size = { width: Math.max(1, Math.round(width - left - right)), height: Math.max(1, height - top - bottom) };
  return { left, right, top, bottom, ...size, names };
}

/** The lane that a lesson is about is drawn over the others. @param {State} state */
const mainOf = ({ catalog, lesson }) => catalog.lessons[lesson.peek() ?? ""]?.main ?? null;

/** @param {HTMLCanvasElement} canvas @param {State} state @param {number} place */
function mountCanvas(canvas, state, place) {
  /** @type {[number, number] | null} */
  let range = null;
  let shown = "";
  const draw = () => {
    const { clientWidth: width, clientHeight: height } = /** @type {HTMLElement} */ (canvas.parentElement);
    const frame = state.frame.peek();
    const key = state.charts.peek()[place];
    const theme = state.theme.peek();
    const { names, ...area } = areaOf(state, { width, height });
    const pen = sheet(canvas, { width, height });
    if (!frame || !FIELDS[key] || area.height < 8) return;
    if (key !== shown) [shown, range] = [key, null];
    const marker = Math.min(state.marker.peek(), frame.steps);
    range = drawChart(pen, { key, frame, theme, area, range, names, marker, view: state.view.peek(), main: mainOf(state), dragging: state.dragging.peek() });
    canvas.setAttribute("aria-label", `${FIELDS[key].name} over ${frame.steps} steps, ${frame.lanes.length} lanes`);
  };
  const { ask, cancel } = painter(draw);
  const watch = new ResizeObserver(ask);
  watch.observe(/** @type {HTMLElement} */ (canvas.parentElement));
  const dispose = effect(() => {
    void [state.frame.value, state.marker.value, state.charts.value, state.theme.value, state.dragging.value];
    ask();
  });
  return () => (dispose(), watch.disconnect(), cancel());
}

/** @param {HTMLCanvasElement} canvas @param {State} state */
function dragMarker(canvas, state) {
  let held = false;
  const put = (/** @type {PointerEvent} */ event) => {
    const { left } = canvas.getBoundingClientRect();
    const area = areaOf(state, { width: canvas.clientWidth, height: canvas.clientHeight });
    const share = Math.min(1, Math.max(0, (event.clientX - left - area.left) / area.width));
    state.playing.value = false;
    state.marker.value = Math.round(share * state.scene.peek().steps);
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = true;
    canvas.setPointerCapture(event.pointerId);
    put(event);
  });
  canvas.addEventListener("pointermove", (event) => held && put(event));
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (held = false));
}

/** @param {State} state @param {number} place @param {string} key */
function swap(state, place, key) {
  state.charts.value = state.charts.peek().map((old, i) => (i === place ? key : old));
}

/** @param {State} state @param {string} shown */
function choices(state, shown) {
  const own = Boolean(state.frame.peek()?.surface.axes ?? true);
  const taken = new Set(state.charts.value);
  const open = Object.entries(FIELDS).filter(([key, field]) => key === shown || ((own || !field.own) && !taken.has(key)));
  return open.map(([key, field]) => html`<option value=${key} .selected=${key === shown}>${field.name}</option>`);
}

/** @param {State} state @param {string} key @param {number} place */
function head(state, key, place) {
  const chosen = (/** @type {Event} */ event) => swap(state, place, /** @type {HTMLSelectElement} */ (event.target).value);
  const close = () => (state.charts.value = state.charts.peek().filter((_, i) => i !== place));
  return html`<header>
    <select aria-label="What this chart shows" @change=${chosen}>${choices(state, key)}</select>
    <button type="button" class="quiet" aria-label=${`Close the chart ${FIELDS[key]?.name}`} ?hidden=${state.charts.value.length < 2} @click=${close}>×</button>
    <button type="button" class="quiet add" ?hidden=${place !== state.charts.value.length - 1 || state.charts.value.length >= MOST} @click=${() => add(state)}>+ chart</button>
  </header>`;
}

/** @param {State} state */
function add(state) {
  const open = state.charts.peek();
  const next = Object.keys(FIELDS).find((key) => !open.includes(key) && !FIELDS[key].own);
  if (next) state.charts.value = [...open, next];
}

/** @param {HTMLElement} root @param {State} state */
function open(root, state) {
  const place = root.children.length;
  const figure = document.createElement("figure");
  figure.className = "chart";
  figure.innerHTML = `<div class="title"></div><div class="curves"><canvas role="img"></canvas></div>`;
  root.append(figure);
  const canvas = /** @type {HTMLCanvasElement} */ (figure.querySelector("canvas"));
  const title = /** @type {HTMLElement} */ (figure.querySelector(".title"));
  dragMarker(canvas, state);
  const dispose = mountCanvas(canvas, state, place);
  const titled = effect(() => {
    const key = state.charts.value[place];
    if (key) render(head(state, key, place), title);
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
  const fit = () => {
    const curves = root.querySelector(".curves");
    if (curves) state.chartWidth.value = areaOf(state, { width: curves.clientWidth, height: 1 }).width;
  };
  const watch = new ResizeObserver(fit);
  watch.observe(root);
  const dispose = effect(() => {
    const { length } = state.charts.value;
    while (charts.length > length) charts.pop()?.();
    while (charts.length < length) charts.push(open(root, state));
    root.style.setProperty("--charts", String(length));
    void [state.theme.value, state.scene.value.lanes];
    fit();
  });
  return () => {
    watch.disconnect();
    dispose();
    charts.forEach((each) => each());
  };
}
