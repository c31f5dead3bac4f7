/** The loss over the steps, small, under the picture of a phone. */
import { gapColor, grounds, looks } from "../view/looks.js";
import { lossRange } from "./ink.js";
import { short } from "./reading.js";

/** Pixels of the page around the curves: left for the powers of ten, the others for lines and markers. */
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 10, 8, 8];

/** @typedef {import("./frames.js").Paths} Paths */
/** @typedef {{ step: number, steps: number, until: number | null, only: number | null, mine: number | null, truth: number | null }} Shown  mine, truth: steps */

const SUPERSCRIPT = /** @type {Record<string, string>} */ ({ "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" });
/** @param {number} power */
const tenTo = (power) => `10${[...String(power)].map((digit) => SUPERSCRIPT[digit]).join("")}`;

/** @param {HTMLCanvasElement} canvas */
function sheet(canvas) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const density = devicePixelRatio || 1;
  [canvas.width, canvas.height] = [width * density, height * density].map(Math.round);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(density, 0, 0, density, 0, 0);
  return { pen, width, height };
}

/** The whole powers of ten in a range: the first, the last; the ends of a range of losses that are no powers. @param {Paths | null} paths @returns {number[]} */
function marks(paths) {
  const [low, high] = paths ? lossRange(paths) : [0, 0];
  if (!paths?.log) return paths ? [low, high] : [];
  return [...new Set([Math.ceil(low), Math.floor(high)])].filter((power) => power >= low && power <= high);
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {[number, number]} range @param {{ color: string, width: number, dash?: number[] }} line */
function upright(pen, x, [top, bottom], { color, width, dash = [] }) {
  pen.setLineDash(dash);
  [pen.strokeStyle, pen.lineWidth] = [color, width];
  pen.beginPath();
  pen.moveTo(x, top);
  pen.lineTo(x, bottom);
  pen.stroke();
  pen.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} pen @param {import("./frames.js").Lane} lane @param {number} index @param {boolean} dark @param {(step: number, power: number) => [number, number]} place */
function curve(pen, lane, index, dark, place) {
  const look = looks[(lane.pen ?? index) % looks.length];
  const color = look[dark ? "dark" : "light"];
  pen.beginPath();
  for (let i = 0; i < lane.rows; i++) if (Number.isFinite(lane.loss[i])) pen.lineTo(...place(lane.at[i], lane.loss[i]));
  pen.lineWidth = 2.2;
  [pen.lineJoin, pen.lineCap] = ["round", "butt"];
  if (look.dash.length) {
    pen.strokeStyle = gapColor(color, dark);
    pen.stroke();
  }
  pen.setLineDash(look.dash.map((part) => 2.2 * part));
  pen.strokeStyle = color;
  pen.stroke();
  pen.setLineDash([]);
}

/** @param {HTMLCanvasElement} canvas @param {Paths | null} paths @param {Shown} shown */
export function drawChart(canvas, paths, { step, steps, until, only, mine, truth }) {
  const { pen, width, height } = sheet(canvas);
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const colors = grounds[dark ? "dark" : "light"];
  const [right, bottom] = [width - RIGHT, height - BOTTOM];
  const [lowest, high] = paths ? lossRange(paths) : [-1, 1];
  const low = lowest < high ? lowest : high - 1;
  const place = (/** @type {number} */ k, /** @type {number} */ power) =>
    /** @type {[number, number]} */ ([LEFT + (k / steps) * (right - LEFT), bottom - ((Math.max(low, power) - low) / (high - low)) * (bottom - TOP)]);
  pen.font = `12px ${getComputedStyle(canvas).fontFamily}`;
  [pen.textAlign, pen.textBaseline] = ["right", "middle"];
  for (const power of marks(paths)) {
    const [, y] = place(0, power);
    pen.fillStyle = colors.grid;
    pen.fillRect(LEFT, y, right - LEFT, 1);
    pen.fillStyle = colors.muted;
    pen.fillText(paths?.log ? tenTo(power) : short(Number(power.toPrecision(2))), LEFT - 6, Math.min(bottom - 2, Math.max(TOP + 4, y)));
  }
  if (until !== null && until < steps) {
    const [from] = place(until, low);
    pen.fillStyle = colors.grid;
    pen.fillRect(from, TOP, right - from, bottom - TOP);
  }
  paths?.lanes.forEach((lane, i) => (only === null || i === only) && curve(pen, lane, i, dark, place));
  const at = (/** @type {number} */ k) => place(Math.min(k, steps), low)[0];
  upright(pen, at(step), [TOP, bottom], { color: colors.ink, width: 1.5 });
  if (mine !== null) upright(pen, at(mine), [0, height], { color: colors.held, width: 3, dash: [5, 3] });
  if (truth !== null) upright(pen, at(truth), [0, height], { color: colors.ink, width: 4 });
}
