/** Converts numbers to positions on a slider (0 to 1) and back, and changes them by key presses. */

/** @typedef {{ low: number, high: number, scale: "linear" | "log", kind: "number" | "integer" | "list" }} Track */

/** @param {number} value */
const tidy = (value) => Number(value.toPrecision(12));

/** @param {number} size @returns {number} the largest of 1, 2, 5 times a power of ten that is not above size */
function roundDown(size) {
  const power = 10 ** Math.floor(Math.log10(size) + 1e-9);
  const digit = [5, 2, 1].find((each) => each * power <= size * (1 + 1e-9)) ?? 1;
  return tidy(digit * power);
}

/** @param {Track} track @param {number} value */
const whole = (track, value) => (track.kind === "integer" ? Math.round(value) : tidy(value));

/**
 * @param {Track} track
 * @param {unknown} value  clamped to the ends; anything except a number means "no limit", which is the upper end
 * @returns {number}
 */
export function positionOf(track, value) {
  if (typeof value !== "number" || Number.isNaN(value)) return 1;
  const { low, high } = track;
  const held = Math.min(high, Math.max(low, value));
  return track.scale === "log" ? Math.log(held / low) / Math.log(high / low) : (held - low) / (high - low);
}

/**
 * The round number at this position: three significant digits on a log slider, a thousandth of the range on a linear one.
 *
 * @param {Track} track
 * @param {number} position
 * @returns {number}
 */
export function valueAt(track, position) {
  const { low, high } = track;
  if (position <= 0) return low;
  if (position >= 1) return high;
  if (track.scale === "log") return whole(track, Number((low * (high / low) ** position).toPrecision(3)));
  const grid = roundDown((high - low) / 1000);
  return whole(track, Math.round((low + position * (high - low)) / grid) * grid);
}

/**
 * The value after a key press. On a log slider it moves by one unit of the second digit (coarse: of the first). On a linear
 * slider it moves by 1/200 of the range (coarse: 1/20). It is always a round number within the slider.
 *
 * @param {Track} track
 * @param {unknown} value
 * @param {1 | -1} direction
 * @param {boolean} coarse
 * @returns {number}
 */
export function nudged(track, value, direction, coarse) {
  const from = typeof value === "number" ? value : track.high;
  const even = roundDown((track.high - track.low) / (coarse ? 20 : 200));
  const step = track.scale === "log" ? digitStep(track, from, direction, coarse) : even;
  const grid = track.kind === "integer" ? Math.max(1, step) : step;
  const next = direction > 0 ? (Math.floor(from / grid + 1e-9) + 1) * grid : (Math.ceil(from / grid - 1e-9) - 1) * grid;
  return Math.min(track.high, Math.max(track.low, tidy(next)));
}

/**
 * The step on a log slider. It is that of the decade that the value moves into: below 1.0 the next value is 0.99.
 *
 * @param {Track} track
 * @param {number} value
 * @param {1 | -1} direction
 * @param {boolean} coarse
 */
function digitStep(track, value, direction, coarse) {
  const held = Math.max(track.low, Math.abs(value)) * (direction > 0 ? 1 + 1e-9 : 1 - 1e-9);
  return tidy(10 ** (Math.floor(Math.log10(held)) - (coarse ? 0 : 1)));
}

/**
 * @param {Track} track
 * @returns {number[]} the powers of ten on a log slider
 */
export function decades(track) {
  if (track.scale !== "log") return [];
  const first = Math.ceil(Math.log10(track.low) - 1e-9);
  const last = Math.floor(Math.log10(track.high) + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => tidy(10 ** (first + i)));
}

/**
 * @param {Track} track
 * @returns {number[]} 2, 3 ... 9 times the powers of ten, inside a log slider of at most four decades
 */
export function between(track) {
  const powers = decades({ ...track, low: track.low / 10 });
  if (powers.length > 5) return [];
  const all = powers.flatMap((power) => [2, 3, 4, 5, 6, 7, 8, 9].map((digit) => tidy(digit * power)));
  return all.filter((value) => value > track.low && value < track.high);
}
