/** The marks of places: saddle points, minima ×, and on surfaces made of examples the lowest validation loss + and the weights behind them ★. */
import { GREEN, isNear, pathOf } from "../view/looks.js";
import { areLowest, drawMinimum, drawSaddle } from "./symbols.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("./overlay.js").Picture} Picture */
/** @typedef {import("./overlay.js").Point} Point */
/** @typedef {{ at: Point, draw: (pen: Pen, share: number) => void }} Place  share: of its size */

/** More saddles than this are drawn small, because large ones would hide the surface. */
const MANY = 9;

/** Radius of the signs of examples, in em. */
const SIGN = 0.62;

/** A star with five points and radius 1. */
const STAR = `M${Array.from({ length: 10 }, (_, i) => {
  const [r, angle] = [i % 2 ? 0.42 : 1, (Math.PI * (i - 2.5)) / 5];
  return `${(r * Math.cos(angle)).toFixed(3)} ${(r * Math.sin(angle)).toFixed(3)}`;
}).join("L")}Z`;

/** @param {Pen} pen @param {Point} at @param {number} r */
function drawStar(pen, [x, y], r) {
  pen.save();
  pen.translate(x, y);
  pen.scale(r, r);
  pen.setLineDash([]);
  pen.lineJoin = "round";
  pen.strokeStyle = "#1a1a1a";
  pen.lineWidth = 0.36;
  pen.stroke(pathOf(STAR));
  pen.fillStyle = GREEN;
  pen.fill(pathOf(STAR));
  pen.restore();
}

/** @param {Pen} pen @param {Point} at @param {number} r @param {import("../view/theme.js").Theme} theme */
function drawPlus(pen, [x, y], r, theme) {
  pen.setLineDash([]);
  pen.lineCap = "butt";
  for (const [color, width, reach] of /** @type {[string, number, number][]} */ ([[theme.ground, 0.8, 1.16], [theme.held, 0.44, 1]])) {
    pen.strokeStyle = color;
    pen.lineWidth = width * r;
    pen.beginPath();
    pen.moveTo(x - reach * r, y);
    pen.lineTo(x + reach * r, y);
    pen.moveTo(x, y - reach * r);
    pen.lineTo(x, y + reach * r);
    pen.stroke();
  }
}

/** The lowest minima are larger and lie on top of the others. @param {Picture} picture @returns {Place[]} */
function minimaOf({ facts: { minima, depths }, theme, place }) {
  const lowest = areLowest(depths ?? minima.map(() => 0));
  const places = minima.map((each, i) => ({ at: place(each), low: lowest[i] })).sort((one, other) => Number(one.low) - Number(other.low));
  return places.map(({ at, low }) => ({ at, draw: (pen, share) => drawMinimum(pen, ...at, share * (low ? 0.55 : 0.33) * theme.em, low ? 1 : 0.7) }));
}

/** @param {Picture} picture @returns {Place[]} */
function saddlesOf({ facts: { saddles }, theme, place }) {
  const size = (saddles.length > MANY ? 0.2 : 0.34) * theme.em;
  return saddles.map(place).map((at) => ({ at, draw: (pen, share) => drawSaddle(pen, ...at, share * size) }));
}

/** The star of the weights behind the examples, large and under ×, which often lies on it. @param {Picture} picture @returns {Place[]} */
function truthOf({ facts, theme, place }) {
  const at = facts.data?.truth;
  return at ? [{ at: place(at), draw: (pen, share) => drawStar(pen, place(at), share * SIGN * theme.em) }] : [];
}

/** The lowest validation loss, and on a panel of all lanes the minima of lanes with their own ground, small. @param {Picture[]} pictures @returns {Place[]} */
function ofExamples(pictures) {
  const [{ facts, theme, place }] = pictures;
  const lowest = facts.data?.held_minimum;
  const pluses = lowest ? [place(lowest)] : [];
  const others = pictures.length < 2 || facts.covered ? [] : pictures.flatMap(({ frame, lane }) => frame.lanes[lane].surface?.minima ?? []).map(place);
  return [
    ...pluses.map((at) => ({ at, draw: (/** @type {Pen} */ pen, /** @type {number} */ share) => drawPlus(pen, at, share * SIGN * theme.em, theme) })),
    ...others.map((at) => ({ at, draw: (/** @type {Pen} */ pen, /** @type {number} */ share) => drawMinimum(pen, ...at, share * 0.36 * theme.em, 0.8) })),
  ];
}

/** The marks of the panel's surface, the top one last. @param {Picture[]} pictures  of one panel @returns {Place[]} */
export const placesOf = (pictures) => [saddlesOf, truthOf, minimaOf].flatMap((each) => each(pictures[0])).concat(ofExamples(pictures)).filter(({ at }) => isNear(at));
