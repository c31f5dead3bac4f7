/** The chart of a range test: the smoothed loss over the learning rate, with labelled marks. A thin line shows the loss of every step. */
import { colorOf } from "../view/palette.js";
import { drawRows, tickText } from "../charts/axes.js";
import { linearBucket, linearTicks, logBucket, logTicks } from "../view/scale.js";
import { inRows, labelsOf } from "./marks.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").Range} Range */
/** @typedef {import("../view/theme.js").Theme} Theme */
/** @typedef {import("./test.js").Found} Found */
/** @typedef {import("./marks.js").Label} Label */
/**
 * @typedef {{ found: Found, picked: number | null, lane: number, curvature?: number, log: boolean, theme: Theme, box: import("../types.js").Box, words: { x: string, y: string, above: string } }} Chart
 *   log: is the rate axis logarithmic?
 * @typedef {import("../charts/chart.js").Area} Area
 * @typedef {{ area: Area, x: (lr: number) => number, y: (loss: number) => number, across: Range, range: Range, flat: boolean, labels: (Label & { left: number, row: number, width: number })[] }} Laid
 *   flat: the loss axis is linear, because the loss goes below zero
 */

/** Upper end of the loss axis if the test diverges, in multiples of the first loss. */
const HEADROOM = 10;

/** @param {(number | null)[]} values @returns {number[]} */
const finite = (values) => values.filter((value) => value !== null && Number.isFinite(value)).map(Number);

/** @param {Found} found @returns {{ range: Range, flat: boolean }} of the smoothed loss, in powers of ten if logarithmic */
export function rangeOf({ smoothed, loss }) {
  const values = finite(smoothed);
  const flat = !finite(loss).every((value) => value > 0);
  const [first, low] = [values[0] ?? 1, Math.min(...values)];
  const high = Math.min(Math.max(...values), flat ? first + Math.abs(first) + (first - low) : HEADROOM * first);
  return { flat, range: flat ? linearBucket([low, high]) : logBucket([Math.log10(low), Math.log10(high)]) };
}

/** @param {Chart} chart @param {Label[]} labels @returns {Range} of the rate axis; it holds every rate of the run, and every mark within the test */
function acrossOf({ found, log }, labels) {
  const rates = [...found.lr, ...labels.filter(({ lr }) => lr >= found.low && lr <= found.high).map(({ lr }) => lr)];
  const on = log ? Math.log10 : (/** @type {number} */ value) => value;
  const [low, high] = [on(Math.min(...rates)), on(Math.max(...rates))];
  return high > low ? [low, high] : [low - 1, high + 1];
}

/** @param {Label} label @param {Theme} theme */
const fontOf = ({ key }, { text, font }) => `${key === "picked" ? "600 " : ""}${text}px ${font}`;

/** @param {Pen} pen @param {Label} label @param {Theme} theme */
function widthOf(pen, label, theme) {
  pen.font = fontOf(label, theme);
  return pen.measureText(label.says).width;
}

/** @param {Pen} pen @param {Chart} chart @returns {Laid} */
export function lay(pen, chart) {
  const { found, theme, box, log } = chart;
  const { text } = theme;
  const all = labelsOf(found, chart.picked, chart.curvature);
  const across = acrossOf(chart, all);
  const left = Math.round(5 * text);
  const width = Math.max(1, Math.round(box.width - left - 1.2 * text));
  const on = log ? Math.log10 : (/** @type {number} */ value) => value;
  const x = (/** @type {number} */ lr) => left + ((on(lr) - across[0]) / (across[1] - across[0])) * width;
  const inside = all.filter(({ lr }) => x(lr) >= left - 0.5 && x(lr) <= left + width + 0.5);
  const sizes = inside.map((label) => ({ x: x(label.lr), width: widthOf(pen, label, theme) }));
  const placed = inRows(sizes, [2, box.width - 2], text);
  const labels = inside.map((label, i) => ({ ...label, left: placed[i].x, row: placed[i].row, width: sizes[i].width }));
  const top = Math.round((1.45 * (1 + Math.max(0, ...placed.map(({ row }) => row))) + 0.8) * text);
  const height = Math.max(1, Math.round(box.height - top - 3.4 * text));
  const { range, flat } = rangeOf(found);
  const y = (/** @type {number} */ loss) => top + ((range[1] - (flat ? loss : Math.log10(loss))) / (range[1] - range[0])) * height;
  const area = { left, right: box.width - left - width, top, bottom: box.height - top - height, width, height };
  return { area, x, y, across, range, flat, labels };
}

/** @param {Pen} pen @param {Chart} chart @param {Laid} laid */
export function draw(pen, chart, laid) {
  pen.font = `${chart.theme.text}px ${chart.theme.font}`;
  shade(pen, chart, laid);
  axes(pen, chart, laid);
  pen.save();
  pen.beginPath();
  pen.rect(laid.area.left, laid.area.top, laid.area.width, laid.area.height);
  pen.clip();
  curve(pen, chart.found.lr, chart.found.loss, laid, { color: chart.theme.muted, width: 1, alpha: 0.55 });
  curve(pen, chart.found.lr, chart.found.smoothed, laid, { color: colorOf(chart.lane, chart.theme.dark), width: chart.theme.path, alpha: 1 });
  pen.restore();
  for (const label of laid.labels) leader(pen, label, chart, laid);
  for (const label of laid.labels) name(pen, label, chart, laid);
}

