/** The canvas of a panel with everything that moves: paths, balls, and the names if several lanes share the panel. */
import { effect, untracked } from "../../vendor/signals-core.js";

import { lanesOn } from "../view/layout.js";
import { laneTitles } from "../scene/scene.js";
import { fitted, stopAt, trailOf } from "../view/trails.js";
import { drawStep } from "./arrows.js";
import { painter, sheet } from "../view/canvas.js";
import { drawLabels } from "./labels.js";
import { drawPictures } from "./overlay.js";
import { toPixels } from "./place.js";
import { rowAt } from "./readout.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("../types.js").View} View */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {number} lane
 * @param {() => Box & { left: number, top: number }} area
 */
export function paint(canvas, state, lane, area) {
  /** @type {ReturnType<typeof preparer>[]} */
  const prepared = [];
  const pictureOf = (/** @type {number} */ its, /** @type {import("../types.js").Frame} */ now, /** @type {Box & View} */ panel) => {
    prepared[its] ??= preparer(its);
    const { frame, trail } = prepared[its](now, panel);
    const [place, marker, theme] = [toPixels(panel, panel), state.marker.peek(), state.theme.peek()];
    const [ball, ring] = [ballAt(state, frame, its, place, marker), ringAt(state, frame, its, place)];
    return { frame, lane: its, trail, marker, ball, ring, theme, place, room: panel.width * panel.height, draft: state.dragging.peek() };
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
    void [state.frame.value, state.marker.value, state.exact.value, state.hover.value, state.glance.value, state.theme.value, area()];
    void [state.view.value, state.layout.value, state.arrows.value, state.ellipse.value];
    ask();
  });
  return () => (dispose(), cancel());
}

/**
 * Prepares a frame for drawing. The result is kept until the frame, the panel's size or its view changes; the marker has no influence.
 *
 * @param {number} lane
 * @returns {(frame: import("../types.js").Frame, panel: Box & View) => { frame: import("../types.js").Frame, trail: import("../view/trails.js").Trail }}
 */
function preparer(lane) {
  /** @type {unknown[]} */
  let known = [];
  /** @type {{ frame: import("../types.js").Frame, trail: import("../view/trails.js").Trail }} */
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

/** The position of the step under the mouse, in pixels. @type {(...at: [State, import("../types.js").Frame, number, (at: [number, number]) => [number, number]]) => [number, number] | null} */
const ringAt = (state, frame, lane, place) => {
  const step = state.hover.peek();
  return step === null ? null : ballAt(state, frame, lane, place, Math.min(step, frame.steps));
};

/**
 * The lane's position at a step, in pixels: the exact point if it is known, otherwise the last stop before it.
 *
 * @param {State} state
 * @param {import("../types.js").Frame} frame
 * @param {number} lane
 * @param {(at: [number, number]) => [number, number]} place
 * @param {number} step
 * @returns {[number, number] | null}
 */
function ballAt(state, frame, lane, place, step) {
  const marker = Math.min(step, frame.lanes[lane].status.step);
  const row = rowAt(state, lane, marker);
  if (row) return place([row.x, row.y]);
  const at = stopAt(frame.arrays.stops, marker);
  const { balls } = frame.lanes[lane].arrays;
  return Number.isNaN(balls[2 * at]) ? null : [balls[2 * at], balls[2 * at + 1]];
}
