/** The band of a lane that is run many times: from where 10 % of its runs lie to where 90 % lie, with the middle one. */
import { shareOf } from "../view/steps.js";
import { colorOf, dashOf } from "../view/palette.js";
import { thinLine } from "./curve.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/**
 * @typedef {{
 *   edges: Float32Array, steps: Float32Array, lane: number, area: import("./chart.js").Area, axis: import("../view/steps.js").StepAxis,
 *   y: (value: number) => number, split: number, theme: import("../view/theme.js").Theme
 * }} Band  edges: lower edges, middles, upper edges, in units of the axis, one of each for each step; split: what is to the right of it lies beyond the marker
 */

/** What the name of a band's array begins with. */
export const BAND = "band_";
/** Opacity of the band, and of all of it beyond the marker, as a share. */
const [TINT, FUTURE] = [0.2, 0.35];

/** The steps of the band, in pixels: left of where its lower edge ends. An upper edge that runs have left lies beyond the top. @param {Band} band */
function outline({ edges, steps, area, axis, y }) {
  const n = steps.length;
  /** @type {{ x: number, low: number, middle: number, high: number }[]} */
  const found = [];
  for (let i = 0; i < n; i++) {
    if (Number.isNaN(edges[i])) continue;
    const at = (/** @type {number} */ value) => (Number.isNaN(value) ? area.top - area.height : y(value));
    found.push({ x: area.left + shareOf(axis, steps[i]) * area.width, low: y(edges[i]), middle: at(edges[n + i]), high: at(edges[2 * n + i]) });
  }
  return found;
}

/** Draws once before and once, fainter, beyond the marker. @param {Pen} pen @param {Band} band @param {(share: number) => void} draw */
function inParts(pen, { area, split }, draw) {
  for (const [from, to, share] of /** @type {[number, number, number][]} */ ([[0, split, 1], [split, area.width, FUTURE]])) {
    if (to <= from) continue;
    pen.save();
    pen.beginPath();
    pen.rect(area.left + from, area.top, to - from, area.height);
    pen.clip();
    draw(share);
    pen.restore();
  }
}

/** @param {Pen} pen @param {Band} band */
export function drawBand(pen, band) {
  const points = outline(band);
  inParts(pen, band, (share) => {
    pen.fillStyle = colorOf(band.lane, band.theme.dark);
    pen.globalAlpha = TINT * share;
    pen.beginPath();
    for (const { x, high } of points) pen.lineTo(x, high);
    for (const { x, low } of points.toReversed()) pen.lineTo(x, low);
    pen.fill();
  });
}

/** The line of the middle run at each step, as the curve of a lane that is run once. @param {Pen} pen @param {Band} band */
export function drawMiddle(pen, band) {
  const points = outline(band);
  const width = thinLine(band.theme);
  inParts(pen, band, (share) => {
    pen.globalAlpha = share;
    pen.lineJoin = "round";
    pen.beginPath();
    for (const { x, middle } of points) pen.lineTo(x, middle);
    pen.setLineDash(dashOf(band.lane, width));
    for (const [color, wide] of /** @type {[string, number][]} */ ([[band.theme.ground, width + 1.6], [colorOf(band.lane, band.theme.dark), width]])) {
      pen.strokeStyle = color;
      pen.lineWidth = wide;
      pen.stroke();
    }
  });
}
