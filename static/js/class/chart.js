/** The losses of a class's picture over the steps, and the legend of its lanes. */
import { html, svg } from "../../vendor/lit-html.js";

import { grounds, shapes } from "../view/looks.js";
import { colorOf, countUpTo, lookOf, lossRange } from "./ink.js";

/** @typedef {import("./frames.js").Paths} Paths */
/** @typedef {{ left: number, top: number, width: number, height: number }} Area */

/** Opacity of the curve beyond the marker. */
const FUTURE = 0.3;
/** Most lines across. */
const ROWS = 4;
const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** @param {number} value @param {boolean} log */
function tickText(value, log) {
  if (!log) return String(Number(value.toPrecision(3))).replace("-", "−");
  const power = Math.round(value);
  if (power >= -2 && power <= 3) return String(Number((10 ** power).toPrecision(1)));
  return `10${power < 0 ? "⁻" : ""}${[...String(Math.abs(power))].map((digit) => SUPERSCRIPT[Number(digit)]).join("")}`;
}

/** @param {[number, number]} range @param {boolean} log */
export function ticksOf([low, high], log) {
  const size = (high - low) / ROWS || 1;
  const power = 10 ** Math.floor(Math.log10(size));
  const round = [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= size) ?? size;
  const step = log ? Math.max(1, Math.ceil(round)) : round;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(high / step + 1e-9) - first + 1) }, (_, i) => (first + i) * step);
}

/** @param {CanvasRenderingContext2D} pen @param {import("./frames.js").Lane} lane @param {(k: number, loss: number) => [number, number]} place @param {[number, number]} rows */
function trace(pen, lane, place, [from, to]) {
  pen.beginPath();
  for (let i = Math.max(0, from); i < to; i++) pen.lineTo(...place(lane.at[i], lane.loss[i]));
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Paths} paths
 * @param {{ step?: number, title: string, dark?: boolean | null }} shown
 */
export function drawChart(canvas, paths, { step = Infinity, title, dark = null }) {
  const [density, width, height] = [devicePixelRatio || 1, canvas.clientWidth, canvas.clientHeight];
  if (width < 2) return;
  [canvas.width, canvas.height] = [Math.round(width * density), Math.round(height * density)];
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const theme = grounds[(dark ?? matchMedia("(prefers-color-scheme: dark)").matches) ? "dark" : "light"];
  const { fontFamily, fontSize } = getComputedStyle(canvas);
  const text = parseFloat(fontSize);
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.font = `${text}px ${fontFamily}`;
  const area = { left: 3.2 * text, top: 1.5 * text, width: width - 4 * text, height: height - 3 * text };
  const { lanes, log, steps } = paths;
  const [low, high] = lossRange(paths);
  const pad = 0.04 * (high - low || 1);
  const place = (/** @type {number} */ k, /** @type {number} */ value) => /** @type {[number, number]} */ ([area.left + (k / Math.max(1, steps)) * area.width, area.top + ((high + pad - value) / (high - low + 2 * pad)) * area.height]);
  drawAxes(pen, { area, text, theme, title, steps, step, place, ticks: ticksOf([low, high], log), log });
  pen.lineJoin = "round";
  pen.save();
  pen.beginPath();
  pen.rect(area.left - text, area.top, area.width + 2 * text, area.height);
  pen.clip();
  lanes.forEach((lane, index) => {
    const [look, reached] = [lookOf(lane, index), countUpTo(lane.at, step)];
    pen.strokeStyle = colorOf(look, theme);
    pen.lineWidth = 0.16 * text;
    pen.setLineDash(look.dash.map((part) => part * 0.16 * text));
    for (const [rows, alpha] of /** @type {[[number, number], number][]} */ ([[[reached - 1, lane.rows], FUTURE], [[0, reached], 1]])) {
      pen.globalAlpha = alpha;
      trace(pen, lane, place, rows);
      pen.stroke();
    }
  });
  pen.restore();
}

/** @param {CanvasRenderingContext2D} pen @param {{ area: Area, text: number, theme: typeof grounds.light, title: string, steps: number, step: number, place: (k: number, value: number) => [number, number], ticks: number[], log: boolean }} axes */
function drawAxes(pen, { area, text, theme, title, steps, step, place, ticks, log }) {
  const [right, bottom] = [area.left + area.width, area.top + area.height];
  const line = (/** @type {string} */ color, /** @type {number[]} */ [x0, y0, x1, y1], wide = 1) => {
    pen.strokeStyle = color;
    pen.lineWidth = wide;
    pen.beginPath();
    pen.moveTo(x0, y0);
    pen.lineTo(x1, y1);
    pen.stroke();
  };
  pen.fillStyle = theme.muted;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const tick of ticks) {
    const [, y] = place(0, tick);
    line(theme.grid, [area.left, Math.round(y) + 0.5, right, Math.round(y) + 0.5]);
    pen.fillText(tickText(tick, log), area.left - 0.4 * text, y);
  }
  pen.textBaseline = "top";
  for (const [k, align] of /** @type {[number, CanvasTextAlign][]} */ ([[0, "left"], [Math.round(steps / 2), "center"], [steps, "right"]])) {
    pen.textAlign = align;
    pen.fillText(String(k), place(k, 0)[0], bottom + 0.3 * text);
  }
  pen.textAlign = "left";
  pen.fillText(title, area.left, 0);
  if (step <= steps) line(theme.ink, [place(step, 0)[0], area.top, place(step, 0)[0], bottom], Math.max(1, 0.08 * text));
}

/** The lanes by name, each with its line and marker. @param {Paths} paths @param {readonly string[]} labels @param {boolean} dark */
export const legend = ({ lanes }, labels, dark) => html`<ul class="class-legend">${lanes.map((lane, index) => {
  const look = lookOf(lane, index);
  const [color, hollow] = [colorOf(look, { dark }), look.marker === "ring"];
  return html`<li><svg viewBox="0 0 80 16" aria-hidden="true" style=${`color:${color}`}><path d="M1 8H79" stroke="currentColor" stroke-width="4" stroke-dasharray=${look.dash.map((part) => part * 3).join(" ") || "none"}></path>
    ${svg`<path transform="translate(40 8) scale(6.5)" d=${shapes[look.marker]} fill=${hollow ? "none" : "currentColor"} stroke=${hollow ? "currentColor" : dark ? "#f2f4f5" : "#1c2126"} stroke-width=${hollow ? 0.5 : 0.15}></path>`}</svg><span dir="auto">${labels[index] || lane.label || String(index + 1)}</span></li>`;
})}</ul>`;
