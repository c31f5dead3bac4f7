/** Draws everything that moves on a panel, on a canvas over Plotly's plotting area. It takes about half a millisecond for each frame. */
import { BALL, coveredBy, CROWDED, FUTURE, HAIR, isNear, MOST_DOTS, ON_TOP } from "../view/looks.js";
import { colorOf, dashOf, gapColorOf, lookOf } from "../view/palette.js";
import { stampDots } from "../view/stamps.js";
import { reached, stopAt, trace } from "../view/trails.js";
import { drawNumbered, PALE } from "./numbered.js";
import { drawOthers } from "./others.js";
import { drawAnswer, drawAnswerPath, drawPatience, pinOf } from "./marks.js";
import { placesOf } from "./places.js";
import { drawMarker } from "./symbols.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {[number, number]} Point  pixels */
/**
 * @typedef {{
 *   frame: Frame, lane: number, trail: import("../view/trails.js").Trail, marker: number, ball: Point | null, ring: Point | null,
 *   theme: import("../view/theme.js").Theme, place: (at: [number, number]) => Point, room: number,
 *   facts: import("../types.js").SurfaceFacts, numbered?: number[], fork?: number, answer?: string | null
 * }} Picture  facts: of the surface that the panel shows; answer: name of the rule that says which weights the run gives; ring: position of the step under the mouse; place: units to pixels of this panel; room: the panel's area in square pixels; numbered: steps that the lesson numbers; fork: the step at which the lane left another one
 */

/** Opacity of the path before a fork, which is the path of another lane. */
const BEFORE = 0.4;

/** Does the path cover most of its panel? @param {Picture} picture */
const isCrowded = ({ trail, theme, room }) => trail.length * theme.path > CROWDED * room;

/** Width of the path's line in pixels: a path that fills its panel is thin, one that fills a part of it at least half as wide as others. @param {Picture} picture */
export const pathWidth = ({ trail, theme, room }) => {
  const [whole, part] = [room, trail.area].map((area) => (CROWDED * area) / trail.length);
  return Math.min(theme.path, Math.max(HAIR, whole), Math.max(theme.path / 2, part));
};

/** What a picture is drawn from. Equal values draw the same picture. @param {Picture} picture @returns {unknown[]} */
export function sourcesOf(picture) {
  const { frame, facts, lane, trail, marker, ball, ring, theme, numbered, fork, answer } = picture;
  return [facts, frame.lanes[lane].answered, answer, frame.arrays.stops, frame.steps, trail, marker, ...(ball ?? [null]), ...(ring ?? [null]), theme, numbered, fork];
}

/** The step at which a lane's rule would stop its run. @param {Picture} picture */
const stopOf = ({ frame, lane }) => frame.lanes[lane].answered?.stop ?? Infinity;

/** @param {Pen} pen @param {Picture[]} pictures  of one panel, in the order of their lanes @param {number} width  of the panel @returns {Point[]} where the marks lie */
export function drawPictures(pen, pictures, width) {
  drawOthers(pen, pictures);
  for (const picture of pictures) {
    drawPatience(pen, picture);
    const end = reached(picture.trail, picture.marker);
    const pale = picture.numbered?.length;
    drawPath(pen, picture, end, picture.trail.steps.length, FUTURE * (pale ? PALE : 1));
    const left = picture.fork ? Math.min(end, reached(picture.trail, picture.fork)) : 0;
    drawPath(pen, picture, 0, left, BEFORE);
    const stop = picture.answer ? reached(picture.trail, stopOf(picture)) : Infinity;
    drawPath(pen, picture, left, Math.min(end, stop), pale ? PALE : 1);
    if (end > stop) drawPath(pen, picture, Math.max(left, stop), end, BEFORE);
    if (!pale) drawDots(pen, picture);
  }
  for (const picture of pictures) drawFork(pen, picture);
  const [places, { theme: { em } }] = [placesOf(pictures), pictures[0]];
  for (const picture of pictures) drawAnswerPath(pen, picture);
  for (const mark of places) mark.draw(pen, 1);
  for (const picture of pictures) drawBall(pen, picture);
  const again = (/** @type {Point[]} */ covering) => {
    const isCovered = coveredBy(covering, em);
    for (const mark of places) if (isCovered(mark.at)) mark.draw(pen, ON_TOP);
  };
  again(pictures.flatMap(({ ball }) => (ball ? [ball] : [])));
  for (const picture of pictures) drawNumbered(pen, picture);
  for (const picture of pictures) drawAnswer(pen, picture, width);
  again(pictures.flatMap(pinOf));
  for (const { ring, theme } of pictures) if (ring && isNear(ring)) drawRing(pen, ring, theme);
  return places.map(({ at }) => at);
}

