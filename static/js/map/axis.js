/** The axes of a map: linear, logarithmic, or even in log(1 - v) for shares that are near one. */
import { chosen, powerOfTen } from "../text/numbers.js";
import { along, rulerOf } from "../panels/ruler.js";
import { narrowest } from "../scene/plane.js";
import { linearTicks, logTicks } from "../view/scale.js";

/** @typedef {import("../types.js").MapAxis} Axis */
/** @typedef {[number, number]} Range */

/** @type {Record<Axis["scale"], { to: (value: number) => number, from: (at: number) => number }>} to: from a value to where it is evenly spaced */
const SCALES = {
  linear: { to: (value) => value, from: (at) => at },
  log: { to: (value) => Math.log10(Math.max(value, 1e-320)), from: (at) => 10 ** at },
  near_one: { to: (value) => -Math.log10(Math.max(1 - value, 1e-17)), from: (at) => 1 - 10 ** -at },
};

/** @param {Axis} axis @returns {Range} where it is evenly spaced */
export const evenly = ({ low, high, scale }) => [SCALES[scale].to(low), SCALES[scale].to(high)];

/** @param {Axis} axis @param {number} value @returns {number} share of the axis, below 0 or above 1 outside */
export function shareOf(axis, value) {
  const [from, to] = evenly(axis);
  return (SCALES[axis.scale].to(value) - from) / (to - from);
}

/** @param {Axis} axis @param {number} share */
export function valueAt(axis, share) {
  const [from, to] = evenly(axis);
  return SCALES[axis.scale].from(from + share * (to - from));
}

/** The pixel at a share. @param {number} share @param {number} count */
export const pixelAt = (share, count) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));

/** The narrowest part is this much wider than the server's limit, because its ends are rounded. */
const SPARE = 1.01;

/** With so few digits that they tell a thousandth of the range. @param {number} value @param {number} span */
function short(value, span) {
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(value), span) / span)) + 4;
  return Number(value.toPrecision(Math.min(17, Math.max(2, digits))));
}

/**
 * The part of an axis between two shares.
 *
 * @param {Axis} axis
 * @param {Range} shares
 * @param {Range} within  the values at which it ends at most
 * @param {import("../scene/plane.js").Plane} plane
 * @returns {Axis} the axis itself if the part were narrower than the server accepts, which is what numbers can tell
 */
export function part(axis, [from, to], [least, most], plane) {
  const ends = [valueAt(axis, Math.min(from, to)), valueAt(axis, Math.max(from, to))].map((value) => Math.min(most, Math.max(least, value)));
  const span = ends[1] - ends[0];
  const [low, high] = ends.map((value) => short(value, span));
  const fine = high - low > SPARE * narrowest([low, high], plane) && (axis.scale !== "near_one" || high < 1) && (axis.scale !== "log" || low > 0);
  return fine ? { ...axis, low, high } : axis;
}

/** @param {Axis} axis @param {number} count  about how many @returns {[number, string][]} shares of the ticks, and what stands there */
export function ticksOf(axis, count) {
  const range = evenly(axis);
  const place = (/** @type {number} */ at) => (at - range[0]) / (range[1] - range[0]);
  if (axis.scale === "log" && range[1] - range[0] > 0.9) {
    return logTicks(range, count).map((tick) => [place(tick), Number.isInteger(Math.round(tick * 1e6) / 1e6) && Math.abs(tick) > 2.5 ? powerOfTen(Math.round(tick)) : chosen(10 ** tick)]);
  }
  if (axis.scale === "near_one" && range[1] - range[0] > 0.9) {
    return logTicks(range, count).map((tick) => [place(tick), String(Number((1 - 10 ** -tick).toPrecision(Math.max(2, Math.ceil(tick) + 1))))]);
  }
  const ruler = rulerOf([axis.low, axis.high]);
  const ticks = linearTicks([axis.low, axis.high], count);
  return ticks.map((tick) => [shareOf(axis, tick), String(Number(along(ruler, tick).toPrecision(6))).replace("-", "−")]);
}
