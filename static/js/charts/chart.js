/** One chart on its canvas: all lanes over the shared step axis, with calm ranges, direct labels and the marker. */
import { setFont } from "../view/canvas.js";
import { calm, linearBucket, linearTicks, logBucket, logTicks } from "../view/scale.js";
import { shareOf } from "../view/steps.js";
import { extent, lastColumn } from "../view/trails.js";
import { drawCurve } from "./curve.js";
import { drawNames } from "./ends.js";
import { areTiny, isLog, onAxis } from "./series.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {import("../types.js").Range} Range */
/** @typedef {import("../types.js").Series} Series */
/** @typedef {import("../view/theme.js").Theme} Theme */
/** @typedef {{ left: number, right: number, top: number, bottom: number, width: number, height: number }} Area */
/**
 * @typedef {{
 *   series: Series, frame: Frame, view: import("../types.js").View, axis: import("../view/steps.js").StepAxis, theme: Theme, marker: number,
 *   hover?: number | null, scale?: "log" | "linear", names: string[], main: number | null, area: Area, dragging: boolean, draft?: boolean,
 *   hidden: boolean
 * }} Chart  dragging: does the range stay where it can? draft: is it drawn for a hand that moves? hidden: is the future hidden? then the mark that would tell it is not drawn
 * @typedef {{ lanes: Float32Array[], axes: import("./axes.js").Axes }} Laid  lanes: min, max pairs on the axis
 */

/** A run that flies off does not decide the range: at most this many powers of ten above where the lanes began, or three times as high. */
const HEADROOM = 2;

/** @param {Chart} chart @returns {{ log: boolean, lanes: Float32Array[] }} for each lane its pairs, on the axis */
function curves({ series, frame, scale }) {
  const raw = frame.lanes.map((lane) => lane.arrays[series.key] ?? new Float32Array());
  const log = isLog(series, raw, scale);
  if (log && areTiny(raw)) return { log, lanes: raw.map((pairs) => pairs.map(() => NaN)) };
  return { log, lanes: raw.map((pairs) => onAxis(log, pairs)) };
}

/** @param {{ at: number }} line @param {boolean} log @returns {number} on the axis */
const lineAt = ({ at }, log) => (log ? Math.log10(at) : at);

/** @param {Chart} chart @param {Float32Array[]} lanes @param {boolean} log @returns {Range} */
function wanted({ series, frame, view, hidden }, lanes, log) {
  if (series.range) return series.range;
  const { axis } = series;
  const line = hidden ? null : series.limit;
  const spans = lanes.map((pairs, i) => held(extent(pairs, -Infinity), pairs, frame.lanes[i].status, log)).filter((span) => span !== null);
  const limit = line ? [lineAt(line, log)] : [];
  const low = Math.min(...spans.map((span) => span[0]), ...limit);
  const high = Math.max(...spans.map((span) => span[1]), ...limit);
  if (!(low <= high)) return [-1, 1];
  if (log) return logBucket([low, high]);
  const reach = axis ? view[axis] : [low, high];
  const room = reach[1] - reach[0];
  return linearBucket([Math.max(low, reach[0] - room), Math.min(high, reach[1] + room)]);
}

/**
 * @param {Range | null} span
 * @param {Float32Array} pairs
 * @param {import("../types.js").Status} status
 * @param {boolean} log
 * @returns {Range | null}
 */
function held(span, pairs, status, log) {
  if (!span || status.kind === "finished") return span;
  const first = pairs.find((value) => value === value) ?? 0;
  return [span[0], Math.min(span[1], log ? first + HEADROOM : first + 2 * Math.abs(first))];
}

/**
 * @param {Chart} chart
 * @param {Range | null} before  the range until now
 * @returns {Laid}
 */
export function layChart(chart, before) {
  const { area, theme } = chart;
  const { log, lanes } = curves(chart);
  const bucket = wanted(chart, lanes, log);
  const range = chart.dragging ? calm(before, bucket) : bucket;
  const ticks = (log ? logTicks : linearTicks)(range, area.height / (1.6 * theme.text));
  return { lanes, axes: { area, range, ticks, log, steps: chart.axis, theme } };
}

/**
 * @param {Pen} pen
 * @param {Chart} chart
 * @param {Laid} laid
 */
