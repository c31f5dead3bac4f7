/** What several models answer together: the mean of their answers, as a curve or as a line between two classes, and where it is unsure. */
import { linesAt } from "../view/contours.js";
import { curveOf, trace } from "./draw_model.js";
import { hasClasses } from "./look.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("./draw.js").Picture} Picture */
/** @typedef {import("../types.js").Mesh} Mesh */
/** @typedef {[number, number]} Pair */

/** Pixels of the plot between two nodes of the mesh, and the opacity of the wash where the answer is ½. */
const [APART, UNSURE] = [5, 0.5];

/** The mean of the models' answers. @param {Pick<Picture, "look" | "together">} picture @returns {(a: number, b: number) => number} */
export const meanAnswer = ({ look: { answer }, together }) => (a, b) => (answer ? together.reduce((sum, [x, y]) => sum + answer(x, y, a, b), 0) / together.length : NaN);

/**
 * The mean answers over the plot between two classes, from 0 to 1.
 *
 * @param {Picture} picture
 * @returns {Mesh | null} null if no models answer together
 */
export function meshOf(picture) {
  const { box, view, together, look } = picture;
  if (!together.length || !look.answer || !hasClasses(look)) return null;
  const [nx, ny] = [box.width, box.height].map((length) => Math.max(2, Math.round(length / APART) + 1));
  const mean = meanAnswer(picture);
  const at = (/** @type {import("../types.js").Range} */ [low, high], /** @type {number} */ i, /** @type {number} */ n) => low + (i / (n - 1)) * (high - low);
  const bands = Float32Array.from({ length: nx * ny }, (_, k) => mean(at(view.x, k % nx, nx), at(view.y, Math.floor(k / nx), ny)));
  return { nx, ny, bands, levels: [0.5], spacing: "linear" };
}

/** A wash over the plot: the darker, the less sure. @param {Pen} pen @param {Picture} picture @param {Mesh} mesh */
export function wash(pen, { box, theme }, { nx, ny, bands }) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [nx, ny];
  const own = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  own.fillStyle = theme.ink;
  own.fillRect(0, 0, nx, ny);
  const image = own.getImageData(0, 0, nx, ny);
  bands.forEach((p, k) => (image.data[4 * ((ny - 1 - Math.floor(k / nx)) * nx + (k % nx)) + 3] = 255 * UNSURE * (1 - Math.abs(2 * p - 1))));
  own.putImageData(image, 0, 0);
  const [half, across] = [box.width / (nx - 1) / 2, box.height / (ny - 1) / 2]; // a node is the middle of a pixel
  pen.drawImage(canvas, -half, -across, box.width + 2 * half, box.height + 2 * across);
}

/** Where the mean answer is ½, or its curve, in pixels. @param {Picture} picture @param {Mesh | null} mesh @returns {Pair[][]} */
export function linesOf(picture, mesh) {
  const { box, together, look } = picture;
  if (!together.length || !look.answer) return [];
  if (!mesh) return [curveOf(picture, meanAnswer(picture))];
  return linesAt(mesh, 0.5).map((line) => Array.from({ length: line.length / 2 }, (_, i) => /** @type {Pair} */ ([line[2 * i] * box.width, (1 - line[2 * i + 1]) * box.height])));
}

/** @param {Pair[][]} lines @returns {Pair[]} */
export const longest = (lines) => lines.reduce((found, line) => (line.length > found.length ? line : found), []);

/** @param {Pen} pen @param {Picture} picture @param {Pair[][]} lines */
export function drawTogether(pen, { theme }, lines) {
  pen.strokeStyle = theme.ink;
  pen.lineWidth = 1.1 * theme.path;
  pen.lineJoin = "round";
  pen.setLineDash([]);
  for (const line of lines) {
    trace(pen, line);
    pen.stroke();
  }
}
