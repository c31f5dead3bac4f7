/** Converts units of the surface to pixels of a panel and back. */

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {[number, number]} Point */

/** @param {View} view @param {Box} box @returns {(at: Point) => Point} */
export function toPixels({ x, y }, { width, height }) {
  return ([u, v]) => [((u - x[0]) / (x[1] - x[0])) * width, ((y[1] - v) / (y[1] - y[0])) * height];
}

/**
 * Converts pixels to units. The point is moved into the panel and rounded to the precision of a pixel, so that links stay short.
 *
 * @param {View} view
 * @param {Box} box
 * @returns {(at: Point) => Point}
 */
export function toUnits({ x, y }, { width, height }) {
  return ([left, top]) => [
    rounded(x[0] + clamp(left / width) * (x[1] - x[0]), (x[1] - x[0]) / width),
    rounded(y[1] - clamp(top / height) * (y[1] - y[0]), (y[1] - y[0]) / height),
  ];
}

const clamp = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));

/** @param {number} value @param {number} pixel  size of a pixel in units */
function rounded(value, pixel) {
  const digits = Math.max(0, Math.min(30, 1 - Math.floor(Math.log10(pixel))));
  return Number(value.toFixed(digits));
}
