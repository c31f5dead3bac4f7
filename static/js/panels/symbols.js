/** The symbols on a panel: a marker for each lane, an X for a minimum, a square for a saddle. */

import { colorOf, lookOf, shapes } from "../view/palette.js";

/** @type {Map<string, Path2D>} */
const paths = new Map();

/** @param {string} shape */
function pathOf(shape) {
  const known = paths.get(shape) ?? new Path2D(shape);
  paths.set(shape, known);
  return known;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} lane
 * @param {{ x: number, y: number, r: number, rim: number, white?: number }} at
 *   rim, white: widths of the casing and of a white ring inside it
 * @param {import("../view/theme.js").Theme} theme
 */
export function drawMarker(pen, lane, { x, y, r, rim, white = 0 }, theme) {
  const { marker } = lookOf(lane);
  const path = pathOf(shapes[marker]);
  const color = colorOf(lane, theme.dark);
  const line = (/** @type {string} */ style, /** @type {number} */ width) => {
    pen.strokeStyle = style;
    pen.lineWidth = width / r;
    pen.stroke(path);
  };
  pen.save();
  pen.translate(x, y);
  pen.scale(r, r);
  pen.lineJoin = "round";
  const hollow = marker === "ring" ? 0.5 * r : 0;
  line(theme.casing, 2 * (rim + white) + hollow);
  if (white) line("#ffffff", 2 * white + hollow);
  if (hollow) line(color, hollow);
  else {
    pen.fillStyle = color;
    pen.fill(path);
  }
  pen.restore();
}

/**
 * @param {(number | null)[]} depths  f at each minimum
 * @returns {boolean[]} true for each minimum that is equal to the lowest
 */
export function areLowest(depths) {
  const low = Math.min(...depths.map((depth) => depth ?? Infinity));
  return depths.map((depth) => depth !== null && depth - low <= 1e-6 * (1 + Math.abs(low)));
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {number} [weight]  factor of the line width
 */
export function drawMinimum(pen, x, y, r, weight = 1) {
  pen.setLineDash([]);
  pen.lineCap = "butt";
  for (const [color, width, reach] of /** @type {[string, number, number][]} */ ([["#1a1a1a", 0.72, 1.14], ["#ffd500", 0.4, 1]])) {
    pen.strokeStyle = color;
    pen.lineWidth = weight * width * r;
    pen.beginPath();
    pen.moveTo(x - reach * r, y - reach * r);
    pen.lineTo(x + reach * r, y + reach * r);
    pen.moveTo(x + reach * r, y - reach * r);
    pen.lineTo(x - reach * r, y + reach * r);
    pen.stroke();
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} r */
export function drawSaddle(pen, x, y, r) {
  pen.setLineDash([]);
  for (const [color, width] of /** @type {[string, number][]} */ ([["#ffffff", 0.75], ["#1a1a1a", 0.35]])) {
    pen.strokeStyle = color;
    pen.lineWidth = width * r;
    pen.strokeRect(x - r, y - r, 2 * r, 2 * r);
  }
}
