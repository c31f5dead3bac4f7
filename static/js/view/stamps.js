/** The dots of a path, by the hundred: each look is drawn once, on a sheet, and copied from there, which takes a third of the time. */
import { stampMarker } from "./looks.js";

/** Places within a pixel of the screen, along each axis, at which the sheet has a dot: none stands more than a sixteenth of a pixel beside its own. */
const PARTS = 8;

/** @typedef {{ made: string, canvas: HTMLCanvasElement, half: number }} Sheet  half: pixels from a tile's edge to the pixel of its dot */

/** @type {Map<string, Sheet>} the last sheet of each marker; all panels draw with the same theme */
const known = new Map();

/** @param {import("./looks.js").Look} look @param {{ r: number, rim: number }} size @param {{ dark: boolean, casing: string }} theme @param {number} density @returns {Sheet} */
function sheetOf(look, { r, rim }, theme, density) {
  const made = JSON.stringify([look.light, look.dark, r, rim, theme.dark, theme.casing, density]);
  const found = known.get(look.marker);
  if (found?.made === made) return found;
  const half = Math.ceil((1.3 * r + rim) * density) + 1; // no marker reaches further than 1.25 r
  const tile = 2 * half + 1;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = PARTS * tile;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(density, density);
  for (let i = 0; i < PARTS ** 2; i++) {
    const [x, y] = [i % PARTS, Math.floor(i / PARTS)].map((part) => (part * tile + half + part / PARTS) / density);
    stampMarker(pen, look, { x, y, r, rim }, theme);
  }
  const sheet = { made, canvas, half };
  known.set(look.marker, sheet);
  return sheet;
}

/**
 * As `stampMarker` at each of the places, rounded to eighths of a pixel of the screen.
 *
 * @param {CanvasRenderingContext2D} pen  scaled by the screen's density, not turned
 * @param {import("./looks.js").Look} look
 * @param {readonly [number, number][]} places
 * @param {{ r: number, rim: number }} size
 * @param {{ dark: boolean, casing: string }} theme
 */
export function stampDots(pen, look, places, size, theme) {
  if (!places.length) return;
  const { a: density, e, f } = pen.getTransform();
  const { canvas, half } = sheetOf(look, size, theme, density);
  const tile = 2 * half + 1;
  pen.save();
  pen.resetTransform();
  for (const [x, y] of places) {
    const [u, v] = [Math.round((x * density + e) * PARTS), Math.round((y * density + f) * PARTS)];
    const [left, top] = [Math.floor(u / PARTS), Math.floor(v / PARTS)];
    pen.drawImage(canvas, (u - left * PARTS) * tile, (v - top * PARTS) * tile, tile, tile, left - half, top - half, tile, tile);
  }
  pen.restore();
}
