/** Draws one chart on its canvas: the curves of all lanes over the shared step axis, their names and the marker. */
import { setFont } from "../view/canvas.js";
import { keptRange } from "../view/scale.js";
import { perStep, shareOf } from "../view/steps.js";
import { HELD_DASH } from "../panels/held.js";
import { colorOf } from "../view/palette.js";
import { BAND, drawBand, drawMiddle } from "./band.js";
import { COMMITTEE, committeeOf, drawPatience, HELD, lookOf as lookOfAll, togetherOf } from "./committee.js";
import { drawCurve, isCrowded } from "./curve.js";
import { drawNames } from "./ends.js";
import { drawFrozenCurves, widened } from "./frozen.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {import("../types.js").ValueAxis} Axis */
/** @typedef {import("../types.js").Series} Series */
/** @typedef {import("../view/theme.js").Theme} Theme */
/** @typedef {{ left: number, right: number, top: number, bottom: number, width: number, height: number }} Area */
/**
 * @typedef {{
 *   series: Series, frame: Frame, axis: import("../view/steps.js").StepAxis, theme: Theme, marker: number,
 *   hover?: number | null, names: string[], main: number | null, area: Area, dragging: boolean, draft?: boolean,
 *   hidden: boolean, frozen?: Frame | null
 * }} Chart  dragging: is the vertical axis kept if possible? draft: is it drawn during a drag? hidden: is the future hidden? Then the limit line, which would reveal it, is not drawn; frozen: the frozen scene
 * @typedef {{ lanes: Float32Array[], axes: import("./axes.js").Axes }} Laid  lanes: min, max pairs in units of the axis
 */

/** @type {WeakMap<Float32Array, { low: number, logs: Float32Array }>} logarithms of curves; curves that do not change keep them */
const known = new WeakMap();

/** The min, max pairs of a lane in units of the axis. On a logarithmic axis, values below its range lie at the lower end. @param {Pick<Axis, "log" | "range">} axis @param {Float32Array} pairs */
function onAxis({ log, range: [low] }, pairs) {
  if (!log) return pairs;
  const before = known.get(pairs);
  if (before?.low === low) return before.logs;
  const logs = pairs.map((value) => Math.log10(Math.max(10 ** low, value)));
  known.set(pairs, { low, logs });
  return logs;
}

/** The axis during a drag: the old one if the new one fits into it. @param {Axis | null} before @param {Axis} next */
const held = (before, next) => (before !== null && before.log === next.log && before.bare === next.bare && keptRange(before.range, next.range) === before.range ? before : next);

/**
 * @param {Chart} chart
 * @param {Axis | null} before  the last axis, used until all lanes of an answer have arrived
 * @returns {Laid | null} null if there is no axis yet
 */
export function layChart({ series, frame, area, axis: steps, theme, dragging, frozen }, before) {
  const own = frame.axes?.[series.key];
  const wide = own && committeeOf(frame, series.key) ? widened(own, frame.axes?.[series.key === HELD ? COMMITTEE : HELD]) : own;
  const next = wide ? widened(wide, frozen?.axes?.[series.key]) : before;
  if (!next) return null;
  const axis = dragging ? held(before, next) : next;
  const lanes = axis.bare ? [] : frame.lanes.map((lane) => onAxis(axis, lane.arrays[series.key] ?? new Float32Array()));
  return { lanes, axes: { area, axis, steps, theme } };
}

/**
 * What a chart is drawn from, apart from its axes. Equal values draw the same chart.
 *
 * @param {Chart} chart
 * @returns {unknown[]}
 */
export function sourcesOf({ series, frame, axis, theme, marker, hover, names, main, draft, hidden, frozen }) {
  const bands = [frame.arrays.band_steps, ...frame.lanes.map(({ arrays }) => arrays[BAND + series.key])];
  const told = [committeeOf(frame, series.key), ...frame.lanes.map(({ answered }) => answered), frame.axis.by, axis.by];
  return [frozen, series, ...bands, ...told, ...frame.lanes.map(({ arrays }) => arrays[series.key]), frame.axis.scale, ...frame.axis.steps, axis.scale, ...axis.steps, theme, marker, hover, ...names, main, draft, hidden];
}

/**
 * @param {Pen} pen
 * @param {Chart} chart
 * @param {Laid} laid
 * @param {(order: number[], draw: (pen: Pen, lane: number) => void) => void} [drawAll]  draws the curve of every lane, the top one last
 */
