/** The class draws the map: the starts of all students run to their ends, in the colours of where they end, and the true map sweeps in under them. */
import { hues } from "../view/looks.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("./ink.js").Theme} Theme */
/** @typedef {import("./frames.js").End} End */
/** @typedef {import("./frames.js").Starts} Starts */
/** @typedef {import("./frames.js").Basins} Basins */
/** @typedef {[number, number, number]} Color */

/** Milliseconds of the run, and of the map that comes after it. */
export const RUN = 4000;
export const SWEEP = 2500;
/** Rows of the tail behind a start on its way. */
const TAIL = 3;

/** @param {string} hex @returns {Color} */
const channels = (hex) => /** @type {Color} */ ([1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
/** @param {Color} a @param {Color} b @param {number} share @returns {Color} */
const mix = (a, b, share) => /** @type {Color} */ (a.map((from, i) => Math.round(from + (b[i] - from) * share)));
/** @param {Color} color */
export const rgb = (color) => `rgb(${color.join(" ")})`;

/** The colour of an end, as a map has it (map/colors.js): a hue for each minimum, sand for a saddle; two greys for the others. @param {readonly End[]} ends @param {number} index @param {boolean} dark @returns {Color} */
export function endColor(ends, index, dark) {
  const end = ends[index];
  if (end?.kind === "saddle") return dark ? [118, 108, 84] : [240, 230, 196];
  if (!end || end.kind === "elsewhere") return dark ? [150, 158, 166] : [128, 134, 140];
  if (end.kind === "diverged") return dark ? [206, 211, 216] : [46, 51, 57];
  const nth = ends.slice(0, index).filter(({ kind }) => kind === "minimum").length;
  const hue = channels(hues[nth % hues.length][dark ? "dark" : "light"]);
  const round = Math.floor(nth / hues.length) % 3;
  return round ? mix(hue, round === 1 ? [8, 10, 14] : [255, 255, 255], 0.32) : hue;
}

/** Where a path is at a share of the run: rows are evenly spread in time, whatever their steps. @param {{ rows: number, x: Float64Array, y: Float64Array }} path @param {number} longest  rows of the longest path @param {number} share */
function along({ rows, x, y }, longest, share) {
  const at = Math.min(rows - 1, share * (longest - 1));
  const row = Math.min(rows - 2, Math.floor(at));
  const part = row < 0 ? 0 : at - row;
  const from = Math.max(0, row);
  return { from, x: x[from] + part * ((x[from + 1] ?? x[from]) - x[from]), y: y[from] + part * ((y[from + 1] ?? y[from]) - y[from]) };
}

/** @param {Pen} pen @param {Starts} starts @param {(x: number, y: number) => [number, number]} place @param {Theme} theme @param {{ share: number, sweep: number }} ran */
export function drawStarts(pen, { ends, paths }, place, theme, { share, sweep }) {
  const longest = Math.max(2, ...paths.map(({ rows }) => rows));
  const radius = Math.max(2.5, Math.min(0.3 * theme.em, (5 * theme.em) / Math.sqrt(paths.length)));
  pen.setLineDash([]);
  pen.lineJoin = "round";
  pen.lineCap = "butt";
  pen.lineWidth = Math.max(1, 0.06 * theme.em);
  for (const path of paths) {
    const now = along(path, longest, share);
    pen.strokeStyle = rgb(endColor(ends, path.end, theme.dark));
    // All of the way is a breath, the last rows a tail: three hundred whole paths would be a thicket.
    for (const [from, alpha] of [[0, 0.16], [Math.max(0, now.from - TAIL), share < 1 ? 0.6 : 0]]) {
      pen.globalAlpha = alpha * (1 - 0.8 * sweep);
      pen.beginPath();
      for (let i = from; i <= now.from; i++) pen.lineTo(...place(path.x[i], path.y[i]));
      pen.lineTo(...place(now.x, now.y));
      pen.stroke();
    }
  }
  pen.globalAlpha = 1;
  for (const path of paths) {
    const now = along(path, longest, share);
    if (sweep > 0 && path.rows) drawDot(pen, place(path.x[0], path.y[0]), radius * 0.8, rgb(endColor(ends, path.end, theme.dark)), theme.casing, Math.min(1, 2 * sweep));
    drawDot(pen, place(now.x, now.y), radius, rgb(endColor(ends, path.end, theme.dark)), theme.ground, 1 - sweep);
  }
  pen.globalAlpha = 1;
}

/** @param {Pen} pen @param {[number, number]} at @param {number} radius @param {string} fill @param {string} rim @param {number} alpha */
function drawDot(pen, [x, y], radius, fill, rim, alpha) {
  if (!(alpha > 0) || Math.abs(x) > 1e4 || Math.abs(y) > 1e4) return;
  pen.globalAlpha = alpha;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = rim;
  pen.lineWidth = Math.max(1, 0.25 * radius);
  pen.stroke();
}

/** @type {WeakMap<Basins, { dark: boolean, canvas: OffscreenCanvas }>} */
const painted = new WeakMap();

/** @param {Basins} basins @param {boolean} dark */
function painting(basins, dark) {
  const known = painted.get(basins);
  if (known?.dark === dark) return known.canvas;
  const { n, ends, values } = basins;
  const image = new ImageData(n, n);
  const colors = ends.map((_, i) => endColor(ends, i, dark));
  values.forEach((end, i) => {
    const at = 4 * ((n - 1 - Math.floor(i / n)) * n + (i % n));
    image.data.set(colors[end] ?? [0, 0, 0], at);
    image.data[at + 3] = colors[end] ? 150 : 0; // the contour lines stay visible
  });
  const canvas = new OffscreenCanvas(n, n);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  painted.set(basins, { dark, canvas });
  return canvas;
}

/** The map, as far as it has come in from the left. @param {Pen} pen @param {Basins} basins @param {{ left: number, top: number, width: number, height: number }} box @param {Theme} theme @param {number} share */
export function drawSweep(pen, basins, { left, top, width, height }, theme, share) {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width * share, height);
  pen.clip();
  pen.imageSmoothingEnabled = false;
  pen.drawImage(painting(basins, theme.dark), left, top, width, height);
  pen.restore();
  if (share >= 1) return;
  pen.fillStyle = theme.ink;
  pen.fillRect(left + width * share, top, Math.max(2, 0.1 * theme.em), height);
}

/**
 * How far the starts have run at a moment.
 *
 * @param {number} since  milliseconds since the run began
 * @param {number | null} map  milliseconds since the map was there; null without one
 * @returns {{ share: number, sweep: number }}
 */
export const ranAt = (since, map) => ({
  share: Math.min(1, since / RUN),
  sweep: map === null ? 0 : Math.max(0, Math.min(1, Math.min(map, since - RUN) / SWEEP)),
});