export function drawCurves(pen, { series, frame, area, axis, theme, marker, hover = null, names, main, draft, hidden }, { lanes, axes: { range, log } }) {
  const y = (/** @type {number} */ value) => area.top + ((range[1] - value) / (range[1] - range[0])) * area.height;
  const { limit: line } = series;
  const none = isBare(series, frame, lanes);
  if (line && !none && !hidden) drawLimit(pen, area, y(lineAt(line, log)), line.says, theme);
  const split = shareOf(axis, marker) * area.width;
  const across = columnsAt(frame.axis, axis, area);
  pen.save();
  pen.beginPath();
  pen.rect(area.left, area.top - 2, area.width + 1, area.height + 4);
  pen.clip();
  for (const lane of inOrder(lanes.length, main)) drawCurve(pen, { pairs: lanes[lane], lane, area, across, y, split, theme, draft });
  pen.restore();
  if (none) drawNote(pen, area, series.none, theme);
  if (split >= 0 && split <= area.width) drawMarkerLine(pen, area, area.left + split, theme);
  const under = hover === null ? -1 : shareOf(axis, hover) * area.width;
  if (under >= 0 && under <= area.width) drawMarkerLine(pen, area, area.left + under, theme, [3, 3]);
  drawNames(pen, { area, names, theme }, lanes, y);
}

/**
 * Where the columns lie that were asked for, on the axis as it is now.
 *
 * @param {import("../view/steps.js").StepAxis} asked
 * @param {import("../view/steps.js").StepAxis} axis
 * @param {Area} area
 * @returns {[number, number]} left and right end, in pixels of the area
 */
const columnsAt = (asked, axis, { width }) => [shareOf(axis, asked.steps[0]) * width, shareOf(axis, asked.steps[1]) * width];

/** @param {number} lanes @param {number | null} main @returns {number[]} the main one last: on top */
const inOrder = (lanes, main) => Array.from({ length: lanes }, (_, i) => i).sort((a, b) => Number(a === main) - Number(b === main));

/** @param {Pen} pen @param {Area} area @param {number} y @param {string} says @param {Theme} theme */
function drawLimit(pen, area, y, says, theme) {
  pen.strokeStyle = theme.ink;
  pen.lineWidth = Math.max(1, theme.em / 14);
  pen.setLineDash([6, 4]);
  pen.beginPath();
  pen.moveTo(area.left, y);
  pen.lineTo(area.left + area.width, y);
  pen.stroke();
  pen.setLineDash([]);
  setFont(pen, `${theme.text}px ${theme.font}`);
  pen.textAlign = "right";
  pen.textBaseline = "bottom";
  const [x, bottom] = [area.left + area.width - 4, y - 2];
  pen.lineWidth = 4;
  pen.strokeStyle = theme.ground;
  pen.strokeText(says, x, bottom);
  pen.fillStyle = theme.ink;
  pen.fillText(says, x, bottom);
}

/** Does no lane have it? What was only just asked for does not count. @param {Series} series @param {Frame} frame @param {Float32Array[]} lanes */
function isBare(series, frame, lanes) {
  if (series.own) return !frame.surface.axes;
  return lanes.every((pairs) => pairs.length && lastColumn(pairs) < 0);
}

/** Why there is no curve at all. @param {Pen} pen @param {Area} area @param {string} says @param {Theme} theme */
function drawNote(pen, area, says, theme) {
  setFont(pen, `${theme.text}px ${theme.font}`);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const [x, y] = [area.left + area.width / 2, area.top + area.height / 2];
  pen.lineWidth = 6;
  pen.strokeStyle = theme.ground;
  pen.strokeText(says, x, y, area.width);
  pen.fillStyle = theme.muted;
  pen.fillText(says, x, y, area.width);
}

/** @param {Pen} pen @param {Area} area @param {number} x @param {Theme} theme @param {number[]} [dash] */
function drawMarkerLine(pen, area, x, theme, dash = []) {
  pen.setLineDash(dash);
  pen.strokeStyle = theme.ink;
  pen.globalAlpha = 0.7;
  pen.lineWidth = Math.max(1, theme.em / 14);
  pen.beginPath();
  pen.moveTo(x, area.top);
  pen.lineTo(x, area.top + area.height);
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}
