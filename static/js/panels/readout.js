/** The numbers of a lane at the marker, exact once it rests. */
import { counted, measured } from "../numbers.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ x: number, y: number, loss: number, gradient_norm: number }} Row */

/**
 * An inspected step holds the row before it in full and the place of the row after it.
 *
 * @param {State} state
 * @param {number} lane
 * @param {number} marker
 * @returns {Row | null} null where the numbers of this scene and step are not there (yet)
 */
export function rowAt(state, lane, marker) {
  const exact = state.exact.value;
  const step = exact?.lanes[lane];
  if (!exact || !step || exact.scene !== state.frame.value?.scene) return null;
  if (exact.step === marker + 1) return { x: step.x, y: step.y, loss: step.loss, gradient_norm: step.gradient_norm };
  return exact.step === marker ? { x: step.to[0], y: step.to[1], loss: step.to_loss, gradient_norm: step.to_gradient_norm } : null;
}

/** @param {State} state @param {number} lane @returns {string} HTML; only numbers are put in */
export function readout(state, lane) {
  const frame = state.frame.value;
  const status = frame?.lanes[lane]?.status;
  if (!frame || !status) return "&nbsp;";
  const marker = Math.min(state.marker.value, status.step);
  if (status.kind === "diverged" && marker === status.step) return `<span>step ${counted(marker)}, the last</span>`;
  const row = rowAt(state, lane, marker);
  const show = (/** @type {number | null | undefined} */ value) => (value == null ? "…" : measured(value));
  const cell = (/** @type {string} */ symbol, /** @type {string} */ value) => `<span>${symbol} = ${value}</span>`;
  return `<span>step ${counted(marker)}</span>${cell("<i>f</i>", show(row?.loss))}${cell("|<i>g</i>|", show(row?.gradient_norm))}`;
}
