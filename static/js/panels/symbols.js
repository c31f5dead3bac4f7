/** The symbols on a panel: a marker for each lane, an X for a minimum, a square for a saddle. */

import { lookOf } from "../view/palette.js";
import { drawMinimum, stampMarker } from "../view/looks.js";

export { drawMinimum };

/** @param {CanvasRenderingContext2D} pen @param {number} lane @param {Parameters<typeof stampMarker>[2]} at @param {import("../view/theme.js").Theme} theme */
export const drawMarker = (pen, lane, at, theme) => stampMarker(pen, lookOf(lane), at, theme);

/**
 * @param {(number | null)[]} depths  f at each minimum
 * @returns {boolean[]} true for each minimum that is equal to the lowest
 */
export function areLowest(depths) {
  const low = Math.min(...depths.map((depth) => depth ?? Infinity));
  return depths.map((depth) => depth !== null && depth - low <= 1e-6 * (1 + Math.abs(low)));
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
