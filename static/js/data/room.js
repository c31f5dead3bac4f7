/** The ranges of the panel's axes and the room around its plot. */
import { keptRange } from "../view/scale.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("../types.js").Range} Range */
/** @typedef {[number, number]} Pair */

/** Share of the range that stays free at each end, so that no example lies on the frame. */
const SPARE = 0.08;
/** Below and above, where names and buttons stand, more is free. */
const [BELOW, ABOVE] = [0.14, 0.22];

/** @param {number[]} values @param {number} below @param {number} above  shares of the range @returns {Range} */
function rangeOf(values, below, above) {
  const [low, high] = values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
  if (low > high) return [-1, 1];
  const span = high - low || Math.abs(high) || 1;
  return [low - below * span, high + above * span];
}

/** @param {Pair[]} places @returns {View} that shows all */
export const viewOf = (places) => ({ x: rangeOf(places.map(([u]) => u), SPARE, SPARE), y: rangeOf(places.map(([, v]) => v), BELOW, ABOVE) });

/** The view while a hand drags: as before, as long as that shows everything. @param {View | null} before @param {View} now @returns {View} */
export const keptView = (before, now) => ({ x: keptRange(before?.x ?? null, now.x), y: keptRange(before?.y ?? null, now.y) });

/**
 * The view with equal units on both axes, so that a line at right angles to another one looks so.
 *
 * @param {View} view
 * @param {Box} box
 * @returns {View}
 */
export function squared({ x, y }, { width, height }) {
  const unit = Math.max((x[1] - x[0]) / width, (y[1] - y[0]) / height);
  const widened = (/** @type {Range} */ [low, high], /** @type {number} */ pixels) => {
    const spare = (unit * pixels - (high - low)) / 2;
    return /** @type {Range} */ ([low - spare, high + spare]);
  };
  return { x: widened(x, width), y: widened(y, height) };
}

/** Margins that hold the ticks, in pixels. @param {import("../view/theme.js").Theme} theme */
export const marginsOf = ({ text }) => ({ l: Math.round(2.9 * text), r: Math.round(0.3 * text), t: Math.round(0.55 * text), b: Math.round(1.7 * text) });

/** @param {Box} size  of the whole board @param {import("../view/theme.js").Theme} theme @returns {Box & { left: number, top: number }} the plot */
export function areaOf({ width, height }, theme) {
  const { l, r, t, b } = marginsOf(theme);
  return { left: l, top: t, width: Math.max(1, width - l - r), height: Math.max(1, height - t - b) };
}