export function drawCurves(pen, { series, frame, area, axis, theme, marker, hover = null, names, main, draft, hidden, frozen }, { lanes, axes: { axis: { range, log, bare } } }, drawAll = (order, draw) => order.forEach((lane) => draw(pen, lane))) {
  const y = (/** @type {number} */ value) => area.top + ((range[1] - value) / (range[1] - range[0])) * area.height;
  const { limit: line } = series;
  const limit = line && !bare && !hidden ? { says: line.says, y: y(log ? Math.log10(line.at) : line.at) } : null;
  if (limit) drawLimit(pen, area, limit.y, theme);
  const at = (/** @type {number} */ step) => frame.lanes.map(({ batch }) => shareOf(axis, step * perStep(axis, batch)) * area.width);
  const splits = at(marker);
  const across = columnsAt(frame.axis, axis, area);
  pen.save();
  pen.beginPath();
  pen.rect(area.left, area.top - 2, area.width + 1, area.height + 4);
  pen.clip();
  if (frozen && !bare) drawFrozenCurves(pen, { frame: frozen, now: frame.scene, key: series.key, across: columnsAt(frozen.axis, axis, area), area, theme, y, onAxis: (pairs) => onAxis({ log, range }, pairs) });
  if (!bare) drawPatience(pen, { frame, key: series.key, area, axis, marker, theme });
  const bands = bare ? [] : bandsOf(frame, series.key, { log, range }, { area, axis, y, split: splits[0], theme });
  for (const band of bands) drawBand(pen, band);
  const crowded = lanes.map((pairs) => isCrowded({ pairs, area, y, theme }));
  const pale = behind(crowded).map((each, lane) => each || bands.some((band) => band.lane === lane)); // its own run is one of many
  drawAll(inOrder(lanes.length, main, pale), (on, lane) => drawCurve(on, { pairs: lanes[lane], lane, area, across, y, split: splits[lane], theme, draft, pale: pale[lane], crowded: crowded[lane], look: lookOf(series.key, lane, theme) }));
  const together = bare ? [] : togetherOf(frame, series.key).map(({ name, pairs, dashed }) => ({ name, pairs: onAxis({ log, range }, pairs), look: lookOfAll(dashed, theme) }));
  for (const { pairs, look } of together) drawCurve(pen, { pairs, lane: 0, area, across, y, split: Math.max(...splits), theme, look });
  for (const band of bands) drawMiddle(pen, band);
  pen.restore();
  if (bare) drawNote(pen, area, series.none, theme);
  for (const x of new Set(splits)) drawMarkerLine(pen, area, x, theme);
  for (const x of new Set(hover === null ? [] : at(hover))) drawMarkerLine(pen, area, x, theme, [3, 3]);
  if (limit) nameLimit(pen, area, limit, theme);
  drawNames(pen, { area, names, theme }, lanes, y, together);
}

/** The validation loss is dashed, as its contours are. @param {string} key @param {number} lane @param {Theme} theme */
const lookOf = (key, lane, theme) => (key === HELD ? { color: colorOf(lane, theme.dark), dash: HELD_DASH.map((part) => part * theme.em) } : undefined);

/** @param {Frame} frame @param {string} key @param {Pick<Axis, "log" | "range">} axis @param {Omit<import("./band.js").Band, "edges" | "steps" | "lane">} chart */
function bandsOf({ lanes, arrays: { band_steps: steps } }, key, axis, chart) {
  return lanes.flatMap(({ arrays }, lane) => {
    const edges = arrays[BAND + key];
    return edges && steps ? [{ ...chart, edges: onAxis(axis, edges), steps, lane }] : [];
  });
}

/**
 * The position of the requested columns on the current axis, which may have been zoomed since.
 *
 * @param {import("../view/steps.js").StepAxis} requested
 * @param {import("../view/steps.js").StepAxis} axis
 * @param {Area} area
 * @returns {[number, number]} left and right end, in pixels of the area
 */
const columnsAt = (requested, axis, { width }) => [shareOf(axis, requested.steps[0]) * width, shareOf(axis, requested.steps[1]) * width];

/** Lanes that fill the chart stand behind the others, if there are others. @param {boolean[]} full @returns {boolean[]} */
const behind = (full) => (full.includes(false) ? full : full.map(() => false));

/** @param {number} lanes @param {number | null} main @param {boolean[]} pale @returns {number[]} pale lanes first; the main lane last, so that it is drawn on top */
function inOrder(lanes, main, pale) {
  const rank = (/** @type {number} */ lane) => (pale[lane] ? 0 : lane === main ? 2 : 1);
  return Array.from({ length: lanes }, (_, i) => i).sort((a, b) => rank(a) - rank(b));
}

/** @param {Pen} pen @param {Area} area @param {number} y @param {Theme} theme */
function drawLimit(pen, area, y, theme) {
  pen.strokeStyle = theme.ink;
  pen.lineWidth = Math.max(1, theme.em / 14);
  pen.setLineDash([6, 4]);
  pen.beginPath();
  pen.moveTo(area.left, y);
  pen.lineTo(area.left + area.width, y);
  pen.stroke();
  pen.setLineDash([]);
}

/** Over the curves, which would make it illegible. @param {Pen} pen @param {Area} area @param {{ says: string, y: number }} limit @param {Theme} theme */
function nameLimit(pen, area, { says, y }, theme) {
  setFont(pen, `${theme.text}px ${theme.font}`);
  pen.textAlign = "right";
  pen.textBaseline = "bottom";
  const [x, bottom] = [area.left + area.width - 4, y - 2];
  const width = pen.measureText(says).width;
  pen.fillStyle = theme.ground;
  pen.globalAlpha = 0.85;
  pen.fillRect(x - width - 3, bottom - 1.2 * theme.text, width + 6, 1.2 * theme.text);
  pen.globalAlpha = 1;
  pen.fillStyle = theme.ink;
  pen.fillText(says, x, bottom);
}

/** Writes why there is no curve at all. @param {Pen} pen @param {Area} area @param {string} says @param {Theme} theme */
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

/** Nothing beyond the ends of the axis. @param {Pen} pen @param {Area} area @param {number} across  from the left of the area @param {Theme} theme @param {number[]} [dash] */
function drawMarkerLine(pen, area, across, theme, dash = []) {
  if (!(across >= 0 && across <= area.width)) return;
  const x = area.left + across;
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