/** Shades the rates beyond the limit, where steps overshoot. @param {Pen} pen @param {Chart} chart @param {Laid} laid */
function shade(pen, { found, theme, words }, { area, x }) {
  const { limit } = found.marks;
  const from = limit === null ? Infinity : Math.max(area.left, x(limit));
  const end = area.left + area.width;
  if (!(from < end)) return;
  pen.globalAlpha = theme.dark ? 0.12 : 0.07;
  pen.fillStyle = theme.ink;
  pen.fillRect(from, area.top, end - from, area.height);
  pen.globalAlpha = 1;
  pen.fillStyle = theme.muted;
  pen.textAlign = "right";
  pen.textBaseline = "bottom";
  if (pen.measureText(words.above).width < end - from - theme.text) pen.fillText(words.above, end - 0.4 * theme.text, area.top + area.height - 0.4 * theme.text);
}

/** @param {Pen} pen @param {Chart} chart @param {Laid} laid */
function axes(pen, { theme, log, words }, { area, across, range, flat }) {
  const { text } = theme;
  pen.lineWidth = 1;
  drawRows(pen, { area, range, ticks: (flat ? linearTicks : logTicks)(range, area.height / (2 * text)).map((tick) => [tick, tickText(tick, !flat)]), theme });
  const bottom = Math.round(area.top + area.height) + 0.5;
  pen.strokeStyle = pen.fillStyle = theme.muted;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  pen.beginPath();
  pen.moveTo(area.left, bottom);
  pen.lineTo(area.left + area.width, bottom);
  for (const tick of (log ? logTicks : linearTicks)(across, area.width / (5 * text))) {
    const at = Math.round(area.left + ((tick - across[0]) / (across[1] - across[0])) * area.width) + 0.5;
    pen.moveTo(at, bottom);
    pen.lineTo(at, bottom + 4);
    pen.fillText(tickText(tick, log), at, bottom + 6);
  }
  pen.stroke();
  pen.textBaseline = "bottom";
  pen.fillText(words.x, area.left + area.width / 2, area.top + area.height + 3.3 * text);
  pen.save();
  pen.translate(1.1 * text, area.top + area.height / 2);
  pen.rotate(-Math.PI / 2);
  pen.fillText(words.y, 0, 0);
  pen.restore();
}

/** @param {Pen} pen @param {number[]} rates @param {(number | null)[]} losses @param {Laid} laid @param {{ color: string, width: number, alpha: number }} look */
function curve(pen, rates, losses, { x, y, area }, { color, width, alpha }) {
  pen.beginPath();
  losses.forEach((loss, i) => {
    // The log of a zero loss is -infinity. It is drawn far below the chart.
    const at = loss === null ? NaN : y(loss);
    pen.lineTo(x(rates[i]), Math.min(area.top + 3 * area.height, Math.max(area.top - area.height, at)));
  });
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.globalAlpha = alpha;
  pen.lineJoin = "round";
  pen.stroke();
  pen.globalAlpha = 1;
}

/** @typedef {Laid["labels"][number]} Placed */

/** Baseline of a label's text, in pixels. @param {Placed} label @param {Laid} laid @param {Theme} theme */
const baseOf = ({ row }, { area }, { text }) => area.top - (0.5 + 1.45 * row) * text;

/** Draws a label's leader line and its dot on the curve. @param {Pen} pen @param {Placed} label @param {Chart} chart @param {Laid} laid */
function leader(pen, label, { theme }, laid) {
  const { area, x, y } = laid;
  const [at, own, bottom] = [x(label.lr), label.key === "picked", area.top + area.height];
  const foot = label.loss === null ? bottom : Math.min(bottom, Math.max(area.top, y(label.loss)));
  pen.strokeStyle = pen.fillStyle = theme.ink;
  pen.globalAlpha = own ? 1 : 0.6;
  pen.lineWidth = own ? Math.max(2, theme.em / 8) : Math.max(1, theme.em / 14);
  pen.setLineDash(label.key === "limit" ? [6, 4] : []);
  pen.beginPath();
  pen.moveTo(at, label.says ? baseOf(label, laid, theme) + 1 : foot);
  pen.lineTo(at, foot);
  pen.stroke();
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  if (label.key === "limit") return;
  pen.beginPath();
  pen.arc(at, foot, (own ? 0.5 : 0.3) * theme.text, 0, 2 * Math.PI);
  pen.fill();
}

/** @param {Pen} pen @param {Placed} label @param {Chart} chart @param {Laid} laid */
function name(pen, label, { theme }, laid) {
  const base = baseOf(label, laid, theme);
  pen.font = fontOf(label, theme);
  pen.textAlign = "left";
  pen.textBaseline = "bottom";
  pen.lineWidth = 5;
  pen.lineJoin = "round";
  pen.strokeStyle = theme.ground;
  pen.strokeText(label.says, label.left, base);
  pen.fillStyle = theme.ink;
  pen.fillText(label.says, label.left, base);
}

/** @param {Laid} laid @param {number} at  pixels from the left @param {boolean} log @returns {number} the rate there */
export function rateAt({ area, across }, at, log) {
  const share = Math.min(1, Math.max(0, (at - area.left) / area.width));
  const value = across[0] + share * (across[1] - across[0]);
  return log ? 10 ** value : value;
}
