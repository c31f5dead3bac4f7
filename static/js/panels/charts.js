/** The linked curves in one row: which are open, what each shows, and the marker that a click or a drag in any of them moves. */
import { html, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { laneName, laneTitle } from "../scene.js";
import { painter, sheet } from "./canvas.js";
import { drawChart } from "./chart.js";
import { FIELDS } from "./fields.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../theme.js").Theme} Theme */
/** @typedef {import("../types.js").Lane} Lane */

const MOST = 4;

/**
 * @param {import("../types.js").Box} box
 * @param {Theme} theme
 * @returns {import("./chart.js").Area}
 */
export function areaOf({ width, height }, { em, size }) {
  const left = Math.round(2.9 * em);
  const right = Math.round(size === "phone" ? 2.2 * em : Math.min(11.5 * em, Math.max(2.2 * em, 0.3 * width)));
  const [top, bottom] = [Math.round(0.5 * em), Math.round(1.5 * em)];
  return { left, right, top, bottom, width: Math.max(1, width - left - right), height: Math.max(1, height - top - bottom) };
}

/** @param {Pen} pen @param {string} text @param {number} room */
function fitted(pen, text, room) {
  let shown = text;
  while (shown && pen.measureText(shown).width > room) shown = shown.slice(0, -1);
  return shown === text ? text : `${shown.trimEnd().slice(0, -1)}…`;
}
/** @typedef {CanvasRenderingContext2D} Pen */

/** Names for the ends of the curves, as short as the room asks. @param {State} state @param {Pen} pen @param {number} room */
function namesOf({ catalog, scene, theme }, pen, room) {
  pen.font = `${0.78 * theme.peek().em}px ${theme.peek().font}`;
  const { lanes } = scene.peek();
  const titles = lanes.map((lane) => laneTitle(catalog, lane));
  return lanes.map((lane, i) => fitted(pen, titles.indexOf(titles[i]) < i ? difference(catalog, lanes[titles.indexOf(titles[i])], lane) : titles[i], room));
}

/** What tells a lane from an earlier one of the same method. @param {import("../types.js").Catalog} catalog @param {Lane} earlier @param {Lane} lane */
function difference(catalog, earlier, lane) {
  const schedule = catalog.schedules[lane.schedule.key]?.name ?? lane.schedule.key;
  if (lane.schedule.key !== earlier.schedule.key) return `with ${schedule.charAt(0).toLowerCase()}${schedule.slice(1)}`;
  const said = new Set(laneName(catalog, earlier).split(", "));
  return laneName(catalog, lane).split(", ").filter((part) => !said.has(part)).join(", ") || laneTitle(catalog, lane);
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
    const area = areaOf({ width, height }, theme);
    const pen = sheet(canvas, { width, height });
    if (!frame || !FIELDS[key] || area.height < 8) return;
    if (key !== shown) [shown, range] = [key, null];
    const names = namesOf(state, pen, area.right - 2.3 * theme.em);
    const marker = Math.min(state.marker.peek(), frame.steps);
    range = drawChart(pen, { key, frame, theme, area, range, names, marker, view: state.view.peek(), main: mainOf(state), dragging: state.dragging.peek() });
    canvas.setAttribute("aria-label", `${FIELDS[key].name} over ${frame.steps} steps, ${names.length} lanes`);
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
    const area = areaOf({ width: canvas.clientWidth, height: canvas.clientHeight }, state.theme.peek());
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
  const measure = () => {
    const curves = root.querySelector(".curves");
    if (curves) state.chartWidth.value = areaOf({ width: curves.clientWidth, height: 1 }, state.theme.value).width;
  };
  const watch = new ResizeObserver(measure);
  watch.observe(root);
  const dispose = effect(() => {
    const { length } = state.charts.value;
    while (charts.length > length) charts.pop()?.();
    while (charts.length < length) charts.push(open(root, state));
    root.style.setProperty("--charts", String(length));
    measure();
  });
  return () => {
    watch.disconnect();
    dispose();
    charts.forEach((each) => each());
  };
}
