/** The steps that a lesson numbers on a lane's path, 1, 2, ...: the path itself is then drawn pale. */
import { laneNow } from "../scene/pens.js";
import { stopAt } from "../view/trails.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./overlay.js").Picture} Picture */

/** @type {number[]} */
const NONE = [];
/** Opacity of a path with numbers on it. */
export const PALE = 0.12;

/** @param {State} state @param {number} lane @returns {number[]} the steps */
export function numberedOf(state, lane) {
  const wanted = state.catalog.lessons[state.lesson.peek() ?? ""]?.numbered;
  return wanted && laneNow(state.scene.peek().lanes, wanted.lane) === lane ? wanted.steps : NONE;
}

/**
 * The numbers up to the marker. Those that would cover each other stand in one disc.
 *
 * @param {Float32Array} balls  x, y pairs in pixels
 * @param {Float32Array} stops
 * @param {{ steps: number[], marker: number, apart: number }} wanted  apart: smallest distance of two discs, in pixels
 * @returns {{ x: number, y: number, says: string }[]}
 */
export function discsOf(balls, stops, { steps, marker, apart }) {
  /** @type {{ x: number, y: number, says: string }[]} */
  const discs = [];
  steps.forEach((step, i) => {
    const at = 2 * stopAt(stops, step);
    const [x, y] = [balls[at], balls[at + 1]];
    if (step > marker || !Number.isFinite(x + y)) return;
    const near = discs.find((disc) => Math.hypot(disc.x - x, disc.y - y) < apart);
    if (near) near.says += `\u2002${i + 1}`;
    else discs.push({ x, y, says: String(i + 1) });
  });
  return discs;
}

/** Each disc stands above its landing, so that the mark of the minimum there is seen. @param {CanvasRenderingContext2D} pen @param {Picture} picture */
export function drawNumbered(pen, { frame, lane, marker, theme, numbered: steps = NONE }) {
  const { em, font, ground, ink } = theme;
  pen.font = `700 ${0.85 * em}px ${font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const { x, y: low, says } of discsOf(frame.lanes[lane].arrays.balls, frame.arrays.stops, { steps, marker, apart: 1.3 * em })) {
    const half = Math.max(0.65 * em, pen.measureText(says).width / 2 + 0.3 * em);
    const y = low - 1.15 * em;
    pen.beginPath();
    pen.roundRect(x - half, y - 0.65 * em, 2 * half, 1.3 * em, 0.65 * em);
    pen.fillStyle = ground;
    pen.fill();
    pen.strokeStyle = ink;
    pen.lineWidth = 1.6;
    pen.stroke();
    pen.fillStyle = ink;
    pen.fillText(says, x, y);
  }
}
