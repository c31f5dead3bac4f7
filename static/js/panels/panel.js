/** One lane's panel: Plotly's axes and contours below, a canvas with all that moves above, the start on top. */
import { effect, signal, untracked } from "../../vendor/signals-core.js";

import { lanesOn } from "../layout.js";
import { laneTitles } from "../scene.js";
import { fitted, stopAt, trailOf } from "../trails.js";
import { drawStep } from "./arrows.js";
import { painter, sheet } from "./canvas.js";
import { drawLabels } from "./labels.js";
import { drawPictures } from "./overlay.js";
import { toPixels } from "./place.js";
import { drawPlot, margins } from "./plot.js";
import { drawRaster } from "./raster.js";
import { rowAt } from "./readout.js";
import { mountStart } from "./start.js";
import { part, writeWords } from "./words.js";
import { mountZoom } from "./zoom.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("../types.js").View} View */
/** @typedef {import("../../vendor/signals-core.js").Signal<import("./background.js").Background | null>} BackgroundSignal */

const FRAME = `
  <h2 class="lane-name"><canvas class="sample"></canvas><span></span> <small></small></h2>
  <div class="stage">
    <div class="plot"></div>
    <canvas class="raster" hidden></canvas>
    <canvas class="overlay" role="img"></canvas>
    <p class="fate" hidden></p>
    <p class="ruler" hidden></p>
    <button type="button" class="whole" hidden></button>
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
    mountZoom(root, state, area),
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
    const moving = back !== null && !(back.settled && JSON.stringify(back.view) === JSON.stringify(view));
    raster.hidden = !moving;
    plot.classList.toggle("moving", moving && !(JSON.stringify(back.view) === JSON.stringify(view)));
    if (moving) return drawRaster(raster, back.surface, box, theme, [back.view, view]);
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
  /** @type {ReturnType<typeof preparer>[]} */
  const prepared = [];
  const pictureOf = (/** @type {number} */ its, /** @type {import("../types.js").Frame} */ now, /** @type {Box & View} */ panel) => {
    prepared[its] ??= preparer(its);
    const { frame, trail } = prepared[its](now, panel);
    const [place, marker, theme] = [toPixels(panel, panel), state.marker.peek(), state.theme.peek()];
    return { frame, lane: its, trail, marker, ball: ballAt(state, frame, its, place), theme, place, room: panel.width * panel.height };
  };
  const draw = () => {
    const box = area();
    const pen = sheet(canvas, box);
    if (box.width <= 1) return;
    canvas.style.left = `${box.left}px`;
    canvas.style.top = `${box.top}px`;
    const now = state.frame.peek();
    const lanes = untracked(() => lanesOn(state, lane));
    if (!now || lanes.some((each) => !now.lanes[each])) return;
    const panel = { ...box, ...state.view.peek() };
    const pictures = lanes.map((each) => pictureOf(each, now, panel));
    drawPictures(pen, pictures);
    if (lanes.length === 1) return drawStep(pen, state, lane, panel);
    const names = laneTitles(state.catalog, state.scene.peek().lanes);
    drawLabels(pen, pictures.map(({ ball, lane: its }) => ({ ball, name: names[its] })), box, state.theme.peek());
  };
  const { ask, cancel } = painter(draw);
  const dispose = effect(() => {
    void [state.frame.value, state.marker.value, state.exact.value, state.theme.value, state.view.value, state.layout.value, area()];
    void [state.arrows.value, state.ellipse.value];
    ask();
  });
  return () => (dispose(), cancel());
}

/**
 * What is drawn of a frame changes with the frame, the panel's size and its view, not with the marker.
 *
 * @param {number} lane
 * @returns {(frame: import("../types.js").Frame, panel: Box & View) => { frame: import("../types.js").Frame, trail: import("../trails.js").Trail }}
 */
function preparer(lane) {
  /** @type {unknown[]} */
  let known = [];
  /** @type {{ frame: import("../types.js").Frame, trail: import("../trails.js").Trail }} */
  let ready;
  return (frame, panel) => {
    const now = [frame, panel.width, panel.height, panel.x, panel.y];
    if (now.every((each, i) => each === known[i])) return ready;
    known = now;
    const own = fitted(frame, lane, panel);
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
