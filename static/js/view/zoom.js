/** The zoom: which part of the plane the panels show, and which steps the charts show. All panels share one view, all charts another. */
import { isAllowed, narrowest } from "../scene/plane.js";
import { shareOf, stepAt } from "./steps.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Range} Range */
/** @typedef {import("../types.js").View} View */
/** @typedef {import("../scene/plane.js").Plane} Plane */
/** @typedef {[number, number]} Pair  shares of the panel, from the left and from the bottom */

/** How many times wider than the whole view a range can be. */
const WIDEST = 100;
/** The narrowest range is this much wider than the server's limit, because its ends are rounded. */
const SPARE = 1.001;
/** Fewest steps that a chart shows. */
const FEWEST_STEPS = 4;
/** The zoom factor of a button or a key. */
export const STRIDE = 1.5;

/**
 * @param {Range} range
 * @param {number} share  the point that does not move, as a share of the range
 * @param {number} factor  above 1 zooms in
 * @returns {Range}
 */
export function zoomed([low, high], share, factor) {
  const [about, span] = [low + share * (high - low), (high - low) / factor];
  return [about - share * span, about + (1 - share) * span];
}

/** @param {Range} range @param {number} by  as a share of the range @returns {Range} */
export const panned = ([low, high], by) => [low + by * (high - low), high + by * (high - low)];

/** @param {Range} range @param {Range} whole @param {number} factor @param {Plane} plane @returns {number} the factor, limited by the precision of float64 and by the whole view */
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

/** Shows a view, unless the server would refuse it. @param {State} state @param {View} view */
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

/** @param {Range} range @param {number} steps @returns {Range} moved inside 0 ... steps, with the same width if possible */
export function kept([low, high], steps) {
  if (high - low >= steps) return [0, steps];
  const by = Math.max(0, -low) - Math.max(0, high - steps);
  return [low + by, high + by];
}

/** @param {State} state @param {Range} shares  of the current axis, the ends of the new one */
function showSteps(state, [from, to]) {
  const axis = state.axis.peek();
  const { length: steps } = state.span.peek();
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
