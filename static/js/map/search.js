/** Two searches over the numbers of a map: squares for the grid, discs for the random runs, and below both projected onto the horizontal axis. */
import { html, nothing } from "../../vendor/lit-html.js";

import { t, word } from "../text/language.js";
import { counted, measured } from "../text/numbers.js";
import { shareOf } from "./axis.js";
import { placeOf } from "./picture.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").MapPicture} Picture */
/** @typedef {import("../types.js").MapAxis} Axis */
/** @typedef {import("./picture.js").Area} Area */
/** @typedef {import("../view/theme.js").Theme} Theme */
/** @typedef {"grid" | "random"} Kind */

/** @type {[Kind, string, string][]} kinds, what the legend says, and its signs */
const KINDS = [["grid", word("grid: {n} values"), "□"], ["random", word("random: {n} values"), "●"]];
const [LIGHT, DARK] = ["#fff", "#101316"];

/** Different values on the horizontal axis. @param {[number, number][]} points */
const valuesOf = (points) => new Set(points.map(([x]) => x)).size;

/** @param {Pen} pen @param {Kind} kind @param {[number, number]} place @param {number} r */
function mark(pen, kind, [x, y], r) {
  pen.beginPath();
  if (kind === "grid") pen.rect(x - r, y - r, 2 * r, 2 * r);
  else pen.arc(x, y, 1.1 * r, 0, 2 * Math.PI);
  [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = kind === "grid" ? [LIGHT, DARK, 2] : [DARK, LIGHT, 2];
  pen.stroke();
  pen.fill();
}

/** The values of one search on the horizontal axis, on a strip of its own. @param {Pen} pen @param {Kind} kind @param {number[]} places @param {Area} strip */
function drawStrip(pen, kind, places, { left, top, width, height }) {
  pen.fillStyle = "rgb(255 255 255 / .92)";
  pen.fillRect(left, top, width, height - 1);
  for (const x of places) mark(pen, kind, [x, top + height / 2], height / 4);
}

/** @param {Pen} pen @param {Picture} picture @param {readonly Axis[]} axes  those that are shown @param {Area} area @param {Theme} theme */
export function drawSearch(pen, { head: { search }, request }, axes, area, theme) {
  if (!search || axes.some(({ path, scale }, i) => path !== request.map.axes[i].path || scale !== request.map.axes[i].scale)) return;
  const height = Math.round(1.4 * theme.text);
  const placesOf = (/** @type {Kind} */ kind) => search[kind].points.map((point) => placeOf(area, [shareOf(axes[0], point[0]), shareOf(axes[1], point[1])]));
  KINDS.forEach(([kind], i) => drawStrip(pen, kind, placesOf(kind).map(([x]) => x), { ...area, top: area.top + area.height - (2 - i) * height, height }));
  const r = Math.min(0.4 * theme.text, area.width / Math.sqrt(search.grid.points.length) / 16);
  for (const [kind] of KINDS) {
    placesOf(kind).forEach((place, k) => mark(pen, kind, place, k === search[kind].best ? 1.7 * r : r));
  }
}

/** What both searches found, for the legend. @param {Picture} picture */
export function searchLegend({ head: { search } }) {
  if (!search) return nothing;
  const lost = (/** @type {Kind} */ kind) => search[kind].loss;
  return html`<div class="search"><p>${t("lowest loss of {n} runs each, drawn large", { n: counted(search.grid.points.length) })}</p><ul>${KINDS.map(([kind, says, sign]) => html`<li>
    <b>${sign} ${t(says, { n: counted(valuesOf(search[kind].points)) })}</b><span>${lost(kind) === null ? t("diverged") : measured(/** @type {number} */ (lost(kind)))}</span></li>`)}</ul></div>`;
}
