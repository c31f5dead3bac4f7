/** What a chart can show: its name, how it is scaled, how it is read from a frame. */
import { word } from "../text/language.js";
import { FLOOR } from "../view/scale.js";

/**
 * @typedef {{
 *   name: string, log: boolean, signed: boolean, axis: "x" | "y" | null, own: boolean, line: { at: number, says: string } | null,
 *   none: string
 * }} Field
 *   signed: linear after all where a value is negative; axis: the coordinate whose position it shows; own: only where the
 *   surface has axes u, v; none: what is said where no lane has it
 */

/** @param {string} name @param {Partial<Field>} more @returns {Field} */
const field = (name, more) => ({ ...{ name, log: true, signed: false, axis: null, own: false, line: null, none: "" }, ...more });
/** A method whose coordinates act on each other has one rate, not two. */
const single = { none: word("these methods have no separate rate per coordinate") };
const turned = { log: false, own: true, none: word("this surface has no axes of its own") };
/** A float32 ends at 3.4e38, and a logarithmic axis at the floor. */
const undrawn = { none: word("all values are too large or too small to be drawn") };
const limit = { ...single, line: { at: 2, says: "above 2: unstable" } };

/** @type {Record<string, Field>} */
export const FIELDS = {
  loss: field(word("Loss f"), { signed: true, ...undrawn }),
  gradient_norm: field(word("Gradient norm |g|"), undrawn),
  lr: field(word("Learning rate η"), {}),
  lr_x: field(word("Effective rate η/σ in x"), single),
  lr_y: field(word("Effective rate η/σ in y"), single),
  ratio_x: field(word("η h/σ in x, h the curvature"), limit),
  ratio_y: field(word("η h/σ in y, h the curvature"), limit),
  x: field(word("Position x"), { log: false, axis: "x" }),
  y: field(word("Position y"), { log: false, axis: "y" }),
  u: field(word("Position u, along the valley"), { ...turned, axis: "x" }),
  v: field(word("Position v, across the valley"), { ...turned, axis: "y" }),
};

/**
 * @param {Field} field
 * @param {Float32Array[]} lanes  min, max pairs
 * @param {"log" | "linear"} [asked]
 * @returns {boolean}
 */
export const isLog = (field, lanes, asked) =>
  (asked ?? "log") === "log" && field.log && !(field.signed && lanes.some((pairs) => pairs.some((value) => value < 0)));

/** Does a lane, or any of several, have values of which every one lies below the axis? Zero itself may stand at its foot. @param {Float32Array[]} lanes */
export const areTiny = (lanes) =>
  lanes.every((pairs) => pairs.every((value) => !(Math.abs(value) >= FLOOR))) && lanes.some((pairs) => pairs.some((value) => value));

/**
 * The min, max pairs of one lane in the units of the axis: powers of ten where it is logarithmic.
 *
 * @param {boolean} log
 * @param {Float32Array} pairs
 * @param {number} factor  the curvature where a rate is set against it, else 1
 */
export function onAxis(log, pairs, factor) {
  if (log) return pairs.map((value) => Math.log10(Math.max(FLOOR, value * factor)));
  return factor === 1 ? pairs : pairs.map((value) => value * factor);
}
