/** Draws a map: its pixels as they are, without smoothing, and over them crosshair, letters, theory and axes. */
import { rulerOf, rulerText } from "../panels/ruler.js";
import { drawMinimum } from "../panels/symbols.js";
import { setFont, sheet } from "../view/canvas.js";
import { shareOf, ticksOf } from "./axis.js";
import { image, letterOf } from "./colors.js";
import { SADDLES, spots } from "./grid.js";
import { keyOf } from "./request.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").MapPicture} Picture */
/** @typedef {import("../types.js").MapAxis} Axis */
/** @typedef {import("../view/theme.js").Theme} Theme */
/** @typedef {{ left: number, top: number, width: number, height: number }} Area */
/** @typedef {{ measure: import("../types.js").Measure, bounds: import("./colors.js").Bounds, dark: boolean }} Look */

/** The square of the map inside its field; the axes stand to the left and below. @param {import("../types.js").Box} box @param {Theme} theme @returns {Area} */
export function areaOf({ width, height }, { text }) {
  const [left, below, above] = [Math.round(4.6 * text), Math.round(2.9 * text), Math.round(0.6 * text)];
  const side = Math.max(1, Math.floor(Math.min(width - left - above, height - below - above)));
  return { left: left + Math.max(0, Math.floor((width - left - above - side) / 2)), top: above, width: side, height: side };
}

/** Pixels in the area of shares of both axes. @param {Area} area @param {[number, number]} shares @returns {[number, number]} */
export const placeOf = ({ left, top, width, height }, [x, y]) => [left + x * width, top + (1 - y) * height];

/** @type {WeakMap<import("./grid.js").Grid, { of: string, canvas: OffscreenCanvas }>} */
const painted = new WeakMap();

/** @param {Picture} picture @param {Look} look @param {number} [coarsest] */
function canvasOf({ grid, frames }, look, coarsest) {
  const of = JSON.stringify([look, frames, coarsest]);
  const known = painted.get(grid);
  if (known?.of === of) return known.canvas;
  const canvas = known?.canvas ?? new OffscreenCanvas(grid.columns, grid.rows);
  canvas.getContext("2d")?.putImageData(image(grid, { ...look, coarsest }), 0, 0);
  painted.set(grid, { of, canvas });
  return canvas;
}

/** Have both pictures the same numbers on their axes, evenly spaced alike? @param {readonly Axis[]} some @param {readonly Axis[]} others */
export const comparable = (some, others) => some.every(({ path, scale }, i) => path === others[i].path && scale === others[i].scale);

/** @param {Pen} pen @param {Picture} picture @param {readonly Axis[]} axes  those that are shown @param {Area} area @param {Look} look @param {number} [coarsest] */
function drawOne(pen, picture, axes, area, look, coarsest) {
  const own = picture.request.map.axes;
  if (!comparable(own, axes)) return;
  const ends = own.map(({ low, high }, i) => [shareOf(axes[i], low), shareOf(axes[i], high)]);
  const [[left, bottom], [right, top]] = [placeOf(area, [ends[0][0], ends[1][0]]), placeOf(area, [ends[0][1], ends[1][1]])];
  pen.drawImage(canvasOf(picture, look, coarsest), left, top, right - left, bottom - top);
}

/** The coarsest pixels that are no step back from the draft under them. @param {Picture} picture */
function coarsestOf({ request, grid, before }) {
  const finer = before?.last && before.request.draft && keyOf(before.request) === keyOf(request);
  return finer ? Math.max(1, Math.floor(grid.columns / before.grid.columns)) : undefined;
}

/** @param {HTMLCanvasElement} canvas @param {Picture | null} picture @param {readonly Axis[]} axes @param {Area} area @param {Look} look */
export function drawTiles(canvas, picture, axes, area, look) {
  const pen = sheet(canvas, area);
  canvas.style.left = `${area.left}px`;
  canvas.style.top = `${area.top}px`;
  pen.imageSmoothingEnabled = false;
  const inside = { ...area, left: 0, top: 0 };
  if (picture?.before) drawOne(pen, picture.before, axes, inside, look);
  if (picture) drawOne(pen, picture, axes, inside, look, coarsestOf(picture));
}

/** @param {Pen} pen @param {() => void} trace @param {number} width @param {number} [rim]  width of the casing on both sides */
export function cased(pen, trace, width, rim = 2.5) {
  for (const [color, wide] of /** @type {[string, number][]} */ ([["rgb(255 255 255 / .85)", width + rim], ["#101316", width]])) {
    pen.strokeStyle = color;
    pen.lineWidth = wide;
    pen.beginPath();
    trace();
    pen.stroke();
  }
}

