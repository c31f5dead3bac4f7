/** Draws one series of one lane as a line. If many rows share a column, it is a band from their lowest to their highest value. */
import { colorOf, dashOf } from "../view/palette.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/**
 * @typedef {{
 *   pairs: Float32Array, lane: number, area: import("./chart.js").Area, across: [number, number], y: (value: number) => number,
 *   split: number, theme: import("../view/theme.js").Theme, draft?: boolean, pale?: boolean, crowded?: boolean, look?: { color: string, dash: number[] }
 * }} Curve  look: in place of the lane's; crowded: what `isCrowded` says, if it was asked before; pale: does it stand behind the others because it fills the chart? pairs: min, max for each column, in units of the axis; across: left and right end of the columns in the area; split: columns to the right of it lie beyond the marker; draft: is it drawn during a drag? Then rectangles replace a line, because they take a third of the time
 */

/** Opacity of the curve beyond the marker. */
const FUTURE = 0.35;
/** A curve is drawn as a band if in more than this share of its columns the rows differ. */
const SPREAD = 0.2;
/** Rectangles replace a line only if more than this share of the columns hold a row. Otherwise the stairs could be seen. */
const DENSE = 0.6;
/** A curve that covers more than this share of the chart is drawn without dashes, which are slow to draw, and pale behind the others. */
const CROWDED = 0.35;

/** Opacity of a curve that would fill the chart and hide the others. */
const PALE = 0.35;

/**
 * Does the curve cover so much of the chart that it would hide others, and that nobody would see its dashes? Empty columns count as
 * crossed by the line. This is measured for each drawing of a chart, so it ends as soon as the answer is known.
 *
 * @param {Pick<Curve, "pairs" | "area" | "y" | "theme">} curve
 */
export function isCrowded({ pairs, area, y, theme }) {
  const [column, thin, most] = [(2 * area.width) / pairs.length, thinLine(theme), CROWDED * area.width * area.height];
  let [covered, before] = [0, NaN];
  for (let i = 0; i < pairs.length && covered <= most; i += 2) {
    if (pairs[i] !== pairs[i]) continue;
    const [bottom, top] = [y(pairs[i]), y(pairs[i + 1])];
    covered += Math.max((bottom - top) * column, ((Math.abs(bottom - before) || 0) + bottom - top) * thin) || 0;
    before = top;
  }
  return covered > most;
}

/** The last column with a value up to this one, so that the line of few steps goes on without a gap. @param {Float32Array} pairs @param {number} column */
function lastFilled(pairs, column) {
  let filled = column;
  while (filled > 0 && Number.isNaN(pairs[2 * filled])) filled--;
  return filled;
}

/** @param {Pen} pen @param {Curve} curve */
export function drawCurve(pen, curve) {
  const columns = curve.pairs.length / 2;
  if (!columns) return;
  const [begin, end] = curve.across;
  const last = Math.min(columns, Math.max(0, Math.ceil(((curve.split - begin) / (end - begin)) * columns) + 1));
  const draw = drawerOf(curve);
  const share = curve.pale ? PALE : 1;
  if (last < columns) {
    pen.globalAlpha = FUTURE * share;
    draw(pen, curve, lastFilled(curve.pairs, Math.max(0, last - 1)), columns);
  }
  pen.globalAlpha = share;
  draw(pen, curve, 0, last);
  pen.globalAlpha = 1;
}

/** Chooses how to draw the curve. @param {Curve} curve */
function drawerOf({ pairs, draft, look, theme, y }) {
  let [spread, filled, first, last, tall] = [0, 0, Infinity, 0, 0];
  for (let i = 0; i < pairs.length / 2; i++) {
    if (Number.isNaN(pairs[2 * i])) continue;
    filled++;
    [first, last] = [Math.min(first, i), i];
    if (pairs[2 * i] < pairs[2 * i + 1]) spread++;
    if (look) tall += Number(y(pairs[2 * i]) - y(pairs[2 * i + 1]) > 2 * thinLine(theme));
  }
  if (spread > SPREAD * filled && !(look?.dash.length && tall <= SPREAD * filled)) return drawBand; // a band has no dashes, so a flat one is a line
  return draft && filled > DENSE * (last - first) ? drawColumns : drawLine;
}

