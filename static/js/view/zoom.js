/** Part of the whole: what the panels show of the plane, and the charts of the steps. All panels share one part, all charts another. */
import { isAllowed, narrowest } from "../scene/plane.js";
import { shareOf, stepAt } from "./steps.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Range} Range */
/** @typedef {import("../types.js").View} View */
/** @typedef {import("../scene/plane.js").Plane} Plane */
/** @typedef {[number, number]} Pair  from the left and from the bottom, as shares of the panel */

/** So much wider than the whole view, at most. */
const WIDEST = 100;
/** The ends of a range that is zoomed as far as allowed are rounded: it stays so much wider than the server asks for. */
const SPARE = 1.001;
/** Fewer steps than this are not a curve. */
const FEWEST_STEPS = 4;
/** What a button or a key zooms by. */
export const STRIDE = 1.5;

/**
 * @param {Range} range
 * @param {number} share  of the range, at which nothing moves
 * @param {number} factor  above 1 shows less
 * @returns {Range}
 */
export function zoomed([low, high], share, factor) {
  const [about, span] = [low + share * (high - low), (high - low) / factor];
  return [about - share * span, about + (1 - share) * span];
}

/** @param {Range} range @param {number} by  as a share of the range @returns {Range} */
export const panned = ([low, high], by) => [low + by * (high - low), high + by * (high - low)];

/** @param {Range} range @param {Range} whole @param {number} factor @param {Plane} plane @returns {number} as much of it as float64 and the whole allow */
function allowed(range, whole, factor, plane) {
  const span = range[1] - range[0];
  const finest = SPARE * narrowest(range, plane);
  return Math.min(Math.max(1, span / finest), Math.max(factor, span / (WIDEST * (whole[1] - whole[0]))));
}

/**
 * @param {View} view
 * @param {View} whole
 * @param {number} factor
 * @param {Pair} share
 * @param {Plane} plane
 * @returns {View} both axes by the same factor
 */
export function zoomedView({ x, y }, whole, factor, share, plane) {
  const most = allowed(y, whole.y, allowed(x, whole.x, factor, plane), plane);
  return { x: zoomed(x, share[0], most), y: zoomed(y, share[1], most) };
}

/** Nothing moves where the server would refuse what is shown then. @param {State} state @param {View} view */
function show(state, view) {
  const { plane } = state.catalog;
  if (isAllowed(view.x, plane) && isAllowed(view.y, plane)) state.zoom.value = { of: state.whole.peek(), view };
}

/** @param {State} state @param {number} factor @param {Pair} [share] */
export function zoomView(state, factor, share = [0.5, 0.5]) {
  show(state, zoomedView(state.view.peek(), state.whole.peek(), factor, share, state.catalog.plane));
}

/** @param {State} state @param {Pair} by */
export function panView(state, by) {
  const { x, y } = state.view.peek();
  show(state, { x: panned(x, by[0]), y: panned(y, by[1]) });
}

/** @param {State} state */
export const isZoomed = (state) => state.view.value !== state.whole.value;

/** @param {Range} range @param {number} steps @returns {Range} moved back inside 0 ... steps, as wide as before where that is possible */
export function kept([low, high], steps) {
  if (high - low >= steps) return [0, steps];
  const by = Math.max(0, -low) - Math.max(0, high - steps);
  return [low + by, high + by];
}

/** @param {State} state @param {Range} shares  of the axis that are to fill it */
function showSteps(state, [from, to]) {
  const axis = state.axis.peek();
  const { steps } = state.scene.peek();
  const whole = { ...axis, steps: /** @type {Range} */ ([0, steps]) };
  const inside = kept([shareOf(whole, stepAt(axis, from)), shareOf(whole, stepAt(axis, to))], 1);
  const range = /** @type {Range} */ (inside.map((share) => Math.min(steps, Math.max(0, stepAt(whole, share)))));
  if (range[1] - range[0] >= Math.min(steps, FEWEST_STEPS)) state.stepZoom.value = inside[1] - inside[0] < 1 ? range : null;
}

/** @param {State} state @param {number} factor @param {number} [share] */
export const zoomSteps = (state, factor, share = 0.5) => showSteps(state, zoomed([0, 1], share, factor));

/** @param {State} state @param {number} by */
export function panSteps(state, by) {
  if (state.stepZoom.peek()) showSteps(state, panned([0, 1], by));
}

/** @param {State} state */
export function showAll(state) {
  state.zoom.value = null;
  state.stepZoom.value = null;
}
