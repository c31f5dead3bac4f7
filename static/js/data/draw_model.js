/** What the models answer: a curve over the first input, or the line between two classes with those of .1 and .9 beside it. */
import { t, word } from "../text/language.js";
import { colorOf, dashOf } from "../view/palette.js";
import { setFont } from "../view/canvas.js";
import { write } from "./draw_axes.js";
import { hasClasses, placeOf } from "./look.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("./draw.js").Picture} Picture */
/** @typedef {[number, number]} Pair */

/** Points of a curve. */
const POINTS = 96;
/** Between two classes: where the answer is .5, and where it is .1 and .9. */
const [SURE, FAINT] = [Math.log(9), 0.4];
/** With more models, the lines of .1 and .9 would be a tangle. */
const FEW = 2;

/** @param {Pen} pen @param {Pair[]} points */
export function trace(pen, points) {
  pen.beginPath();
  points.forEach((point, i) => (i ? pen.lineTo(...point) : pen.moveTo(...point)));
}

/** The curve of answers, in pixels. @param {Picture} picture @param {(a: number, b: number) => number} answer @returns {Pair[]} */
export function curveOf({ view, place, companion }, answer) {
  const [from, to] = view.x;
  return Array.from({ length: POINTS + 1 }, (_, i) => {
    const a = from + ((to - from) * i) / POINTS;
    const [u, v] = place([a, answer(a, companion(a))]);
    return /** @type {Pair} */ ([u, Math.max(-1e4, Math.min(1e4, v))]);
  });
}

/** The model's curve, in pixels. @param {Picture} picture @param {Pair} weights */
const curve = (picture, [x, y]) => curveOf(picture, (a, b) => picture.look.answer?.(x, y, a, b) ?? NaN);

/**
 * The ends, in pixels, of the line on which x a + y b has a value, far outside of the view.
 *
 * @param {Picture} picture
 * @param {Pair} weights
 * @param {number} value
 * @returns {Pair[]} empty if all weights are zero
 */
export function border({ view, place }, [x, y], value) {
  const size = Math.hypot(x, y);
  if (!(size > 1e-9)) return [];
  const [a, b] = [(value * x) / size ** 2, (value * y) / size ** 2];
  const reach = 2 * Math.hypot(...[view.x, view.y].flat()) + Math.hypot(a, b);
  return [-reach, reach].map((far) => place([a - (far * y) / size, b + (far * x) / size]));
}

/** @param {Pen} pen @param {Picture} picture */
export function drawTruth(pen, picture) {
  const { truth, theme, look, together } = picture;
  if (!truth || !look.answer || together.length) return; // one more line would hide where the models disagree
  pen.save();
  pen.globalAlpha = 0.28;
  pen.strokeStyle = theme.ink;
  pen.lineWidth = 2.6 * theme.path;
  pen.setLineDash([]);
  const points = hasClasses(look) ? border(picture, truth, 0) : curve(picture, truth);
  trace(pen, points);
  pen.stroke();
  pen.restore();
}