/**
 * Draws a band. Each column is extended to the one before it, so that steep parts have no gap. A line crosses empty columns.
 *
 * @param {Pen} pen
 * @param {Curve} curve
 * @param {number} from
 * @param {number} to
 */
function drawBand(pen, { pairs, lane, area, across, y, theme, look }, from, to) {
  const [left, column] = [area.left + across[0], (2 * (across[1] - across[0])) / pairs.length];
  const thin = thinLine(theme);
  let [above, below, before] = [NaN, NaN, from];
  pen.fillStyle = pen.strokeStyle = look?.color ?? colorOf(lane, theme.dark);
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
 * Draws the line of `drawLine` as rectangles, with its dashes and its rim, but stairs instead of slopes. A vertical part longer than
 * a gap of the dashes is drawn whole.
 *
 * @param {Pen} pen
 * @param {Curve} curve
 * @param {number} from
 * @param {number} to
 */
function drawColumns(pen, { pairs, lane, area, across, y, theme, look }, from, to) {
  const [left, column] = [area.left + across[0], (2 * (across[1] - across[0])) / pairs.length];
  const width = thinLine(theme);
  const pattern = look?.dash ?? dashOf(lane, width);
  const gap = Math.max(0, ...pattern.filter((_, part) => part % 2));
  /** @type {[number, number, number, number][]} */
  const boxes = [];
  let [x0, y0, walked] = [NaN, NaN, 0];
  for (let i = from; i < to; i++) {
    const [bottom, top] = [y(pairs[2 * i]), y(pairs[2 * i + 1])];
    if (bottom !== bottom) continue;
    const x = Math.round(left + (i + 0.5) * column); // whole pixels, so that no seams are visible
    if (x0 === x0) {
      const high = Math.min(top, y0);
      const [wide, up] = [Math.max(1, x - x0), Math.max(bottom, y0) - high];
      if (up > gap || isInked(pattern, walked)) boxes.push([x0, high, wide, up]);
      walked += Math.hypot(wide, up);
    }
    [x0, y0] = [x, top];
  }
  for (const [color, rim] of /** @type {[string, number][]} */ ([[theme.ground, 0.8], [look?.color ?? colorOf(lane, theme.dark), 0]])) {
    const half = width / 2 + rim;
    pen.fillStyle = color;
    for (const [x, top, wide, up] of boxes) pen.fillRect(x - rim, top - half, wide + 2 * rim, up + 2 * half);
  }
}

/** True if this distance along a line falls on a dash. @param {number[]} pattern  dash, gap, dash, gap ... @param {number} at  distance */
function isInked(pattern, at) {
  let rest = at % pattern.reduce((sum, part) => sum + part, 0);
  return !pattern.length || pattern.findIndex((part) => (rest -= part) < 0) % 2 === 0;
}

/** @param {import("../view/theme.js").Theme} theme */
export const thinLine = (theme) => Math.max(1.4, 0.65 * theme.path);

/** @param {Pen} pen @param {Curve} curve @param {number} from @param {number} to */
function drawLine(pen, { pairs, lane, area, across, y, theme, look, crowded = isCrowded({ pairs, area, y, theme }) }, from, to) {
  const [left, column] = [area.left + across[0], (2 * (across[1] - across[0])) / pairs.length];
  const width = thinLine(theme);
  pen.beginPath();
  for (let i = from; i < to; i++) {
    const [low, high] = [pairs[2 * i], pairs[2 * i + 1]];
    if (low !== low) continue;
    const [bottom, top] = [y(low), y(high)];
    pen.lineTo(left + (i + 0.5) * column, bottom);
    if (high > low) pen.lineTo(left + (i + 0.5) * column, top);
  }
  pen.lineJoin = crowded ? "bevel" : "round";
  pen.setLineDash(crowded ? [] : (look?.dash ?? dashOf(lane, width)));
  if (!crowded) {
    pen.strokeStyle = theme.ground;
    pen.lineWidth = width + 1.6;
    pen.stroke();
  }
  pen.strokeStyle = look?.color ?? colorOf(lane, theme.dark);
  pen.lineWidth = width;
  pen.stroke();
  pen.setLineDash([]);
}
