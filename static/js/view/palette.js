/** The looks of the scene's lanes, with their names; which lane has which. */
import { signal } from "../../vendor/signals-core.js";

import { word } from "../text/language.js";
import { gapColor, looks, shapes } from "./looks.js";

export { shapes };
/** @typedef {import("./looks.js").Marker} Marker */
/** @typedef {import("./looks.js").Look & { name: string }} Look */

const NAMES = [word("blue"), word("vermillion"), word("green"), word("purple"), word("orange"), word("sky blue"), word("black"), word("brown")];

/** @type {readonly Look[]} */
export const lanes = looks.map((look, i) => ({ ...look, name: NAMES[i] }));

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
export const gapColorOf = (index, dark) => gapColor(colorOf(index, dark), dark);

/**
 * @param {number} index  of the lane in the scene
 * @param {number} width  of the line, in pixels of the canvas
 * @returns {number[]} for `setLineDash`
 */
export const dashOf = (index, width) => lookOf(index).dash.map((part) => part * width);
