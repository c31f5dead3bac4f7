/** Draws the axes of a chart on a canvas. This avoids layout, and the lines are sharp at every pixel density. */
import { setFont } from "../view/canvas.js";
import { t } from "../text/language.js";
import { chosen, counted, powerOfTen } from "../text/numbers.js";
import { linearTicks } from "../view/scale.js";
import { shareOf } from "../view/steps.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("./chart.js").Area} Area */
/**
 * @typedef {{ area: Area, axis: import("../types.js").ValueAxis, steps: import("../view/steps.js").StepAxis, theme: import("../view/theme.js").Theme }} Axes
 */

/** Most characters that fit beside a chart. */
const LONGEST = 6;

/** @param {number} value @param {boolean} log */
export function tickText(value, log) {
  if (log) return logText(value);
  const plain = String(value).replace("-", "−");
  return plain.length > LONGEST ? chosen(value) : plain;
}

/** @param {number} power */
function logText(power) {
  if (power >= -2 && power <= 2.8) return String(Number((10 ** power).toPrecision(3)));
  const decade = Math.floor(power + 1e-9);
  const digit = Math.round(10 ** (power - decade));
  return digit === 1 ? powerOfTen(decade) : `${digit}·${powerOfTen(decade)}`;
}

/** A line of one pixel is sharp only in the middle of a pixel. */
const crisp = (/** @type {number} */ at) => Math.round(at) + 0.5;

/** @param {Pen} pen @param {Axes} axes */
export function drawAxes(pen, axes) {
  const { theme } = axes;
  setFont(pen, `${theme.text}px ${theme.font}`);
  pen.lineWidth = 1;
  pen.setLineDash([]);
  drawRows(pen, { ...axes, ...axes.axis });
  drawSteps(pen, axes);
}

/** @param {Pen} pen @param {Pick<Axes, "area" | "theme"> & Pick<Axes["axis"], "range" | "ticks">} axes */
export function drawRows(pen, { area, range, ticks, theme }) {
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (const [tick, says] of ticks) {
    const y = crisp(area.top + ((range[1] - tick) / (range[1] - range[0])) * area.height);
    pen.strokeStyle = theme.grid;
    pen.beginPath();
    pen.moveTo(area.left, y);
    pen.lineTo(area.left + area.width, y);
    pen.stroke();
    pen.fillStyle = theme.muted;
    pen.fillText(says, area.left - 0.5 * theme.text, y);
  }
}

/** @param {import("../view/steps.js").StepAxis} axis @param {number} count  about how many */
function stepTicks({ steps, scale }, count) {
  const even = linearTicks(steps, count).filter(Number.isInteger);
  if (scale === "linear") return even;
  const decades = [0, ...Array.from({ length: 9 }, (_, power) => 10 ** power)].filter((tick) => tick >= steps[0] && tick <= steps[1]);
  return decades.length > 2 ? decades : even;
}

/** @param {Pen} pen @param {Axes} axes */
function drawSteps(pen, { area, steps, theme }) {
  const bottom = crisp(area.top + area.height);
  pen.strokeStyle = theme.muted;
  pen.fillStyle = theme.muted;
  pen.textBaseline = "top";
  pen.beginPath();
  pen.moveTo(area.left, bottom);
  pen.lineTo(area.left + area.width, bottom);
  let taken = -Infinity;
  for (const [i, tick] of stepTicks(steps, area.width / (5 * theme.text)).entries()) {
    const x = crisp(area.left + shareOf(steps, tick) * area.width);
    const edge = x < area.left + theme.text;
    pen.moveTo(x, bottom);
    pen.lineTo(x, bottom + 3);
    const first = steps.by === "examples" ? t("{n} examples", { n: counted(tick) }) : t("step {n}", { n: counted(tick) });
    const says = i === 0 ? first : counted(tick);
    const width = pen.measureText(says).width;
    const from = edge ? x - 2.5 : x - width / 2;
    if (from < taken + theme.text / 2) continue; // the word before the first number is long in some languages, so the next may overlap
    pen.textAlign = "left";
    pen.fillText(says, from, bottom + 5);
    taken = from + width;
  }
  pen.stroke();
}
