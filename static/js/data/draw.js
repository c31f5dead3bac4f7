/** Draws the examples: training filled, validation hollow, those of the present step lit. */
import { changes, sheet } from "../view/canvas.js";
import { colorOf } from "../view/palette.js";
import { drawAxes, nameAxes } from "./draw_axes.js";
import { drawModels, drawResiduals, drawTruth, nameLines } from "./draw_model.js";
import { drawTogether, linesOf, longest, meshOf, wash } from "./draw_together.js";
import { hasClasses, placeOf } from "./look.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").Example} Example */
/** @typedef {[number, number]} Pair */
/**
 * @typedef {{
 *   box: import("../types.js").Box, view: import("../types.js").View, place: (at: Pair) => Pair, theme: import("../view/theme.js").Theme,
 *   look: import("./look.js").Look, companion: (a: number) => number, train: Example[], held: Example[], truth: Pair | null,
 *   models: { lane: number, at: Pair }[], together: Pair[], lit: { lane: number, seen: number[] }[], residual: number | null, near: number | null
 * }} Picture  box: of the plot; place: units to pixels; lit: of each lane with mini-batches, the examples of its present step;
 *   together: weights of the models that answer together; residual: the lane whose residuals are drawn; near: the example under the mouse
 * @typedef {{ left: number, top: number, size: import("../types.js").Box, picture: Picture }} Place  of the plot on its canvas, which has that size
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

/** Clips to the plot; the pen's origin is its left top corner from here on. @param {Pen} pen @param {Place} at */
function enter(pen, { left, top, picture: { box } }) {
  pen.translate(left, top);
  pen.beginPath();
  pen.rect(0, 0, box.width, box.height);
  pen.clip();
}

/**
 * A part of the panel that is copied for as long as nothing changes that it is drawn from.
 *
 * @returns {(pen: Pen, at: Place, sources: unknown[], draw: (pen: Pen) => void) => void}
 */
function createPart() {
  const canvas = document.createElement("canvas");
  const changed = changes();
  return (pen, { left, top, size, picture: { view, theme, look } }, sources, draw) => {
    if (changed([left, top, size.width, size.height, ...view.x, ...view.y, theme, look, ...sources])) draw(sheet(canvas, size));
    pen.drawImage(canvas, 0, 0, size.width, size.height);
  };
}

/**
 * Under a dragging hand axes, validation examples and the other training examples stay: they are copied.
 *
 * @returns {(pen: Pen, at: Place) => void}
 */
export function createDrawing() {
  const [axes, checks, others] = [createPart(), createPart(), createPart()];
  return (pen, at) => {
    const { train, held, theme, lit, near } = at.picture;
    if (!train.length && !held.length) return; // they are on their way
    const inside = (/** @type {Pen} */ own, /** @type {() => void} */ draw) => {
      own.save();
      enter(own, at);
      draw();
      own.restore();
    };
    axes(pen, at, [], (own) => (own.translate(at.left, at.top), drawAxes(own, at.picture)));
    const mesh = meshOf(at.picture);
    const lines = linesOf(at.picture, mesh);
    inside(pen, () => (mesh && wash(pen, at.picture, mesh), drawTruth(pen, at.picture)));
    checks(pen, at, held, (own) => inside(own, () => drawHeld(own, at.picture)));
    inside(pen, () => (drawResiduals(pen, at.picture), drawModels(pen, at.picture), drawTogether(pen, at.picture, lines)));
    const r = FILLED * theme.em * (train.length > MANY ? 0.6 : 1);
    const still = train.map((each, index) => (index === near ? null : each));
    const seen = lit.flatMap(({ lane, seen }) => [lane, seen.join()]);
    others(pen, at, [...still, ...seen], (own) => inside(own, () => still.forEach((each, index) => each && drawOne(own, at.picture, each, index, r))));
    inside(pen, () => {
      if (near !== null && train[near]) drawOne(pen, at.picture, train[near], near, r);
      nameLines(pen, at.picture, longest(lines));
      nameAxes(pen, at.picture);
    });
  };
}
