/** One lane's panel: Plotly's axes and contours at the bottom, a canvas with everything that moves above, the start on top. */
import { effect, signal } from "../../vendor/signals-core.js";

import { watchLane } from "./background.js";
import { drawHeld } from "./held.js";
import { mountHover } from "./hover.js";
import { paint } from "./paths.js";
import { drawPlot, margins } from "./plot.js";
import { plotly } from "./plotly.js";
import { mountProfile } from "./profile.js";
import { drawRaster } from "./raster.js";
import { mountStart } from "./start.js";
import { part, writeWords } from "./captions.js";
import { mountZoom } from "./panel_zoom.js";
import { t } from "../text/language.js";
import { isFirst } from "../view/layout.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {{ readonly value: import("./background.js").Background | null, peek(): import("./background.js").Background | null }} BackgroundSignal */

const frame = () => `
  <h2 class="lane-name"><canvas class="sample"></canvas><span></span> <small></small></h2>
  <div class="stage">
    <div class="plot"></div>
    <canvas class="raster" hidden></canvas>
    <canvas class="held" hidden></canvas>
    <canvas class="overlay" role="img"></canvas>
    <canvas class="profile" role="img"></canvas>
    <p class="fate" hidden></p>
    <p class="ruler" hidden></p>
    <button type="button" class="whole" hidden></button>
    <div class="ghost" hidden><span>${t("put it here")}</span></div>
    <div class="start" tabindex="0" role="button"><i></i><b>${t("start")}</b></div>
  </div>
  <p class="tally"></p>
  <p class="readout"></p>`;

/** @param {Element} root @param {string} selector */
const canvas = (root, selector) => /** @type {HTMLCanvasElement} */ (part(root, selector));

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {number} lane
 * @param {Parameters<typeof watchLane>[2]} shared  the backgrounds of the scene's surface
 * @returns {() => void}
 */
export function mountPanel(root, state, lane, shared) {
  root.innerHTML = frame();
  const { train, held, dispose } = watchLane(state, lane, shared);
  const stage = part(root, ".stage");
  const size = signal(/** @type {Box} */ ({ width: 0, height: 0 }));
  const watch = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = stage;
    if (width !== size.peek().width || height !== size.peek().height) size.value = { width, height };
  });
  watch.observe(stage);
  const area = () => areaOf(size.value, state.theme.value, isFirst(state, lane));
  const parts = { handle: part(root, ".start"), ghost: part(root, ".ghost"), stage, area };
  const disposers = [
    dispose,
    measure(state, lane, area),
    layPlot(part(root, ".plot"), canvas(root, ".raster"), state, { size, area, lane }, train),
    drawHeld(canvas(root, ".held"), state, area, held),
    paint(canvas(root, ".overlay"), state, lane, area),
    mountProfile(canvas(root, ".profile"), state, lane, { size, area }),
    writeWords(root, state, lane),
    mountHover(stage, state, lane, area),
    mountStart(state, parts, lane, () => void size.value),
    mountZoom(root, state, area),
  ];
  return () => {
    watch.disconnect();
    disposers.forEach((each) => each());
    plotly.peek()?.purge(part(root, ".plot"));
    root.replaceChildren();
  };
}

/**
 * The plotting area inside the margins. Plotly gets the same margins; a browser test compares both.
 *
 * @param {Box} size
 * @param {import("../view/theme.js").Theme} theme
 * @param {boolean} first  does the panel stand first in its row?
 */
function areaOf({ width, height }, theme, first) {
  const { l, r, t, b } = margins(theme, first);
  return { left: l, top: t, width: Math.max(1, width - l - r), height: Math.max(1, height - t - b) };
}

/** Stores the panel's size, because paths are requested in its pixels. @param {State} state @param {number} lane @param {() => Box} area */
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
 * Draws the background: a raster while view and mesh differ, the mesh is coarse or Plotly is not loaded; Plotly's contours at rest.
 *
 * @param {HTMLElement} plot
 * @param {HTMLCanvasElement} raster
 * @param {State} state
 * @param {{ size: { value: Box }, area: () => Box & { left: number, top: number }, lane: number }} room
 * @param {BackgroundSignal} background
 */
function layPlot(plot, raster, state, { size, area, lane }, background) {
  return effect(() => {
    const [view, theme, back, box, drawing] = [state.view.value, state.theme.value, background.value, area(), plotly.value];
    if (box.width <= 1) return;
    const moved = back !== null && JSON.stringify(back.view) !== JSON.stringify(view);
    const rough = back !== null && (moved || !back.settled || !drawing);
    raster.hidden = !rough;
    plot.classList.toggle("moving", moved);
    if (rough) return drawRaster(raster, back.surface, box, theme, [back.view, view]);
    if (drawing) void drawPlot(drawing, plot, { size: size.value, view, theme, first: isFirst(state, lane), surface: back?.surface ?? null });
  });
}
