/**
 * The look of a lane: colour (Okabe & Ito 2008, then black or white, then brown), dash and marker. Lanes differ in more than
 * colour. Orange, sky blue and purple have a contrast below 3:1 on white, so paths have a casing.
 *
 * @typedef {"circle" | "square" | "triangle" | "diamond" | "cross" | "plus" | "star" | "ring"} Marker
 * @typedef {{ name: string, light: string, dark: string, dash: readonly number[], marker: Marker }} Look
 *   dash: canvas dash array in units of the line width; [] is solid
 */
import { signal } from "../../vendor/signals-core.js";

import { word } from "../text/language.js";

/**
 * @param {string} name
 * @param {string} light  colour on a light ground
 * @param {readonly number[]} dash
 * @param {Marker} marker
 * @param {string} dark  colour on a dark ground
 * @returns {Look}
 */
const look = (name, light, dash, marker, dark = light) => ({ name, light, dark, dash, marker });

/** @type {readonly Look[]} */
export const lanes = [
  look(word("blue"), "#0072B2", [], "circle"),
  look(word("vermillion"), "#D55E00", [4, 2], "square"),
  look(word("green"), "#009E73", [1, 1.5], "triangle"),
  look(word("purple"), "#CC79A7", [5, 1.5, 1, 1.5], "diamond"),
  look(word("orange"), "#E69F00", [8, 2], "cross"),
  look(word("sky blue"), "#56B4E9", [2, 2], "plus"),
  look(word("black"), "#000000", [5, 1.5, 1, 1.5, 1, 1.5], "star", "#FFFFFF"),
  look(word("brown"), "#7A4A1E", [1, 3], "ring", "#95563F"),
];

/** The look of each lane of the scene, where it is not its index: lanes that were reordered keep theirs. */
export const pens = signal(/** @type {readonly number[]} */ ([]));

/**
 * @param {number} index  of the lane in the scene
 * @returns {Look}
 */
export const lookOf = (index) => lanes[(pens.value[index] ?? index) % lanes.length];

/** The colour of a pen, which is a lane's number before any reordering. @param {number} pen @param {boolean} dark */
export const colorOfPen = (pen, dark) => lanes[pen % lanes.length][dark ? "dark" : "light"];

/**
 * @param {number} index  of the lane in the scene
 * @param {boolean} dark  is the ground dark?
 */
export const colorOf = (index, dark) => (dark ? lookOf(index).dark : lookOf(index).light);

/**
 * @param {number} index  of the lane in the scene
 * @param {boolean} dark  is the ground dark?
 * @returns {string} the colour in the gaps between dashes. It is halfway to the background, so that the line looks like one line
 */
export function gapColorOf(index, dark) {
  const channels = colorOf(index, dark).match(/[0-9A-F]{2}/gi) ?? [];
  const mixed = channels.map((hex) => Math.round((parseInt(hex, 16) + (dark ? 0 : 255)) / 2));
  return `rgb(${mixed.join(" ")})`;
}

/**
 * @param {number} index  of the lane in the scene
 * @param {number} width  of the line, in pixels of the canvas
 * @returns {number[]} for `setLineDash`
 */
export const dashOf = (index, width) => lookOf(index).dash.map((part) => part * width);

/**
 * SVG paths of the markers around the origin, with radius 1, for `d=` or `new Path2D()`. The transform scales them. A ring is
 * stroked, all others are filled.
 *
 * @type {Readonly<Record<Marker, string>>}
 */
export const shapes = {
  circle: "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z",
  square: "M-.9 -.9H.9V.9H-.9Z",
  triangle: "M0 -1.1L1.05 .8H-1.05Z",
  diamond: "M0 -1.25L1 0L0 1.25L-1 0Z",
  cross: "M-1 -.6L-.6 -1L0 -.4L.6 -1L1 -.6L.4 0L1 .6L.6 1L0 .4L-.6 1L-1 .6L-.4 0Z",
  plus: "M-.3 -1H.3V-.3H1V.3H.3V1H-.3V.3H-1V-.3H-.3Z",
  star: "M0 -1.2L.3 -.4L1.15 -.37L.48 .15L.7 .97L0 .5L-.7 .97L-.48 .15L-1.15 -.37L-.3 -.4Z",
  ring: "M-.8 0A.8 .8 0 1 1 .8 0A.8 .8 0 1 1 -.8 0Z",
};
