/** One lane's panel: Plotly's axes and contours below, a canvas with all that moves above, the start on top. */
import { effect, signal } from "../../vendor/signals-core.js";

import { measured } from "../numbers.js";
import { lookOf, colorOf } from "../palette.js";
import { laneName } from "../scene.js";
import { stopAt, trailOf } from "../trails.js";
import { painter, sheet } from "./canvas.js";
import { drawPicture } from "./overlay.js";
import { toPixels } from "./place.js";
import { drawPlot, margins, plotArea } from "./plot.js";
import { drawRaster } from "./raster.js";
import { readout, rowAt } from "./readout.js";
import { mountStart } from "./start.js";
import { drawSwatch } from "./swatch.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("../../vendor/signals-core.js").Signal<import("./background.js").Background | null>} BackgroundSignal */

const FRAME = `
  <div class="stage">
    <div class="plot"></div>
    <canvas class="raster" hidden></canvas>
    <canvas class="overlay" role="img"></canvas>
    <p class="name"><canvas class="sample"></canvas><span></span></p>
    <p class="fate" hidden></p>
    <div class="ghost" hidden><span>put it here</span></div>
    <div class="start" tabindex="0" role="button"><i></i><b>start</b></div>
  </div>
  <p class="readout"></p>`;

/** @template {HTMLElement} T @param {Element} root @param {string} selector */
const part = (root, selector) => /** @type {T} */ (root.querySelector(selector));

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
    layPlot(part(root, ".plot"), part(root, ".raster"), state, size, area, background),
    paint(part(root, ".overlay"), state, lane, area),
    write(root, state, lane),
    mountStart(state, parts, () => void size.value),
  ];
  return () => {
    watch.disconnect();
    disposers.forEach((dispose) => dispose());
    Plotly.purge(part(root, ".plot"));
    root.replaceChildren();
  };
}

/** Where the margins leave the plotting area; Plotly is told the same margins, a browser test compares. @param {Box} size @param {import("../theme.js").Theme} theme */
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

/** @param {HTMLCanvasElement} canvas @param {State} state @param {number} lane @param {() => Box & { left: number, top: number }} area */
function paint(canvas, state, lane, area) {
  /** @type {import("../types.js").Frame | null} */
  let known = null;
  let trail = /** @type {import("../trails.js").Trail | null} */ (null);
  const draw = () => {
    const frame = state.frame.peek();
    const box = area();
    const pen = sheet(canvas, box);
    canvas.style.left = `${box.left}px`;
    canvas.style.top = `${box.top}px`;
    if (!frame?.lanes[lane]) return;
    if (frame !== known || !trail) [known, trail] = [frame, trailOf(frame.lanes[lane])];
    const place = toPixels(state.view.peek(), box);
    drawPicture(pen, { frame, lane, trail, marker: state.marker.peek(), ball: ballAt(state, frame, lane, place), theme: state.theme.peek(), place });
  };
  const { ask, cancel } = painter(draw);
  const dispose = effect(() => {
    void [state.frame.value, state.marker.value, state.exact.value, state.theme.value, area()];
    ask();
  });
  return () => (dispose(), cancel());
}

/** The exact point where it is known, else the last stop before it. @param {State} state @param {import("../types.js").Frame} frame @param {number} lane @param {(at: [number, number]) => [number, number]} place @returns {[number, number] | null} */
function ballAt(state, frame, lane, place) {
  const marker = Math.min(state.marker.peek(), frame.lanes[lane].status.step);
  const row = rowAt(state, frame, lane, marker);
  if (row) return place([row.x, row.y]);
  const at = stopAt(frame.arrays.stops, marker);
  const { balls } = frame.lanes[lane].arrays;
  return Number.isNaN(balls[2 * at]) ? null : [balls[2 * at], balls[2 * at + 1]];
}

/** The words of a panel: its lane's name, what became of it, the numbers at the marker. @param {HTMLElement} root @param {State} state @param {number} lane */
function write(root, state, lane) {
  const [name, fate, numbers, overlay] = [".name span", ".fate", ".readout", ".overlay"].map((selector) => part(root, selector));
  const swatch = /** @type {HTMLCanvasElement} */ (part(root, ".sample"));
  return effect(() => {
    const [scene, frame, theme] = [state.scene.value, state.frame.value, state.theme.value];
    if (!scene.lanes[lane]) return;
    name.textContent = laneName(state.catalog, scene.lanes[lane]);
    root.style.setProperty("--lane", colorOf(lane, theme.dark));
    drawSwatch(swatch, lane, theme);
    const status = frame?.lanes[lane]?.status;
    fate.hidden = status?.kind !== "diverged";
    fate.textContent = status ? fateOf(status) : "";
    numbers.innerHTML = readout(state, lane);
    overlay.setAttribute("aria-label", status ? `${name.textContent}, ${lookOf(lane).name} line: ${endOf(state, frame, lane)}` : "");
  });
}

/** @param {import("../types.js").Status} status */
const fateOf = (status) => (status.kind === "diverged" ? `diverged at step ${status.step}${status.reason ? `: ${status.reason}` : ""}` : "");

/** @param {State} state @param {import("../types.js").Frame | null} frame @param {number} lane */
function endOf(state, frame, lane) {
  const status = frame?.lanes[lane]?.status;
  if (!frame || !status) return "not drawn yet";
  if (status.kind === "diverged") return fateOf(status);
  const row = rowAt(state, frame, lane, frame.steps);
  return `${frame.steps} steps${row ? `, ends at ${measured(row.x)}, ${measured(row.y)}` : ""}`;
}
export { plotArea };
