/** One series: a column of pixels from its lowest to its highest row where rows are many, a line where they are few. */
import { colorOf, dashOf } from "../view/palette.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/**
 * @typedef {{
 *   pairs: Float32Array, lane: number, area: import("./chart.js").Area, across: [number, number], y: (value: number) => number,
 *   split: number, theme: import("../view/theme.js").Theme, draft?: boolean
 * }} Curve  pairs: min, max for each column, on the axis; across: where the columns begin and end in the area; split: columns to the right of it lie beyond the marker; draft: under a hand that moves, columns take a third of the time of a line
 */

const FUTURE = 0.35;
/** More columns than this share of them with a spread: the curve is a band. */
const SPREAD = 0.2;
/** Fewer columns than this share of them with a row: stairs could be told from a line. */
const DENSE = 0.6;
/** A line that goes up and down so often that it covers this share of its chart has no dashes that could be seen, and they take long to draw. */
const MUDDLED = 0.35;

/** @param {Pen} pen @param {Curve} curve */
export function drawCurve(pen, curve) {
  const columns = curve.pairs.length / 2;
  if (!columns) return;
  const [begin, end] = curve.across;
  const last = Math.min(columns, Math.max(0, Math.ceil(((curve.split - begin) / (end - begin)) * columns) + 1));
  const draw = wayOf(curve);
  if (last < columns) {
    pen.globalAlpha = FUTURE;
    draw(pen, curve, Math.max(0, last - 1), columns);
  }
  pen.globalAlpha = 1;
  draw(pen, curve, 0, last);
}

/** @param {Curve} curve */
function wayOf({ pairs, draft }) {
  let [spread, filled, first, last] = [0, 0, Infinity, 0];
  for (let i = 0; i < pairs.length / 2; i++) {
    if (Number.isNaN(pairs[2 * i])) continue;
    filled++;
    [first, last] = [Math.min(first, i), i];
    if (pairs[2 * i] < pairs[2 * i + 1]) spread++;
  }
  if (spread > SPREAD * filled) return drawBand;
  return draft && filled > DENSE * (last - first) ? drawColumns : drawLine;
}

/**
 * Each column reaches to its neighbour, so that a steep flank has no gap; over empty columns a line leads.
 *
 * @param {Pen} pen
 * @param {Curve} curve
 * @param {number} from
 * @param {number} to
 */
function drawBand(pen, { pairs, lane, area, across, y, theme }, from, to) {
  const [left, column] = [area.left + across[0], (2 * (across[1] - across[0])) / pairs.length];
  const thin = thinLine(theme);
  let [above, below, before] = [NaN, NaN, from];
  pen.fillStyle = pen.strokeStyle = colorOf(lane, theme.dark);
  pen.lineWidth = thin;
  pen.beginPath();
  for (let i = from; i < to; i++) {
    const top = y(pairs[2 * i + 1]);
    const bottom = y(pairs[2 * i]);
    if (top !== top) continue;
    if (i - before > 1 && above === above) {
      pen.moveTo(left + (before + 0.5) * column, (above + below) / 2);
      pen.lineTo(left + (i + 0.5) * column, (top + bottom) / 2);
      [above, below] = [NaN, NaN];
    }
    const high = below < top ? below : top;
    const low = above > bottom ? above : bottom;
    pen.fillRect(left + i * column, high - thin / 2, column, low - high + thin);
    [above, below, before] = [top, bottom, i];
  }
  pen.stroke();
}

/**
 * What `drawLine` draws, in columns: its dashes and its rim, stairs instead of slopes. A flank that is longer than a gap is whole.
 *
 * @param {Pen} pen
 * @param {Curve} curve
 * @param {number} from
 * @param {number} to
 */
function drawColumns(pen, { pairs, lane, area, across, y, theme }, from, to) {
  const [left, column] = [area.left + across[0], (2 * (across[1] - across[0])) / pairs.length];
  const width = thinLine(theme);
  const pattern = dashOf(lane, width);
  const gap = Math.max(0, ...pattern.filter((_, part) => part % 2));
  /** @type {[number, number, number, number][]} */
  const boxes = [];
  let [x0, y0, walked] = [NaN, NaN, 0];
  for (let i = from; i < to; i++) {
    const [bottom, top] = [y(pairs[2 * i]), y(pairs[2 * i + 1])];
    if (bottom !== bottom) continue;
    const x = Math.round(left + (i + 0.5) * column); // whole pixels: no seams
    if (x0 === x0) {
      const high = Math.min(top, y0);
      const [wide, up] = [Math.max(1, x - x0), Math.max(bottom, y0) - high];
      if (up > gap || isInked(pattern, walked)) boxes.push([x0, high, wide, up]);
      walked += Math.hypot(wide, up);
    }
    [x0, y0] = [x, top];
  }
  for (const [color, rim] of /** @type {[string, number][]} */ ([[theme.ground, 0.8], [colorOf(lane, theme.dark), 0]])) {
    const half = width / 2 + rim;
    pen.fillStyle = color;
    for (const [x, top, wide, up] of boxes) pen.fillRect(x - rim, top - half, wide + 2 * rim, up + 2 * half);
  }
}

/** Does a dash lie so far along a line? @param {number[]} pattern  dash, gap, dash, gap ... @param {number} at */
function isInked(pattern, at) {
  let rest = at % pattern.reduce((sum, part) => sum + part, 0);
  return !pattern.length || pattern.findIndex((part) => (rest -= part) < 0) % 2 === 0;
}

/** @param {import("../view/theme.js").Theme} theme */
const thinLine = (theme) => Math.max(1.4, 0.65 * theme.path);

/** @param {Pen} pen @param {Curve} curve @param {number} from @param {number} to */
function drawLine(pen, { pairs, lane, area, across, y, theme }, from, to) {
  const [left, column] = [area.left + across[0], (2 * (across[1] - across[0])) / pairs.length];
  const width = thinLine(theme);
  let [ups, before] = [0, NaN];
  pen.beginPath();
  for (let i = from; i < to; i++) {
    const [low, high] = [pairs[2 * i], pairs[2 * i + 1]];
    if (low !== low) continue;
    const [bottom, top] = [y(low), y(high)];
    pen.lineTo(left + (i + 0.5) * column, bottom);
    if (high > low) pen.lineTo(left + (i + 0.5) * column, top);
    ups += (Math.abs(bottom - before) || 0) + bottom - top;
    before = top;
  }
  const muddled = ups * width > MUDDLED * area.width * area.height;
  pen.lineJoin = muddled ? "bevel" : "round";
  pen.setLineDash(muddled ? [] : dashOf(lane, width));
  if (!muddled) {
    pen.strokeStyle = theme.ground;
    pen.lineWidth = width + 1.6;
    pen.stroke();
  }
  pen.strokeStyle = colorOf(lane, theme.dark);
  pen.lineWidth = width;
  pen.stroke();
  pen.setLineDash([]);
}