/** @param {Pen} pen @param {string} says @param {[number, number]} at */
export function outlined(pen, says, [x, y]) {
  pen.lineJoin = "round";
  pen.strokeStyle = "rgb(255 255 255 / .9)";
  pen.lineWidth = 4;
  pen.strokeText(says, x, y);
  pen.fillStyle = "#101316";
  pen.fillText(says, x, y);
}

/** @param {Pen} pen @param {Picture} picture @param {Area} area @param {Theme} theme */
export function drawLetters(pen, { grid, head, request }, area, theme) {
  const size = 1.35 * theme.text;
  setFont(pen, `600 ${size}px ${theme.font}`);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const minima = request.map.axes[0].path === "start.0" && request.map.axes[1].path === "start.1" ? placesOf(head, request.map.axes, area) : [];
  for (const [x, y] of minima) drawMinimum(pen, x, y, 0.28 * theme.text);
  for (const [kind, { i, j, side }] of spots(grid)) {
    if (kind >= SADDLES || (side * area.width) / grid.columns < 1.6 * size) continue;
    const [x, y] = placeOf(area, [(i + 0.5) / grid.columns, (j + 0.5) / grid.rows]);
    const covers = minima.some(([u, v]) => Math.abs(u - x) < size && Math.abs(v - y) < size);
    outlined(pen, letterOf(kind), [x, covers ? y - 0.95 * size : y]);
  }
}

/** Where the minima lie on a plane of starts. @param {Picture["head"]} head @param {readonly Axis[]} axes @param {Area} area @returns {[number, number][]} */
function placesOf({ minima }, axes, area) {
  return minima.flatMap((minimum) => {
    const shares = minimum?.map((value, i) => shareOf(axes[i], value)) ?? [-1, -1];
    return shares.every((share) => share >= 0 && share <= 1) ? [placeOf(area, [shares[0], shares[1]])] : [];
  });
}

/** @param {Pen} pen @param {[number, number]} shares @param {Area} area @param {Theme} theme @param {boolean} own  is it the scene's? Otherwise the pixel that is looked at */
export function drawCross(pen, shares, area, theme, own) {
  const [x, y] = placeOf(area, shares).map((at) => Math.round(at) + 0.5);
  const r = (own ? 0.55 : 0.35) * theme.text;
  const gap = 2.4 * r; // what is around the place stays visible
  pen.setLineDash(own ? [] : [3, 3]);
  pen.globalAlpha = own ? 1 : 0.85;
  cased(pen, () => {
    for (const [from, to] of [[area.left, x - gap], [x + gap, area.left + area.width]]) if (to > from) (pen.moveTo(from, y), pen.lineTo(to, y));
    for (const [from, to] of [[area.top, y - gap], [y + gap, area.top + area.height]]) if (to > from) (pen.moveTo(x, from), pen.lineTo(x, to));
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 2 * Math.PI);
  }, 1, 1.6);
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** @param {Axis} axis @param {string} name  its symbol and its name */
function titleOf(axis, name) {
  return axis.scale === "linear" ? rulerText(name, rulerOf([axis.low, axis.high])) || name : name;
}

/** @param {Pen} pen @param {readonly Axis[]} axes @param {string[]} names @param {Area} area @param {Theme} theme */
export function drawAxes(pen, axes, names, { left, top, width, height }, theme) {
  setFont(pen, `${theme.text}px ${theme.font}`);
  pen.fillStyle = pen.strokeStyle = theme.muted;
  pen.lineWidth = 1;
  pen.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
  const inside = (/** @type {[number, string]} */ [share]) => share > -1e-6 && share < 1 + 1e-6;
  pen.beginPath();
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (const [share, says] of ticksOf(axes[0], width / (5 * theme.text)).filter(inside)) {
    pen.moveTo(left + share * width, top + height);
    pen.lineTo(left + share * width, top + height + 4);
    pen.fillText(says, left + share * width, top + height + 6);
  }
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (const [share, says] of ticksOf(axes[1], height / (3.2 * theme.text)).filter(inside)) {
    pen.moveTo(left - 4, top + (1 - share) * height);
    pen.lineTo(left, top + (1 - share) * height);
    pen.fillText(says, left - 6, top + (1 - share) * height);
  }
  pen.stroke();
  pen.fillStyle = theme.ink;
  pen.textAlign = "center";
  pen.textBaseline = "bottom";
  pen.fillText(titleOf(axes[0], names[0]), left + width / 2, top + height + 2.8 * theme.text);
  pen.save();
  pen.translate(left - 3.3 * theme.text, top + height / 2);
  pen.rotate(-Math.PI / 2);
  pen.fillText(titleOf(axes[1], names[1]), 0, 0);
  pen.restore();
}
