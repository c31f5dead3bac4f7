/** The numbers of a lane at the marker, exact once it rests. */
import { counted, measured } from "../numbers.js";
import { lastColumn } from "../trails.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {{ x: number, y: number, loss: number | null, gradient_norm: number | null }} Row */

/**
 * An inspected step holds the row before it in full and the place of the row after it.
 *
 * @param {State} state
 * @param {Frame} frame
 * @param {number} lane
 * @param {number} marker
 * @returns {Row | null} null where the numbers of this scene and step are not there (yet)
 */
export function rowAt(state, frame, lane, marker) {
  const exact = state.exact.value;
  const step = exact?.lanes[lane];
  if (!exact || !step || exact.scene !== state.scene.value) return null;
  if (exact.step === marker + 1) return { x: step.x, y: step.y, loss: step.loss, gradient_norm: step.gradient_norm };
  if (exact.step !== marker) return null;
  const ends = marker === frame.steps;
  const last = (/** @type {string} */ name) => (ends ? endOf(frame.lanes[lane].arrays[name]) : null);
  return { x: step.to[0], y: step.to[1], loss: last("loss"), gradient_norm: last("gradient_norm") };
}

/** The last row has a column of its own where there are fewer steps than columns. @param {Float32Array} pairs @returns {number | null} */
function endOf(pairs) {
  const column = lastColumn(pairs);
  const [low, high] = [pairs[2 * column], pairs[2 * column + 1]];
  return low === high ? low : null;
}

/** @param {State} state @param {number} lane @returns {string} HTML; only numbers are put in */
export function readout(state, lane) {
  const frame = state.frame.value;
  const status = frame?.lanes[lane]?.status;
  if (!frame || !status) return "&nbsp;";
  const marker = Math.min(state.marker.value, status.step);
  const row = rowAt(state, frame, lane, marker);
  const show = (/** @type {number | null | undefined} */ value) => (value == null ? "…" : measured(value));
  const cell = (/** @type {string} */ symbol, /** @type {string} */ value) => `<span>${symbol} = ${value}</span>`;
  return `<span>step ${counted(marker)}</span>${cell("<i>f</i>", show(row?.loss))}${cell("|<i>g</i>|", show(row?.gradient_norm))}`;
}
