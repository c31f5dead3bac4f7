/** Draws the step that starts at the marker. Arrows show the gradient's part, the part of the optimizer's state, and the move; an ellipse shows the curvature. */

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {[number, number]} Point */
import { counted } from "../text/numbers.js";
import { setFont } from "../view/canvas.js";
import { toPixels } from "./place.js";
import { stepAt } from "./readout.js";

/** @typedef {import("../types.js").LaneStep} LaneStep */
/** @typedef {import("../view/theme.js").Theme} Theme */
/** @typedef {(at: Point) => Point} Place  units to pixels */
/** @typedef {{ width: number, dash: number[], head: number }} Look  in multiples of the font size */

/** A move shorter than this many pixels is enlarged by a power of ten. */
const SHORTEST = 14;
/** Longest arrow in pixels. It is longer than any panel, so only the direction can be seen. */
const LONGEST = 4000;
/** Longer half axis of the ellipse as a share of the panel's shorter side. Then the smallest ratio of the two half axes. */
const [REACH, THINNEST] = [0.3, 1 / 60];

/** @type {Record<"slope" | "coast" | "move", Look>} */
const LOOKS = {
  slope: { width: 0.09, dash: [], head: 0.5 },
  coast: { width: 0.12, dash: [0.4, 0.28], head: 0.5 },
  move: { width: 0.24, dash: [], head: 0.75 },
};

/** @param {Point} from @param {Point} to @returns {Point} */
const between = (from, to) => [to[0] - from[0], to[1] - from[1]];

/**
 * The factor by which all arrows of a step are enlarged.
 *
 * @param {number} length  of the move in pixels
 * @returns {number} 1, or a power of ten
 */
export function enlarged(length) {
  if (!(length > 0) || length >= SHORTEST) return 1;
  return 10 ** Math.ceil(Math.log10(SHORTEST / length));
}

/**
 * @param {LaneStep} step
 * @param {Place} place
 * @returns {{ from: Point, factor: number, arrows: { kind: keyof typeof LOOKS, by: Point }[] }} in pixels, without arrows shorter than one pixel
 */
export function arrowsOf(step, place) {
  const start = /** @type {Point} */ ([step.x, step.y]);
  const from = place(start);
  const pixels = (/** @type {Point} */ [x, y]) => between(from, place([start[0] + x, start[1] + y]));
  const slope = /** @type {Point} */ (step.g.map((g, i) => -step.lr * step.lr_scale[i] * g));
  const move = pixels(step.move);
  const factor = enlarged(Math.hypot(...move));
  const all = /** @type {const} */ ([["slope", pixels(slope)], ["coast", pixels(step.coast)], ["move", move]]);
  const arrows = all.map(([kind, by]) => ({ kind, by: limited(by, factor) }));
  return { from, factor, arrows: arrows.filter(({ by }) => Math.hypot(...by) >= 1) };
}

/** @param {Point} by @param {number} factor @returns {Point} */
function limited([x, y], factor) {
  const length = Math.hypot(x, y) * factor;
  const shrunk = length > LONGEST ? (factor * LONGEST) / length : factor;
  return [x * shrunk, y * shrunk];
}

/** Strokes a line twice: first a wider casing, so that it can be seen on any background. @param {Pen} pen @param {Theme} theme @param {number} width @param {() => void} path */
function stroked(pen, theme, width, path) {
  for (const [color, wide] of /** @type {[string, number][]} */ ([[theme.ground, width + 3], [theme.ink, width]])) {
    pen.strokeStyle = color;
    pen.lineWidth = wide;
    pen.beginPath();
    path();
    pen.stroke();
  }
}

/** @param {Pen} pen @param {Theme} theme @param {Point} from @param {Point} by @param {Look} look */
function drawArrow(pen, theme, [x, y], [dx, dy], { width, dash, head }) {
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  const size = Math.min(head * theme.em, 0.6 * length);
  const side = 0.42 * size;
  const [tipX, tipY, neckX, neckY] = [x + dx, y + dy, x + dx - size * ux, y + dy - size * uy];
  pen.setLineDash(dash.map((part) => part * theme.em));
  stroked(pen, theme, width * theme.em, () => (pen.moveTo(x, y), pen.lineTo(neckX, neckY)));
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(tipX, tipY);
  pen.lineTo(neckX - side * uy, neckY + side * ux);
  pen.lineTo(neckX + side * uy, neckY - side * ux);
  pen.closePath();
  pen.strokeStyle = theme.ground;
  pen.lineWidth = 2;
  pen.stroke();
  pen.fillStyle = theme.ink;
  pen.fill();
}

