/** How a chart reads its series from a frame: which there are, and what each is, the catalog says. */
import { FLOOR } from "../view/scale.js";

/** @typedef {import("../types.js").Series} Series */

/**
 * @param {Series} series
 * @param {Float32Array[]} lanes  min, max pairs
 * @param {"log" | "linear"} [asked]
 * @returns {boolean}
 */
export const isLog = (series, lanes, asked) =>
  (asked ?? "log") === "log" && series.log && !(series.signed && lanes.some((pairs) => pairs.some((value) => value < 0)));

/** Does a lane, or any of several, have values of which every one lies below the axis? Zero itself may stand at its foot. @param {Float32Array[]} lanes */
export const areTiny = (lanes) =>
  lanes.every((pairs) => pairs.every((value) => !(Math.abs(value) >= FLOOR))) && lanes.some((pairs) => pairs.some((value) => value));

/** The min, max pairs of one lane in the units of the axis: powers of ten where it is logarithmic. @param {boolean} log @param {Float32Array} pairs */
export const onAxis = (log, pairs) => (log ? pairs.map((value) => Math.log10(Math.max(FLOOR, value))) : pairs);
