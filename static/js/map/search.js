/** Two searches over the numbers of a map: squares for the grid, discs for the random runs, and below both projected onto the horizontal axis. */
import { html, nothing } from "../../vendor/lit-html.js";

import { t, word } from "../text/language.js";
import { counted, measured } from "../text/numbers.js";
import { setFont } from "../view/canvas.js";
import { shareOf } from "./axis.js";
import { placeOf } from "./picture.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").MapPicture} Picture */
/** @typedef {import("../types.js").MapAxis} Axis */
/** @typedef {import("./picture.js").Area} Area */
/** @typedef {import("../view/theme.js").Theme} Theme */
/** @typedef {"grid" | "random"} Kind */

/** @type {[Kind, string, string][]} kinds, what their strips say, and their signs in the legend */
const KINDS = [["grid", word("grid: {n} values"), "□"], ["random", word("random: {n} values"), "●"]];
const [LIGHT, DARK] = ["#fff", "#101316"];

/** Different values on the horizontal axis. @param {[number, number][]} points */
export const valuesOf = (points) => new Set(points.map(([x]) => x)).size;

/** @param {Pen} pen @param {Kind} kind @param {[number, number]} place @param {number} r */
function mark(pen, kind, [x, y], r) {
  pen.beginPath();
  if (kind === "grid") pen.rect(x - r, y - r, 2 * r, 2 * r);
  else pen.arc(x, y, 1.1 * r, 0, 2 * Math.PI);
  [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = kind === "grid" ? [LIGHT, DARK, 2] : [DARK, LIGHT, 2];
  pen.stroke();
  pen.fill();
}

/** The values of one search on the horizontal axis, as strokes on a strip. @param {Pen} pen @param {string} says @param {number[]} places @param {Area} strip @param {Theme} theme */
function drawStrip(pen, says, places, { left, top, width, height }, theme) {
  pen.fillStyle = "rgb(255 255 255 / .9)";
  pen.fillRect(left, top, width, height - 1);
  pen.fillStyle = DARK;
  for (const x of places) pen.fillRect(Math.round(x) - 1.5, top + 1, 3, height - 3);
  setFont(pen, `600 ${0.95 * theme.text}px ${theme.font}`);
  [pen.textAlign, pen.textBaseline, pen.lineJoin, pen.lineWidth, pen.strokeStyle] = ["left", "middle", "round", 4, LIGHT];
  pen.strokeText(says, left + 6, top + height / 2);
  pen.fillText(says, left + 6, top + height / 2);
}

/** @param {Pen} pen @param {Picture} picture @param {readonly Axis[]} axes  those that are shown @param {Area} area @param {Theme} theme */
export function drawSearch(pen, { head: { search }, request }, axes, area, theme) {
  if (!search || axes.some(({ path, scale }, i) => path !== request.map.axes[i].path || scale !== request.map.axes[i].scale)) return;
  const height = Math.round(1.7 * theme.text);
  const placesOf = (/** @type {Kind} */ kind) => search[kind].points.map((point) => placeOf(area, [shareOf(axes[0], point[0]), shareOf(axes[1], point[1])]));
  KINDS.forEach(([kind, says], i) => {
    const strip = { ...area, top: area.top + area.height - (2 - i) * height, height };
    drawStrip(pen, t(says, { n: counted(valuesOf(search[kind].points)) }), placesOf(kind).map(([x]) => x), strip, theme);
  });
  const r = Math.min(0.42 * theme.text, area.width / Math.sqrt(search.grid.points.length) / 6);
  for (const [kind] of KINDS) {
    placesOf(kind).forEach((place, k) => mark(pen, kind, place, k === search[kind].best ? 1.9 * r : r));
  }
}

/** What both searches found, for the legend. @param {Picture} picture */
export function searchLegend({ head: { search } }) {
  if (!search) return nothing;
  const lost = (/** @type {Kind} */ kind) => search[kind].loss;
  return html`<div class="search"><p>${t("lowest loss of {n} runs each", { n: counted(search.grid.points.length) })}</p><ul>${KINDS.map(([kind, , sign]) => html`<li>
    <b>${sign} ${kind === "grid" ? t("grid") : t("random")}</b><span>${lost(kind) === null ? t("diverged") : measured(/** @type {number} */ (lost(kind)))}</span></li>`)}</ul></div>`;
}