/** @param {Pen} pen @param {Picture} picture @param {{ lane: number, at: Pair }} model */
function drawModel(pen, picture, { lane, at }) {
  const { theme, look } = picture;
  pen.strokeStyle = colorOf(lane, theme.dark);
  pen.lineJoin = "round";
  const stroke = (/** @type {Pair[]} */ points, /** @type {number} */ width, /** @type {number} */ alpha) => {
    pen.globalAlpha = alpha;
    pen.lineWidth = width;
    pen.setLineDash(dashOf(lane, width));
    trace(pen, points);
    pen.stroke();
  };
  if (!hasClasses(look)) stroke(curve(picture, at), 0.9 * theme.path, 1);
  else {
    if (picture.models.length <= FEW) for (const value of [-SURE, SURE]) stroke(border(picture, at, value), 0.4 * theme.path, FAINT);
    stroke(border(picture, at, 0), (picture.together.length ? 0.6 : 0.9) * theme.path, 1);
  }
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

/** @param {Pen} pen @param {Picture} picture */
export function drawModels(pen, picture) {
  if (picture.look.answer) for (const model of picture.models) drawModel(pen, picture, model);
}

/** From each example to the model's own answer for it; of two classes, a disk as large as the answer is wrong. @param {Pen} pen @param {Picture} picture */
export function drawResiduals(pen, picture) {
  const { residual, models, train, look, place, theme } = picture;
  const model = models.find(({ lane }) => lane === residual);
  if (!model || !look.answer) return;
  pen.strokeStyle = pen.fillStyle = colorOf(model.lane, theme.dark);
  pen.lineWidth = Math.max(1.5, 0.45 * theme.path);
  for (const [a, b, target] of train) {
    const answer = look.answer(...model.at, a, b);
    const [x, y] = place(placeOf(look, [a, b, target]));
    if (hasClasses(look)) disk(pen, [x, y], 1.5 * theme.em * Math.sqrt(Math.abs(answer - target)));
    else stem(pen, [x, y], place([a, answer])[1], 0.3 * theme.em);
  }
}

/** @param {Pen} pen @param {Pair} at @param {number} r */
function disk(pen, [x, y], r) {
  pen.globalAlpha = 0.3;
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.fill();
  pen.globalAlpha = 1;
}

/** @param {Pen} pen @param {Pair} at @param {number} to @param {number} wide */
function stem(pen, [x, y], to, wide) {
  trace(pen, [[x, y], [x, to]]);
  pen.stroke();
  trace(pen, [[x - wide, to], [x + wide, to]]);
  pen.stroke();
}

/** Says what the pale line is, and where the line between two classes lies, once; of models that answer together, only what their mean is. @param {Pen} pen @param {Picture} picture @param {Pair[]} mean */
export function nameLines(pen, picture, mean) {
  const { truth, models, look, box, theme } = picture;
  setFont(pen, `600 ${theme.text}px ${theme.font}`);
  pen.textBaseline = "middle";
  const along = (/** @type {Pair} */ weights, /** @type {number} */ value) => (hasClasses(look) ? border(picture, weights, value) : curve(picture, weights));
  /** @type {Pair[]} */
  const taken = [];
  const put = (/** @type {Pair[]} */ points, /** @type {string} */ says, /** @type {number} */ share) => {
    const found = [share, 1 - share, 0.75, 0.25, 0.6, 0.4].flatMap((each) => [spot(points, box, each)].filter((at) => at !== null));
    const wide = pen.measureText(says).width;
    const isApart = (/** @type {Pair} */ [x, y]) => taken.every(([u, v]) => Math.abs(v - y) > 1.4 * theme.text || Math.abs(u - x) > wide + 1.4 * theme.text);
    const at = found.find((each) => isFree(each, picture) && isApart(each)) ?? found.find(isApart) ?? found[0];
    if (!at) return;
    taken.push(at);
    pen.textAlign = "left";
    write(pen, says, Math.min(Math.max(2, at[0] + 0.5 * theme.em), box.width - wide - 4), Math.min(box.height - theme.text, Math.max(theme.text, at[1])), theme);
  };
  pen.fillStyle = theme.ink;
  if (picture.together.length) return put(mean, t("mean answer"), 0.88); // the truth has no line now either
  pen.fillStyle = theme.muted;
  if (truth && look.answer) put(along(truth, 0), t(word("truth")), 0.12);
  const first = models[0];
  if (!first || !hasClasses(look)) return;
  pen.fillStyle = theme.ink;
  const named = /** @type {[number, string][]} */ ([[0, "p = ½"], [SURE, "p = .9"], [-SURE, "p = .1"]]).slice(0, models.length > 1 ? 1 : 3);
  for (const [value, says] of named) put(border(picture, first.at, value), says, 0.88);
}

/** Is a place neither under the panel's name, at the top left, nor under the buttons, at the bottom right? @param {Pair} at @param {Picture} picture */
const isFree = ([x, y], { box, theme }) => (y > 4 * theme.em || x > 0.7 * box.width) && (y < box.height - 4.5 * theme.em || x < box.width - 9 * theme.em);

/** The place on a line at a share of that part of it which is inside the plot. @param {Pair[]} points @param {import("../types.js").Box} box @param {number} share @returns {Pair | null} */
export function spot(points, { width, height }, share) {
  if (points.length < 2) return null;
  const fine = points.length > 2 ? points : Array.from({ length: 801 }, (_, i) => /** @type {Pair} */ ([0, 1].map((axis) => points[0][axis] + ((points[1][axis] - points[0][axis]) * i) / 800)));
  const inside = fine.filter(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height);
  return inside[Math.round(share * (inside.length - 1))] ?? null;
}
