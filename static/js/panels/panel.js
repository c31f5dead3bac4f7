/** One lane's panel: Plotly's axes and contours below, a canvas with all that moves above, the start on top. */
import { effect, signal } from "../../vendor/signals-core.js";

import { fitted, stopAt, trailOf } from "../trails.js";
import { drawArrows, drawEllipse } from "./arrows.js";
import { painter, sheet } from "./canvas.js";
import { drawPicture } from "./overlay.js";
import { toPixels } from "./place.js";
import { drawPlot, margins } from "./plot.js";
import { drawRaster } from "./raster.js";
import { rowAt, stepAt } from "./readout.js";
import { mountStart } from "./start.js";
import { part, writeWords } from "./words.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("../../vendor/signals-core.js").Signal<import("./background.js").Background | null>} BackgroundSignal */

const FRAME = `
  <h2 class="lane-name"><canvas class="sample"></canvas><span></span> <small></small></h2>
  <div class="stage">
    <div class="plot"></div>
    <canvas class="raster" hidden></canvas>
    <canvas class="overlay" role="img"></canvas>
    <p class="fate" hidden></p>
    <div class="ghost" hidden><span>put it here</span></div>
    <div class="start" tabindex="0" role="button"><i></i><b>start</b></div>
  </div>
  <p class="readout"></p>`;

/** @param {Element} root @param {string} selector */
const canvas = (root, selector) => /** @type {HTMLCanvasElement} */ (part(root, selector));

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {number} lane
 * @param {BackgroundSignal} background
 * @returns {() => void}
 */
export function mountPanel(root, state, lane, background) {
  root.innerHTML = FRAME;
  const stage = part(root, ".stage");
  const size = signal(/** @type {Box} */ ({ width: 0, height: 0 }));
  const watch = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = stage;
    if (width !== size.peek().width || height !== size.peek().height) size.value = { width, height };
  });
  watch.observe(stage);
  const area = () => areaOf(size.value, state.theme.value);
  const parts = { handle: part(root, ".start"), ghost: part(root, ".ghost"), stage, area };
  const disposers = [
    measure(state, lane, area),
    layPlot(part(root, ".plot"), canvas(root, ".raster"), state, size, area, background),
    paint(canvas(root, ".overlay"), state, lane, area),
    writeWords(root, state, lane),
    mountStart(state, parts, () => void size.value),
  ];
  return () => {
    watch.disconnect();
    disposers.forEach((dispose) => dispose());
    Plotly.purge(part(root, ".plot"));
    root.replaceChildren();
  };
}

/**
 * Where the margins leave the plotting area; Plotly is told the same margins, a browser test compares.
 *
 * @param {Box} size
 * @param {import("../theme.js").Theme} theme
 */
function areaOf({ width, height }, theme) {
  const { l, r, t, b } = margins(theme);
  return { left: l, top: t, width: Math.max(1, width - l - r), height: Math.max(1, height - t - b) };
}

/** The stream asks for paths in the pixels of this panel. @param {State} state @param {number} lane @param {() => Box} area */
function measure(state, lane, area) {
  return effect(() => {
    const { width, height } = area();
    if (width <= 1 || height <= 1) return;
    const boxes = [...state.boxes.peek()];
    if (boxes[lane]?.width === width && boxes[lane]?.height === height) return;
    boxes[lane] = { width, height };
    state.boxes.value = boxes;
  });
}

/**
 * @param {HTMLElement} plot
 * @param {HTMLCanvasElement} raster
 * @param {State} state
 * @param {{ value: Box }} size
 * @param {() => Box & { left: number, top: number }} area
 * @param {BackgroundSignal} background
 */
function layPlot(plot, raster, state, size, area, background) {
  return effect(() => {
    const [view, theme, back, box] = [state.view.value, state.theme.value, background.value, area()];
    if (box.width <= 1) return;
    raster.hidden = !back || back.settled;
    if (back && !back.settled) return drawRaster(raster, back.surface, box, theme);
    void drawPlot(plot, { size: size.value, view, theme, surface: back?.surface ?? null });
  });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {number} lane
 * @param {() => Box & { left: number, top: number }} area
 */
function paint(canvas, state, lane, area) {
  const prepared = preparer(lane);
  const draw = () => {
    const box = area();
    const pen = sheet(canvas, box);
    canvas.style.left = `${box.left}px`;
    canvas.style.top = `${box.top}px`;
    const now = state.frame.peek();
    if (!now?.lanes[lane]) return;
    const { frame, trail } = prepared(now, box);
    const place = toPixels(state.view.peek(), box);
    const [marker, theme] = [state.marker.peek(), state.theme.peek()];
    drawPicture(pen, { frame, lane, trail, marker, ball: ballAt(state, frame, lane, place), theme, place, room: box.width * box.height });
    const step = stepAt(state, lane);
    if (step && state.ellipse.peek()) drawEllipse(pen, step, { place, theme, shorter: Math.min(box.width, box.height) });
    if (step && state.arrows.peek()) drawArrows(pen, step, { place, theme });
  };
  const { ask, cancel } = painter(draw);
  const dispose = effect(() => {
    void [state.frame.value, state.marker.value, state.exact.value, state.theme.value, area()];
    void [state.arrows.value, state.ellipse.value];
    ask();
  });
  return () => (dispose(), cancel());
}

/**
 * What is drawn of a frame changes with the frame and with the panel's size, not with the marker.
 *
 * @param {number} lane
 * @returns {(frame: import("../types.js").Frame, box: Box) => { frame: import("../types.js").Frame, trail: import("../trails.js").Trail }}
 */
function preparer(lane) {
  /** @type {[import("../types.js").Frame | null, number, number]} */
  let known = [null, 0, 0];
  /** @type {{ frame: import("../types.js").Frame, trail: import("../trails.js").Trail }} */
  let ready;
  return (frame, box) => {
    if (frame === known[0] && box.width === known[1] && box.height === known[2]) return ready;
    known = [frame, box.width, box.height];
    const own = fitted(frame, lane, box);
    ready = { frame: { ...frame, lanes: frame.lanes.with(lane, own) }, trail: trailOf(own) };
    return ready;
  };
}

/**
 * The exact point where it is known, else the last stop before it.
 *
 * @param {State} state
 * @param {import("../types.js").Frame} frame
 * @param {number} lane
 * @param {(at: [number, number]) => [number, number]} place
 * @returns {[number, number] | null}
 */
function ballAt(state, frame, lane, place) {
  const marker = Math.min(state.marker.peek(), frame.lanes[lane].status.step);
  const row = rowAt(state, lane, marker);
  if (row) return place([row.x, row.y]);
  const at = stopAt(frame.arrays.stops, marker);
  const { balls } = frame.lanes[lane].arrays;
  return Number.isNaN(balls[2 * at]) ? null : [balls[2 * at], balls[2 * at + 1]];
}
