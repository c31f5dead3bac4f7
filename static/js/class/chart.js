/** The losses of a class's picture over the steps: large on a projector, small under the picture of a phone. */
import { gapColor, GREEN, grounds } from "../view/looks.js";
import { colorOf, countUpTo, lookOf, lossRange } from "./ink.js";
import { group, short } from "./reading.js";

/** @typedef {import("./frames.js").Paths} Paths */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Area */
/** @typedef {(k: number, value: number) => [number, number]} Place */
/**
 * @typedef {{ step: number, steps: number, title: string, dark?: boolean | null, until?: number | null, only?: number | null, mine?: number | null, truth?: number | null }} Shown
 *   until: what follows this step is hidden; only: the one lane that is shown; mine, truth: steps that were answered with, and that are right
 */

/** Opacity of the curve beyond the marker. */
const FUTURE = 0.3;
/** Lines across: at most so many, and none nearer to the next than so many sizes of the text. */
const [ROWS, APART] = [4, 1.8];
const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** @param {number} value @param {boolean} log */
function tickText(value, log) {
  if (!log || !Number.isInteger(value)) return short(log ? 10 ** value : value);
  if (value >= -2 && value <= 3) return short(10 ** value);
  return `10${value < 0 ? "⁻" : ""}${[...String(Math.abs(value))].map((digit) => SUPERSCRIPT[Number(digit)]).join("")}`;
}

/** Round numbers within a range, of losses whole powers of ten; its ends, if there is none. @param {[number, number]} range @param {boolean} log @param {number} [rows]  at most about so many */
export function ticksOf([low, high], log, rows = ROWS) {
  const size = (high - low) / rows || 1;
  const power = 10 ** Math.floor(Math.log10(size));
  const round = [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= size) ?? size;
  const step = log ? Math.max(1, Math.ceil(round)) : round;
  const first = Math.ceil(low / step - 1e-9);
  const found = Array.from({ length: Math.max(0, Math.floor(high / step + 1e-9) - first + 1) }, (_, i) => (first + i) * step);
  return found.length ? found : [low, high];
}

/** @param {HTMLCanvasElement} canvas  its font is that of the words */
function sheet(canvas) {
  const [density, width, height] = [devicePixelRatio || 1, canvas.clientWidth, canvas.clientHeight];
  [canvas.width, canvas.height] = [Math.round(width * density), Math.round(height * density)];
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { fontFamily, fontSize } = getComputedStyle(canvas);
  const text = parseFloat(fontSize);
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.font = `${text}px ${fontFamily}`;
  return { pen, text, area: { left: 3.2 * text, top: 1.5 * text, right: width - 0.8 * text, bottom: height - 1.5 * text } };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Paths | null} paths  none where no picture has arrived: the axis of the steps stands all the same
 * @param {Shown} shown
 */