/** @param {Pen} pen @param {Theme} theme @param {Point} from @param {Point} probe */
function drawProbe(pen, theme, from, probe) {
  pen.setLineDash([2, 3]);
  stroked(pen, theme, 1, () => (pen.moveTo(...from), pen.lineTo(...probe)));
  pen.setLineDash([]);
  stroked(pen, theme, 0.11 * theme.em, () => pen.arc(...probe, 0.3 * theme.em, 0, 2 * Math.PI));
}

/** Writes the factor by which the arrows are enlarged. @param {Pen} pen @param {Theme} theme @param {Point} tip @param {number} factor */
function drawFactor(pen, theme, [x, y], factor) {
  const says = `×${counted(factor)}`;
  setFont(pen, `600 ${theme.text}px ${theme.font}`);
  pen.textAlign = "left";
  pen.textBaseline = "bottom";
  pen.lineWidth = 4;
  pen.strokeStyle = theme.ground;
  pen.strokeText(says, x + 6, y - 4);
  pen.fillStyle = theme.ink;
  pen.fillText(says, x + 6, y - 4);
}

/** @param {Pen} pen @param {LaneStep} step @param {{ place: Place, theme: Theme }} on */
export function drawArrows(pen, step, { place, theme }) {
  const { from, factor, arrows } = arrowsOf(step, place);
  if (!from.every(Number.isFinite)) return;
  pen.lineCap = "butt";
  pen.lineJoin = "round";
  if (step.probe) drawProbe(pen, theme, from, place(step.probe));
  for (const { kind, by } of arrows) drawArrow(pen, theme, from, by, LOOKS[kind]);
  const move = arrows.find(({ kind }) => kind === "move");
  if (move && factor > 1) drawFactor(pen, theme, [from[0] + move.by[0], from[1] + move.by[1]], factor);
}

/**
 * A level curve of the quadratic model: d' |H| d is constant. Its longer axis lies along the direction of smaller curvature.
 *
 * @param {NonNullable<LaneStep["eigen"]>} eigen
 * @param {Point} at
 * @param {{ place: Place, reach: number }} on  reach: longer half axis in pixels
 * @returns {Point[][]} in pixels: the outline, then the two axes in the order of the eigenvalues
 */
export function ellipseOf({ values, vectors }, at, { place, reach }) {
  const sizes = values.map(Math.abs);
  const most = Math.max(...sizes) || 1;
  const long = sizes.map((size) => 1 / Math.sqrt(Math.max(size, most * THINNEST ** 2)));
  const point = (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ scale) =>
    place(/** @type {Point} */ (at.map((each, i) => each + scale * (a * long[0] * vectors[0][i] + b * long[1] * vectors[1][i]))));
  const turns = Array.from({ length: 73 }, (_, i) => (i * Math.PI) / 36);
  const outline = (/** @type {number} */ scale) => turns.map((turn) => point(Math.cos(turn), Math.sin(turn), scale));
  const centre = place(at);
  const scale = reach / Math.max(...outline(1).map((each) => Math.hypot(...between(centre, each))));
  return [outline(scale), [point(-1, 0, scale), point(1, 0, scale)], [point(0, -1, scale), point(0, 1, scale)]];
}

/** An axis is dashed if its curvature is negative. @param {Pen} pen @param {LaneStep} step @param {{ place: Place, theme: Theme, shorter: number }} on */
export function drawEllipse(pen, step, { place, theme, shorter }) {
  if (!step.eigen) return;
  const [outline, ...axes] = ellipseOf(step.eigen, [step.x, step.y], { place, reach: REACH * shorter });
  const along = (/** @type {Point[]} */ points) => () => points.forEach((at, i) => (i ? pen.lineTo(...at) : pen.moveTo(...at)));
  pen.setLineDash([]);
  stroked(pen, theme, Math.max(1.5, 0.1 * theme.em), along(outline));
  axes.forEach((axis, i) => {
    pen.setLineDash((step.eigen?.values[i] ?? 0) < 0 ? [4, 4] : []);
    stroked(pen, theme, 1, along(axis));
  });
  pen.setLineDash([]);
}

/**
 * Draws the arrows of the step at the marker and the ellipse of the curvature there.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {import("../state.js").State} state
 * @param {number} lane
 * @param {import("../types.js").Box & import("../types.js").View} panel
 */
export function drawStep(pen, state, lane, panel) {
  const [[step, ellipse, arrows], place, theme] = [stepSources(state, lane), toPixels(panel, panel), state.theme.peek()];
  if (step && ellipse) drawEllipse(pen, step, { place, theme, shorter: Math.min(panel.width, panel.height) });
  if (step && arrows) drawArrows(pen, step, { place, theme });
}

/** What `drawStep` draws from. @param {import("../state.js").State} state @param {number} lane @returns {[LaneStep | null, boolean, boolean]} */
export function stepSources(state, lane) {
  const [ellipse, arrows] = [state.ellipse.peek(), state.arrows.peek()];
  return [ellipse || arrows ? stepAt(state, lane) : null, ellipse, arrows];
}
