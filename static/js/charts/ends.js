/** The names at the ends of the curves. */
import { setFont } from "../view/canvas.js";
import { lastColumn } from "../view/trails.js";
import { drawSample } from "../panels/swatch.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").Range} Range */
/** @typedef {import("../view/theme.js").Theme} Theme */
/** @typedef {import("./chart.js").Area} Area */

/** Widths in multiples of the font size. Beside the end of a curve come a gap, the sample of its lane, a gap and its name. */
export const [GAP, SAMPLE] = [0.45, 1.8];

/** From one name to the next below it, in multiples of the font size. Samples without names stand closer where the chart is low. */
export const SPACING = 1.25;

/**
 * Draws each curve's name at its end. Names that would overlap are moved apart.
 *
 * @param {Pen} pen
 * @param {{ area: Area, names: string[], theme: Theme }} chart
 * @param {Float32Array[]} lanes
 * @param {(value: number) => number} y
 */
export function drawNames(pen, { area, names, theme }, lanes, y) {
  setFont(pen, `${theme.text}px ${theme.font}`);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  const ends = lanes.flatMap((pairs, lane) => {
    const column = lastColumn(pairs);
    return column < 0 ? [] : [{ lane, y: y((pairs[2 * column] + pairs[2 * column + 1]) / 2) }];
  });
  const distance = Math.min(SPACING * theme.text, area.height / Math.max(1, ends.length - 1));
  for (const end of apart(ends, distance, [area.top, area.top + area.height])) {
    const x = area.left + area.width + GAP * theme.text;
    drawSample(pen, end.lane, { x, y: end.y, width: SAMPLE * theme.text, line: Math.min(theme.path, 0.18 * theme.text) }, theme);
    pen.fillStyle = theme.ink;
    pen.fillText(names[end.lane] ?? "", x + (SAMPLE + GAP) * theme.text, end.y);
  }
}

/**
 * @template {{ y: number }} T
 * @param {T[]} labels
 * @param {number} distance
 * @param {Range} room
 * @returns {T[]} sorted by y, at least this distance apart, and inside the room if it is large enough
 */
export function apart(labels, distance, [top, bottom]) {
  const inside = labels.map((label) => ({ ...label, y: Math.min(bottom, Math.max(top, label.y)) }));
  const sorted = inside.sort((a, b) => a.y - b.y);
  for (let i = 1; i < sorted.length; i++) sorted[i].y = Math.max(sorted[i].y, sorted[i - 1].y + distance);
  let below = bottom;
  for (let i = sorted.length - 1; i >= 0; i--) {
    sorted[i].y = Math.min(sorted[i].y, below);
    below = sorted[i].y - distance;
  }
  return sorted;
}
