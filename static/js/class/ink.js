/** The paths, marks and names on a class's picture, as the usual page draws them (panels/overlay.js). */
import { BALL, coveredBy, CROWDED, drawMinimum, FUTURE, gapColor, HAIR, isNear, looks, MOST_DOTS, ON_TOP, stampMarker } from "../view/looks.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {[number, number]} Point  pixels */
/** @typedef {typeof import("../view/looks.js").grounds.light & { em: number, text: number, path: number, font: string }} Theme  em: size of a marker; text: of small text; path: width of a path; in pixels */
/** @typedef {{ lane: import("./frames.js").Lane, index: number, points: Float32Array, length: number }} Trail  points: x, y pairs in pixels */

/** More minima than this are drawn small. */
const MANY = 9;

/** Powers of ten below the highest loss that a chart shows: what is lower is zero to the eye. */
const DECADES = 24;

/** Powers of ten above its first loss up to which a diverged run counts, as on the lecturer's charts (app/replies/axes.py). */
const HEADROOM = 2;

/** The highest loss of a lane that a chart must show. @param {import("./frames.js").Lane} lane @param {boolean} log */
function topOf({ loss, diverged }, log) {
  const top = loss.reduce((most, each) => (each > most ? each : most), -Infinity);
  return diverged ? Math.min(top, loss[0] + (log ? HEADROOM : 2 * Math.abs(loss[0]))) : top;
}

/** The losses that a chart shows. @param {import("./frames.js").Paths} paths @returns {[number, number]} */
export function lossRange({ loss: [low, all], log, lanes }) {
  const top = Math.max(...lanes.filter(({ rows }) => rows).map((lane) => topOf(lane, log)));
  const high = top > low ? top : all;
  return [log ? Math.max(low, high - DECADES) : low, high];
}

