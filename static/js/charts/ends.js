/** The names at the ends of the curves. */
import { setFont } from "../view/canvas.js";
import { outlined } from "../view/looks.js";
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

/** @typedef {{ name: string, pairs: Float32Array, look: { color: string, dash: number[] } }} Together  a curve of all lanes, in units of the axis */

/**
 * Draws each curve's name at its end, the lanes' and those of all lanes together. Names that would overlap are moved apart.
 *
 * @param {Pen} pen
 * @param {{ area: Area, names: string[], theme: Theme }} chart
 * @param {Float32Array[]} lanes
 * @param {(value: number) => number} y
 * @param {Together[]} [together]
 */
export function drawNames(pen, { area, names, theme }, lanes, y, together = []) {
  setFont(pen, `${theme.text}px ${theme.font}`);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  const [x, line] = [area.left + area.width + GAP * theme.text, Math.min(theme.path, 0.18 * theme.text)];
  const fits = names.length > 0 && together.every(({ name }) => pen.measureText(name).width <= area.right - (SAMPLE + 2 * GAP) * theme.text);
  const ofLanes = lanes.map((pairs, lane) => ({ pairs, name: names[lane] ?? "", sample: (/** @type {number} */ at) => drawSample(pen, lane, { x, y: at, width: SAMPLE * theme.text, line }, theme) }));
  const ofAll = together.map(({ pairs, name, look }) => ({ pairs, name, sample: (/** @type {number} */ at) => drawLine(pen, look, [x, at], SAMPLE * theme.text, line) }));
  const ends = [...ofLanes, ...(fits ? ofAll : [])].flatMap((each) => {
    const column = lastColumn(each.pairs);
    return column < 0 ? [] : [{ ...each, y: y((each.pairs[2 * column] + each.pairs[2 * column + 1]) / 2) }];
  });
  const distance = Math.min(SPACING * theme.text, area.height / Math.max(1, ends.length - 1));
  for (const end of apart(ends, distance, [area.top, area.top + area.height])) {
    end.sample(end.y);
    pen.fillStyle = theme.ink;
    pen.fillText(end.name, x + (SAMPLE + GAP) * theme.text, end.y);
  }
  if (!fits) for (const each of together) nameInside(pen, each, { area, theme }, y);
}

/** @param {Pen} pen @param {Together["look"]} look @param {[number, number]} from @param {number} width @param {number} line */
function drawLine(pen, { color, dash }, [x, y], width, line) {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + width, y);
  pen.setLineDash(dash);
  [pen.strokeStyle, pen.lineWidth] = [color, line];
  pen.stroke();
  pen.setLineDash([]);
}

/** Where there is no room beside the chart, over the curve's end. @param {Pen} pen @param {Together} curve @param {{ area: Area, theme: Theme }} chart @param {(value: number) => number} y */
function nameInside(pen, { pairs, name }, { area, theme }, y) {
  const column = lastColumn(pairs);
  if (column < 0) return;
  setFont(pen, `600 ${theme.text}px ${theme.font}`);
  pen.textAlign = "right";
  outlined(pen, name, [area.left + area.width - 0.4 * theme.text, y(pairs[2 * column + 1]) - 0.9 * theme.text], theme);
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
