/** The iterates of a lane on a profile: those passed and the one at the marker. */
import { BALL } from "../view/looks.js";
import { colorOf } from "../view/palette.js";
import { dotsApart, drawRing } from "./overlay.js";
import { drawMarker } from "./symbols.js";

/** Whether the stop after `last` is drawn and one step away: then it shows where the model of f at the marker leads. @param {ArrayLike<number>} iterates @param {ArrayLike<number>} stops @param {number} last */
export const isNext = (iterates, stops, last) => stops[last + 1] === stops[last] + 1 && Number.isFinite(iterates[2 * last + 2] + iterates[2 * last + 3]);

/** @typedef {{ last: number, under: number }} Spots  stop at the marker; stop under the mouse, -1 if there is none */

/** @param {CanvasRenderingContext2D} pen @param {Pick<import("./profile.js").Ground, "place" | "theme">} ground @param {import("../types.js").LaneFrame} its @param {number} lane @param {Spots} spots */
export function drawIterates(pen, { place, theme }, its, lane, { last, under }) {
  const { iterates } = its.arrays;
  const pixels = new Float32Array(iterates.length);
  for (let i = 0; i < iterates.length; i += 2) pixels.set(place(iterates[i], iterates[i + 1]), i);
  const link = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ alpha) => {
    pen.beginPath();
    for (let i = from; i <= to; i++) if (Math.abs(pixels[2 * i]) < 1e4 && Math.abs(pixels[2 * i + 1]) < 1e4) pen.lineTo(pixels[2 * i], pixels[2 * i + 1]);
    pen.globalAlpha = alpha;
    pen.stroke();
    pen.globalAlpha = 1;
  };
  pen.strokeStyle = colorOf(lane, theme.dark);
  pen.lineWidth = Math.max(1, 0.35 * theme.path);
  link(last, iterates.length / 2 - 1, 0.15);
  link(0, last, 0.4);
  for (const [x, y] of dotsApart(pixels, last, 2.4 * theme.path)) drawMarker(pen, lane, { x, y, r: 0.95 * theme.path, rim: 0.5 }, theme);
  const [x, y] = [pixels[2 * last], pixels[2 * last + 1]];
  if (Number.isFinite(x + y)) drawMarker(pen, lane, { x, y, r: BALL * theme.em, rim: 0.07 * theme.em, white: 0.1 * theme.em }, theme);
  if (Number.isFinite(pixels[2 * under])) drawRing(pen, [pixels[2 * under], pixels[2 * under + 1]], theme);
}