/** Where the lane left another one. @param {Pen} pen @param {Picture} picture */
function drawFork(pen, { frame, lane, fork, theme, marker }) {
  if (!fork || marker < fork) return;
  const { balls } = frame.lanes[lane].arrays;
  const at = 2 * stopAt(frame.arrays.stops, fork);
  const [x, y] = [balls[at], balls[at + 1]];
  if (!isNear([x, y])) return;
  pen.beginPath();
  pen.arc(x, y, 0.36 * theme.em, 0, 2 * Math.PI);
  pen.fillStyle = theme.ground;
  pen.fill();
  pen.strokeStyle = theme.ink;
  pen.lineWidth = 2;
  pen.stroke();
}

/** @param {Pen} pen @param {Picture} picture @param {number} from @param {number} to @param {number} alpha */
function drawPath(pen, picture, from, to, alpha) {
  if (to - from < 1) return;
  const { trail, lane, theme } = picture;
  const width = pathWidth(picture);
  const crowded = isCrowded(picture) || width <= theme.path / 2; // rims and dashes of thin lines would be all that one sees
  pen.globalAlpha = alpha;
  pen.lineJoin = crowded ? "bevel" : "round";
  pen.lineCap = "butt";
  pen.beginPath();
  trace(pen, trail.points, Math.max(0, from - 1), to);
  pen.setLineDash([]);
  pen.strokeStyle = theme.casing;
  pen.lineWidth = width + Math.max(1.2, width * 0.4);
  pen.globalAlpha = alpha * 0.55;
  if (!crowded) pen.stroke();
  pen.globalAlpha = alpha;
  pen.lineWidth = width;
  const dash = crowded ? [] : dashOf(lane, theme.path);
  if (dash.length) {
    pen.strokeStyle = gapColorOf(lane, theme.dark);
    pen.stroke();
  }
  pen.setLineDash(dash);
  pen.strokeStyle = colorOf(lane, theme.dark);
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** @param {Pen} pen @param {Point} at @param {import("../view/theme.js").Theme} theme */
export function drawRing(pen, [x, y], theme) {
  for (const [color, width] of /** @type {[string, number][]} */ ([[theme.ground, 4.5], [theme.ink, 1.8]])) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(x, y, 0.5 * theme.em, 0, 2 * Math.PI);
    pen.stroke();
  }
}

/** Draws one marker for each step if the steps are few. Markers too close to the one before are left out. @param {Pen} pen @param {Picture} picture */
function drawDots(pen, picture) {
  const { frame, lane, theme, fork = 0 } = picture;
  const marker = Math.min(picture.marker, picture.answer ? stopOf(picture) : Infinity);
  const { stops } = frame.arrays;
  if (isCrowded(picture) || frame.steps > MOST_DOTS || stops.at(-1) !== stops.length - 1) return;
  const apart = dotsApart(frame.lanes[lane].arrays.balls, stopAt(stops, marker), 2.4 * theme.path, fork);
  stampDots(pen, lookOf(lane), apart, { r: 0.95 * theme.path, rim: Math.max(0.5, 0.15 * theme.path) }, theme);
}

/**
 * @param {Float32Array} balls
 * @param {number} last
 * @param {number} distance
 * @param {number} [first]
 * @returns {Point[]} the balls at least this distance from the one kept before
 */
export function dotsApart(balls, last, distance, first = 0) {
  /** @type {Point[]} */
  const kept = [];
  let [px, py] = [NaN, NaN];
  for (let i = first; i <= last; i++) {
    const [x, y] = [balls[2 * i], balls[2 * i + 1]];
    if (!isNear([x, y]) || Math.hypot(x - px, y - py) < distance) continue;
    kept.push([x, y]);
    [px, py] = [x, y];
  }
  return kept;
}

/** @param {Pen} pen @param {Picture} picture */
function drawBall(pen, { ball, lane, theme }) {
  if (!ball || !isNear(ball)) return;
  drawMarker(pen, lane, { x: ball[0], y: ball[1], r: BALL * theme.em, rim: 0.07 * theme.em, white: 0.1 * theme.em }, theme);
}
