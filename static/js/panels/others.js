/** The other runs of a lane that is run many times: thin lines behind its own path, and a dot where each of them ends. */
import { colorOf } from "../view/palette.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("./overlay.js").Picture} Picture */

/** Opacity of one line, from a few runs to very many. */
const [FEW, MANY] = [0.4, 0.12];
/** In pixels. */
const [LINE, DOT] = [0.8, 2];
/** Larger coordinates in pixels are not drawn, because a canvas draws them wrong. */
const FAR = 1e4;

/**
 * The first vertex of each run: there the steps begin again. A vertex of NaN lifts the pen within a run, or before one.
 *
 * @param {Float32Array} steps
 * @returns {number[]} and the number of all vertices at the end
 */
export function beginnings(steps) {
  const found = [0];
  let before = -1;
  for (let i = 0; i < steps.length; i++) {
    if (steps[i] !== steps[i]) continue;
    if (steps[i] < before) found.push(i);
    before = steps[i];
  }
  return [...found, steps.length];
}

/** Adds the vertices of one run up to a step. @param {Pen} pen @param {Float32Array} points @param {Float32Array} steps @param {{ from: number, to: number, marker: number }} part */
function follow(pen, points, steps, { from, to, marker }) {
  let down = false;
  for (let i = from; i < to && !(steps[i] > marker); i++) {
    const [x, y] = [points[2 * i], points[2 * i + 1]];
    if (x !== x) down = false;
    else if (down) pen.lineTo(x, y);
    else {
      pen.moveTo(x, y);
      down = true;
    }
  }
}

/** @param {Pen} pen @param {Picture} picture */
function drawTraces(pen, { frame, lane, marker }) {
  const { others, others_steps: steps } = frame.lanes[lane].arrays;
  const begins = beginnings(steps);
  pen.lineWidth = LINE;
  pen.lineJoin = "bevel";
  pen.globalAlpha = Math.max(MANY, FEW / Math.sqrt(begins.length / 8));
  for (let run = 0; run + 1 < begins.length; run++) {
    pen.beginPath();
    follow(pen, others, steps, { from: begins[run], to: begins[run + 1], marker });
    pen.stroke();
  }
}

/** @param {Pen} pen @param {Picture} picture */
function drawEnds(pen, { frame, lane, theme }) {
  const { ends } = frame.lanes[lane].arrays;
  pen.globalAlpha = 0.9;
  pen.lineWidth = 0.8;
  pen.fillStyle = colorOf(lane, theme.dark);
  pen.strokeStyle = theme.casing;
  for (let i = 0; i < ends.length; i += 2) {
    if (!(Math.abs(ends[i]) <= FAR && Math.abs(ends[i + 1]) <= FAR)) continue;
    pen.beginPath();
    pen.arc(ends[i], ends[i + 1], DOT, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  }
}

/** The ends stand there once the marker has come to the last step. @param {Pen} pen @param {Picture[]} pictures  of one panel */
export function drawOthers(pen, pictures) {
  const shown = pictures.filter(({ frame, lane }) => frame.lanes[lane].arrays.others);
  for (const picture of shown) {
    pen.strokeStyle = colorOf(picture.lane, picture.theme.dark);
    if (!picture.numbered?.length) drawTraces(pen, picture); // what is numbered would not be found among them
  }
  for (const picture of shown) if (picture.marker >= (picture.frame.arrays.stops.at(-1) ?? Infinity)) drawEnds(pen, picture);
  pen.globalAlpha = 1;
}