export function drawChart(canvas, paths, shown) {
  const { steps, dark = null, until = null } = shown;
  if (canvas.clientWidth < 2) return;
  const { pen, text, area } = sheet(canvas);
  const theme = grounds[(dark ?? matchMedia("(prefers-color-scheme: dark)").matches) ? "dark" : "light"];
  const [low, high] = paths ? lossRange(paths) : [-1, 1];
  const pad = 0.04 * (high - low || 1);
  /** @type {Place} */
  const place = (k, value) => [area.left + (Math.min(k, steps) / Math.max(1, steps)) * (area.right - area.left), area.top + ((high + pad - value) / (high - low + 2 * pad)) * (area.bottom - area.top)];
  const rows = Math.min(ROWS, Math.max(1, Math.floor((area.bottom - area.top) / (APART * text))));
  drawAxes(pen, { area, text, theme, title: shown.title, steps, place, ticks: paths ? ticksOf([low, high], paths.log, rows) : [], log: paths?.log ?? true });
  if (until !== null && until < steps) drawHidden(pen, place(until, low)[0], area, text, theme);
  if (paths) drawCurves(pen, paths, { ...shown, area, text, theme, place });
  drawSteps(pen, shown, (k) => place(k, 0)[0], area, text, theme);
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {[number, number]} range @param {[color: string, width: number][]} lines  the lowest first @param {number[]} [dash] */
function upright(pen, x, [top, bottom], lines, dash = []) {
  pen.setLineDash(dash);
  pen.beginPath();
  pen.moveTo(x, top);
  pen.lineTo(x, bottom);
  for (const [color, width] of lines) {
    [pen.strokeStyle, pen.lineWidth] = [color, width];
    pen.stroke();
  }
  pen.setLineDash([]);
}

/** The steps that one speaks of: the marker's, one's own answer, the right one. @param {CanvasRenderingContext2D} pen @param {Shown} shown @param {(k: number) => number} at @param {Area} area @param {number} text @param {typeof grounds.light} theme */
function drawSteps(pen, { step, steps, mine = null, truth = null }, at, { top, bottom }, text, theme) {
  if (step <= steps) upright(pen, at(step), [top, bottom], [[theme.ink, Math.max(1, 0.1 * text)]]);
  if (truth !== null) upright(pen, at(truth), [top - 0.3 * text, bottom], [[theme.ground, 0.5 * text], [theme.casing, 0.36 * text], [GREEN, 0.2 * text]]);
  if (mine !== null) upright(pen, at(mine), [top - 0.3 * text, bottom], [[theme.held, 0.25 * text]], [0.45 * text, 0.25 * text]);
}

/** What is hidden still: nobody knows what the curves do there. @param {CanvasRenderingContext2D} pen @param {number} from @param {Area} area @param {number} text @param {typeof grounds.light} theme */
function drawHidden(pen, from, { top, right, bottom }, text, theme) {
  const size = Math.min(4 * text, 0.7 * (bottom - top));
  pen.fillStyle = theme.grid;
  pen.fillRect(from, top, right - from, bottom - top);
  if (right - from < size) return;
  const font = pen.font;
  pen.font = font.replace(/[\d.]+px/, `${size}px`);
  pen.fillStyle = theme.muted;
  [pen.textAlign, pen.textBaseline] = ["center", "middle"];
  pen.fillText("?", (from + right) / 2, (top + bottom) / 2);
  pen.font = font;
}

/** @param {CanvasRenderingContext2D} pen @param {import("./frames.js").Lane} lane @param {Place} place @param {[number, number]} rows */
function trace(pen, lane, place, [from, to]) {
  pen.beginPath();
  for (let i = Math.max(0, from); i < to; i++) if (Number.isFinite(lane.loss[i])) pen.lineTo(...place(lane.at[i], lane.loss[i]));
}

/** @param {CanvasRenderingContext2D} pen @param {Paths} paths @param {Shown & { area: Area, text: number, theme: typeof grounds.light, place: Place }} how */
function drawCurves(pen, { lanes }, { step, only = null, area: { left, top, right, bottom }, text, theme, place }) {
  pen.save();
  pen.beginPath();
  pen.rect(left - text, top, right - left + 2 * text, bottom - top);
  pen.clip();
  [pen.lineJoin, pen.lineCap, pen.lineWidth] = ["round", "butt", 0.18 * text];
  lanes.forEach((lane, index) => {
    if (only !== null && index !== only) return;
    const [look, reached] = [lookOf(lane, index), countUpTo(lane.at, step)];
    const color = colorOf(look, theme);
    for (const [rows, alpha] of /** @type {[[number, number], number][]} */ ([[[reached - 1, lane.rows], FUTURE], [[0, reached], 1]])) {
      pen.globalAlpha = alpha;
      trace(pen, lane, place, rows);
      for (const [ink, dash] of /** @type {[string, number[]][]} */ (look.dash.length ? [[gapColor(color, theme.dark), []], [color, look.dash.map((part) => part * 0.18 * text)]] : [[color, []]])) {
        pen.setLineDash(dash);
        pen.strokeStyle = ink;
        pen.stroke();
      }
    }
  });
  pen.restore();
}

/** @param {CanvasRenderingContext2D} pen @param {{ area: Area, text: number, theme: typeof grounds.light, title: string, steps: number, place: Place, ticks: number[], log: boolean }} axes */
function drawAxes(pen, { area: { left, right, bottom }, text, theme, title, steps, place, ticks, log }) {
  pen.fillStyle = theme.muted;
  [pen.textAlign, pen.textBaseline] = ["right", "middle"];
  for (const tick of ticks) {
    const y = Math.round(place(0, tick)[1]) + 0.5;
    [pen.strokeStyle, pen.lineWidth] = [theme.grid, 1];
    pen.beginPath();
    pen.moveTo(left, y);
    pen.lineTo(right, y);
    pen.stroke();
    pen.fillText(tickText(tick, log), left - 0.4 * text, y);
  }
  pen.textBaseline = "top";
  for (const [k, align] of /** @type {[number, CanvasTextAlign][]} */ ([[0, "left"], [Math.round(steps / 2), "center"], [steps, "right"]])) {
    pen.textAlign = align;
    pen.fillText(group(k), place(k, 0)[0], bottom + 0.3 * text);
  }
  pen.textAlign = "left";
  pen.fillText(title, left, 0);
}
