/** Zooming a map: the part of it that is shown is computed anew, down to where neighbouring numbers are the same. */
import { part } from "./axis.js";
import { bounds, changeMap, finest, mapOf, wholeAxes } from "./choice.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {[number, number]} Range */

/** How many times wider than the map at first a zoomed out axis is at most, per turn of the wheel. */
const WIDEST = 4;

/** @param {State} state @param {[Range, Range]} shares  of both axes */
export function zoomTo(state, shares) {
  const { axes } = mapOf(state);
  const parts = axes.map((axis, i) => part(axis, shares[i], bounds(state, axis), finest(state, axis)));
  // An axis that can be no finer stops the other one too: the map keeps its shape.
  const stuck = parts.some((each, i) => each === axes[i] && shares[i][1] - shares[i][0] < 1);
  if (!stuck) changeMap(state, { axes: /** @type {[import("./choice.js").Axis, import("./choice.js").Axis]} */ (parts) });
}

/** @param {number} factor  above 1 zooms in @param {number} share  that does not move @returns {Range} */
const around = (factor, share) => [share - share / factor, share + (1 - share) / factor];

/** @param {State} state @param {number} factor @param {[number, number]} [at]  shares that do not move */
export function zoomMap(state, factor, at = [0.5, 0.5]) {
  const most = Math.max(1 / WIDEST, factor);
  zoomTo(state, [around(most, at[0]), around(most, at[1])]);
}

/** @param {State} state @param {[number, number]} by  shares */
export const panMap = (state, [x, y]) => zoomTo(state, [[x, 1 + x], [y, 1 + y]]);

/** @param {State} state */
export const wholeMap = (state) => changeMap(state, { axes: wholeAxes(state) });
