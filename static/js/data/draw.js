/** Draws the examples: training filled, validation hollow, those of the present step lit. */
import { colorOf } from "../view/palette.js";
import { drawAxes, nameAxes } from "./draw_axes.js";
import { drawModels, drawResiduals, drawTruth, nameLines } from "./draw_model.js";
import { hasClasses, placeOf } from "./look.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").Example} Example */
/** @typedef {[number, number]} Pair */
/**
 * @typedef {{
 *   box: import("../types.js").Box, view: import("../types.js").View, place: (at: Pair) => Pair, theme: import("../view/theme.js").Theme,
 *   look: import("./look.js").Look, companion: (a: number) => number, train: Example[], held: Example[], truth: Pair | null,
 *   models: { lane: number, at: Pair }[], lit: { lane: number, seen: number[] }[], residual: number | null, near: number | null
 * }} Picture  box: of the plot; place: units to pixels; lit: of each lane with mini-batches, the examples of its present step;
 *   residual: the lane whose residuals are drawn; near: the example under the mouse
 */

/** Radius of an example and of a validation example, in em. */
const [FILLED, HOLLOW] = [0.34, 0.26];
/** More examples than this are drawn smaller. */
const MANY = 80;
/** Opacity of an example that no lane's present step sees. */
const UNSEEN = 0.35;

/** The tones of the two classes; both differ from the ground and from each other. @param {Picture["theme"]} theme */
const tones = ({ dark, ink }) => [ink, dark ? "#8792a0" : "#79848f"];

/** A disk, or a square for the second of two classes. @param {Pen} pen @param {Pair} at @param {number} r @param {boolean} square */
export function shape(pen, [x, y], r, square) {
  pen.beginPath();
  if (square) pen.rect(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r);
  else pen.arc(x, y, r, 0, 2 * Math.PI);
}

/** @param {Picture} picture @param {Example} example */
const isSquare = ({ look }, [, , t]) => hasClasses(look) && t >= 0.5;

/** @param {Pen} pen @param {Picture} picture */
function drawHeld(pen, picture) {
  const { held, place, theme, look } = picture;
  pen.strokeStyle = theme.muted;
  pen.lineWidth = Math.max(1, 0.09 * theme.em);
  pen.globalAlpha = 0.75;
  for (const each of held) {
    shape(pen, place(placeOf(look, each)), HOLLOW * theme.em, isSquare(picture, each));
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/** Do several lanes see the same? Then one ring stands for all. @param {Picture["lit"]} lit */
const alike = (lit) => lit.length > 1 && lit.every(({ seen }) => seen.join() === lit[0].seen.join());

/** @param {Pen} pen @param {Picture} picture @param {Example} each @param {number} index @param {number} r */
function drawOne(pen, picture, each, index, r) {
  const { place, theme, look, lit, near } = picture;
  const at = place(placeOf(look, each));
  const square = isSquare(picture, each);
  const seeing = lit.filter(({ seen }) => seen.includes(index));
  const rings = alike(lit) ? seeing.slice(0, 1).map(() => theme.ink) : seeing.map(({ lane }) => colorOf(lane, theme.dark));
  rings.forEach((color, ring) => {
    shape(pen, at, r + (0.22 + 0.2 * ring) * theme.em, square);
    pen.strokeStyle = color;
    pen.lineWidth = 0.17 * theme.em;
    pen.stroke();
  });
  pen.globalAlpha = lit.length && !seeing.length ? UNSEEN : 1;
  shape(pen, at, r, square);
  pen.fillStyle = tones(theme)[Number(square)];
  pen.fill();
  pen.strokeStyle = theme.ground;
  pen.lineWidth = 0.06 * theme.em;
  pen.stroke();
  pen.globalAlpha = 1;
  if (near !== index) return;
  shape(pen, at, r + 0.22 * theme.em, false);
  pen.strokeStyle = theme.ink;
  pen.lineWidth = 1.5;
  pen.stroke();
}

/** @param {Pen} pen  its origin is the left top corner of the plot @param {Picture} picture */
export function drawData(pen, picture) {
  const { box, train, held, theme } = picture;
  if (!train.length && !held.length) return; // they are on their way
  drawAxes(pen, picture);
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, box.width, box.height);
  pen.clip();
  drawTruth(pen, picture);
  drawHeld(pen, picture);
  drawResiduals(pen, picture);
  drawModels(pen, picture);
  const r = FILLED * theme.em * (train.length > MANY ? 0.6 : 1);
  train.forEach((each, index) => drawOne(pen, picture, each, index, r));
  nameLines(pen, picture);
  nameAxes(pen, picture);
  pen.restore();
}