/** How many of the rising numbers are not above a value. @param {ArrayLike<number>} rising @param {number} value */
export function countUpTo(rising, value) {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {import("./frames.js").Lane} lane */
export const lookOf = (lane, index = 0) => looks[(lane.pen ?? index) % looks.length];
/** @param {import("../view/looks.js").Look} look @param {{ dark: boolean }} theme */
export const colorOf = (look, { dark }) => (dark ? look.dark : look.light);

/** @param {import("./frames.js").Lane} lane @param {number} index @param {(x: number, y: number) => Point} place @returns {Trail} */
export function trailOf(lane, index, place) {
  const points = new Float32Array(2 * lane.rows);
  let [length, before] = [0, 0];
  for (let i = 0; i < lane.rows; i++) {
    points.set(place(lane.x[i], lane.y[i]), 2 * i);
    if (lane.line?.[i] === ".") continue;
    if (lane.line?.[i] !== "m") length += Math.hypot(points[2 * i] - points[2 * before], points[2 * i + 1] - points[2 * before + 1]);
    before = i;
  }
  return { lane, index, points, length };
}

/** Where the lane is at a step, between its rows if the step has none. @param {Trail} trail @param {number} step @returns {Point | null} */
export function placeAt({ lane, points }, step) {
  const after = countUpTo(lane.at, step);
  if (!after) return null;
  const row = after - 1;
  const share = after < lane.rows ? (step - lane.at[row]) / (lane.at[after] - lane.at[row]) : 0;
  const along = (/** @type {number} */ axis) => points[2 * row + axis] + (share ? share * (points[2 * after + axis] - points[2 * row + axis]) : 0);
  return [along(0), along(1)];
}

/** The line through rows; on a thinned lane, it passes some by. @param {Pen} pen @param {Trail} trail @param {[number, number]} rows  first and the one after the last @param {Point | null} end  added at the end */
function trace(pen, { lane: { line }, points }, [from, to], end) {
  pen.beginPath();
  for (let i = Math.max(0, from); i < to; i++) {
    if (line?.[i] === "m") pen.moveTo(points[2 * i], points[2 * i + 1]);
    else if (line?.[i] !== ".") pen.lineTo(points[2 * i], points[2 * i + 1]);
  }
  if (end) pen.lineTo(...end);
}

/** @param {Pen} pen @param {Trail} trail @param {Theme} theme @param {number} room  the picture's area @param {number} alpha @param {() => void} line */
function strokePath(pen, { lane, index, length }, theme, room, alpha, line) {
  const look = lookOf(lane, index);
  const width = Math.min(theme.path, Math.max(HAIR, (CROWDED * room) / length));
  const crowded = width < theme.path;
  pen.lineJoin = crowded ? "bevel" : "round";
  pen.lineCap = "butt";
  pen.setLineDash([]);
  line();
  pen.strokeStyle = theme.casing;
  pen.lineWidth = width + Math.max(1.2, width * 0.4);
  pen.globalAlpha = alpha * 0.55;
  if (!crowded) pen.stroke();
  pen.globalAlpha = alpha;
  pen.lineWidth = width;
  if (!crowded && look.dash.length) {
    pen.strokeStyle = gapColor(colorOf(look, theme), theme.dark);
    pen.stroke();
    pen.setLineDash(look.dash.map((part) => part * theme.path));
  }
  pen.strokeStyle = colorOf(look, theme);
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** A marker for each step, if they are few. @param {Pen} pen @param {Trail} trail @param {Theme} theme @param {number} reached  rows */
function drawDots(pen, { lane, index, points }, theme, reached) {
  if (!lane.whole || lane.rows > MOST_DOTS) return;
  let [px, py] = [NaN, NaN];
  for (let i = 0; i < reached; i++) {
    const [x, y] = [points[2 * i], points[2 * i + 1]];
    if (!isNear([x, y]) || Math.hypot(x - px, y - py) < 2.4 * theme.path) continue;
    stampMarker(pen, lookOf(lane, index), { x, y, r: 0.95 * theme.path, rim: Math.max(0.5, 0.15 * theme.path) }, theme);
    [px, py] = [x, y];
  }
}

/** @param {Pen} pen @param {Trail[]} trails @param {number} step @param {Theme} theme @param {number} room */
export function drawTrails(pen, trails, step, theme, room) {
  for (const trail of trails) {
    const [reached, ball] = [countUpTo(trail.lane.at, step), placeAt(trail, step)];
    const crowded = CROWDED * room < trail.length * theme.path;
    if (reached < trail.lane.rows) strokePath(pen, trail, theme, room, FUTURE, () => trace(pen, trail, [reached - 1, trail.lane.rows], null));
    if (reached) strokePath(pen, trail, theme, room, 1, () => trace(pen, trail, [0, reached], ball));
    if (!crowded) drawDots(pen, trail, theme, reached);
  }
}

/** @param {Pen} pen @param {Point[]} minima @param {Theme} theme @param {(at: Point) => boolean} [which] @param {number} [share]  of their size */
export function drawMinima(pen, minima, theme, which = isNear, share = 1) {
  const r = share * (minima.length > MANY ? 0.33 : 0.55) * theme.em;
  for (const at of minima.filter(which)) drawMinimum(pen, ...at, r, minima.length > MANY ? 0.7 : 1);
}

/** The minima that a marker covers are drawn on it once more. @param {Pen} pen @param {Trail[]} trails @param {number} step @param {Theme} theme @param {Point[]} minima */
export function drawBalls(pen, trails, step, theme, minima) {
  const balls = trails.flatMap((trail) => {
    const at = placeAt(trail, step);
    return at && isNear(at) ? [{ trail, at }] : [];
  });
  for (const { trail, at: [x, y] } of balls) stampMarker(pen, lookOf(trail.lane, trail.index), { x, y, r: BALL * theme.em, rim: 0.07 * theme.em, white: 0.1 * theme.em }, theme);
  drawMinima(pen, minima, theme, coveredBy(balls.map(({ at }) => at), theme.em), ON_TOP);
}
