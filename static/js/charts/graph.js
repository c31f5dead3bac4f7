/** One chart's two canvases: one for the axes, redrawn only when they change, and above it one for everything that moves. */
import { effect, untracked } from "../../vendor/signals-core.js";

import { mainLane } from "../play/lessons.js";
import { t } from "../text/language.js";
import { perStep, stepAt } from "../view/steps.js";
import { panSteps, zoomSteps } from "../view/zoom.js";
import { goTo } from "../play/player.js";
import { drawAxes } from "./axes.js";
import { changes, painter, sheet } from "../view/canvas.js";
import { drawCurves, layChart, sourcesOf } from "./chart.js";
import { mountGestures } from "../panels/gestures.js";
import { glanceAt } from "../panels/hover.js";
import { createLayer } from "./layer.js";
import { areaOf } from "./room.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Box} Box */

/**
 * Everything a chart is drawn from; null if there is nothing to draw or no room.
 *
 * @param {State} state
 * @param {number} place
 * @param {Box} box
 */
function chartOf(state, place, box) {
  const [frame, key, theme] = [state.frame.peek(), state.charts.peek()[place], state.theme.peek()];
  const { names, ...area } = areaOf(state, box);
  const series = state.catalog.series[key];
  if (!frame || !series || area.height < 8) return null;
  const marker = Math.min(state.marker.peek(), frame.steps);
  const now = state.axis.peek();
  const dragging = state.dragging.peek();
  const still = { main: untracked(() => mainLane(state)), dragging, draft: dragging, hidden: state.until.peek() !== null };
  // Columns that are evenly spaced in one scale cannot be drawn in the other.
  const axis = now.scale === frame.axis.scale && now.by === frame.axis.by ? now : frame.axis;
  return { series, frame, theme, area, names, marker, axis, hover: state.hover.peek(), frozen: state.frozen.peek(), ...still };
}

/**
 * @param {HTMLCanvasElement} back
 * @param {HTMLCanvasElement} front
 * @param {State} state
 * @param {number} place
 * @param {Box} box  current size, kept up to date by the caller
 */
function createDraw(back, front, state, place, box) {
  /** @type {import("../types.js").ValueAxis | null} */
  let axis = null;
  let [shown, axes] = ["", ""];
  const [changed, drawAll] = [changes(), createLayer()];
  return () => {
    const chart = chartOf(state, place, box);
    if (chart && chart.series.key !== shown) axis = null;
    const laid = chart && layChart(chart, axis);
    const wanted = laid ? JSON.stringify([laid.axes, box]) : "";
    if (!changed([box.width, box.height, wanted, ...(chart ? sourcesOf(chart) : [])])) return;
    const pen = sheet(front, box);
    if (!laid) return;
    if (wanted !== axes) drawAxes(sheet(back, box), laid.axes);
    if (chart.series.key !== shown) front.setAttribute("aria-label", t("{chart} over the steps, one curve for each walker", { chart: chart.series.name }));
    [shown, axis, axes] = [chart.series.key, laid.axes.axis, wanted];
    if (!chart.draft) return drawCurves(pen, chart, laid);
    const { frame, series, marker } = chart;
    const curves = frame.lanes.map(({ arrays }) => arrays[series.key]);
    const sources = [wanted, marker, frame.axis.scale, frame.axis.by, ...frame.axis.steps];
    drawCurves(pen, chart, laid, (order, draw) => drawAll(pen, { box, curves, sources, order, draw }));
  };
}

/** Only the step axis is zoomed. @param {State} state @param {Box} box @returns {import("../panels/gestures.js").Gestures} */
const gesturesOf = (state, box) => ({
  area: () => areaOf(state, box),
  zoom: (factor, at) => zoomSteps(state, factor, at[0]),
  pan: (by) => panSteps(state, by[0]),
  busy: (on) => (state.dragging.value = on),
  wheel: () => state.theme.peek().size !== "phone",
  free: () => false, // it moves the marker
});

/** The step at a share of the axis; where examples are counted, that of the lane that sees the most of them. @param {State} state @param {number} share */
function stepUnder(state, share) {
  const axis = state.axis.peek();
  const per = Math.max(1, ...(state.frame.peek()?.lanes ?? []).map(({ batch }) => perStep(axis, batch)));
  return stepAt(axis, share) / per;
}

/** @param {HTMLCanvasElement} canvas @param {State} state @param {Box} box */
function dragMarker(canvas, state, box) {
  let held = false;
  const shareUnder = (/** @type {PointerEvent} */ event) => {
    const { left, width } = areaOf(state, box);
    return (event.offsetX - left) / width;
  };
  const put = (/** @type {PointerEvent} */ event) => {
    const share = Math.min(1, Math.max(0, shareUnder(event)));
    state.hover.value = null;
    goTo(state, stepUnder(state, share));
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button || event.shiftKey) return;
    held = true;
    canvas.setPointerCapture(event.pointerId);
    put(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (held) return put(event);
    const share = shareUnder(event);
    glanceAt(state, event, share >= 0 && share <= 1 ? Math.round(stepUnder(state, share)) : null);
  });
  canvas.addEventListener("pointerleave", () => (state.hover.value = null));
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (held = false));
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {number} place  among the open charts
 * @returns {() => void}
 */
export function mountGraph(root, state, place) {
  root.innerHTML = `<canvas></canvas><canvas class="front" role="img"></canvas>`;
  const [back, front] = /** @type {HTMLCanvasElement[]} */ ([...root.children]);
  const box = { width: 0, height: 0 };
  const { ask, cancel } = painter(createDraw(back, front, state, place, box));
  const watch = new ResizeObserver(([{ contentRect }]) => {
    // Whole pixels, because a canvas stretched by half a pixel is blurred.
    Object.assign(box, { width: Math.floor(contentRect.width), height: Math.floor(contentRect.height) });
    ask();
  });
  watch.observe(root);
  dragMarker(front, state, box);
  const free = mountGestures(front, gesturesOf(state, box));
  front.addEventListener("dblclick", () => (state.stepZoom.value = null));
  const dispose = effect(() => {
    void [state.frame.value, state.marker.value, state.charts.value, state.theme.value, state.dragging.value, state.axis.value, state.scales.value, state.hover.value, state.frozen.value];
    ask();
  });
  return () => (dispose(), free(), watch.disconnect(), cancel());
}
