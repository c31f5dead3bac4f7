/** The numbers of a lane at the marker. They are exact once the marker rests. */
import { t } from "../text/language.js";
import { counted, measured } from "../text/numbers.js";
import { columnOf, perStep } from "../view/steps.js";

/** @typedef {import("../state.js").State} State */
/** Smaller values have lost digits in float32. */
const SMALLEST = 1.2e-38;

/** @typedef {{ x: number, y: number, loss: number, gradient_norm: number, held?: number }} Row  held: the validation loss, if there are examples */

/**
 * The exact row at the marker, from an inspected step. The step holds the row before it, and position, loss and gradient norm of the row after it.
 *
 * @param {State} state
 * @param {number} lane
 * @param {number} marker
 * @returns {Row | null} null if the numbers of this scene and step have not arrived
 */
export function rowAt(state, lane, marker) {
  const scene = state.frame.value?.scene;
  return rowOf(state.exact.value, lane, marker, scene) ?? rowOf(state.glance.value, lane, marker, scene);
}

/**
 * @param {import("../types.js").Inspection | null} exact
 * @param {number} lane
 * @param {number} marker
 * @param {import("../types.js").Scene | undefined} scene
 * @returns {Row | null}
 */
function rowOf(exact, lane, marker, scene) {
  if (!exact || exact.scene !== scene) return null;
  const step = exact.lanes[lane];
  if (!step) return exact.rows?.[lane].find((row) => row.step === marker) ?? null;
  if (exact.step === marker + 1) return { x: step.x, y: step.y, loss: step.loss, gradient_norm: step.gradient_norm, held: step.held };
  return exact.step === marker ? { x: step.to[0], y: step.to[1], loss: step.to_loss, gradient_norm: step.to_gradient_norm, held: step.to_held } : null;
}

/**
 * The step that a lane takes from the marker, or the last step if the marker is at the end.
 *
 * @param {State} state
 * @param {number} lane
 * @returns {import("../types.js").LaneStep | null} null if its numbers have not arrived
 */
export function stepAt(state, lane) {
  const [exact, frame] = [state.exact.value, state.frame.value];
  if (!exact || !frame || exact.scene !== frame.scene) return null;
  return exact.step === Math.min(state.marker.value + 1, frame.steps) ? (exact.lanes[lane] ?? null) : null;
}

/**
 * The value of a curve at a step, used until the exact numbers arrive. It needs a column that holds this step alone.
 *
 * @param {Float32Array | undefined} pairs
 * @param {number} step
 * @param {import("../view/steps.js").StepAxis} axis
 * @param {number} [batch]  examples of a step
 * @returns {number | null} null if there is no such column or float32 cannot hold the value
 */
export function columnValue(pairs, step, axis, batch) {
  const column = pairs ? columnOf(axis, step, pairs.length / 2, perStep(axis, batch)) : null;
  return numberOr(pairs && column !== null ? pairs[2 * column] : undefined);
}

/** @param {number | undefined} value  that was sent as float32 @returns {number | null} null if there is none, or float32 cannot hold it */
export const numberOr = (value = NaN) => (Number.isFinite(value) && (value === 0 || Math.abs(value) >= SMALLEST) ? value : null);

/** The numbers of the step under the mouse, otherwise of the step at the marker. @param {State} state @param {number} lane @returns {string} HTML; only numbers are put in */
export function readout(state, lane) {
  const frame = state.frame.value;
  const its = frame?.lanes[lane];
  if (!frame || !its) return "&nbsp;";
  const marker = Math.min(state.hover.value ?? state.marker.value, its.status.step);
  if (its.status.kind === "diverged" && marker === its.status.step) return `<span>${t("step {n}, the last", { n: counted(marker) })}</span>`;
  const row = rowAt(state, lane, marker);
  const value = (/** @type {"loss" | "gradient_norm"} */ name) => row?.[name] ?? columnValue(its.arrays[name], marker, frame.axis, its.batch);
  const cell = (/** @type {string} */ symbol, /** @type {number | null} */ number) =>
    `<span>${symbol} = ${number === null ? "…" : measured(number)}</span>`;
  const checked = row?.held ?? columnValue(its.arrays.held, marker, frame.axis, its.batch);
  const known = its.arrays.held && (checked !== null || row === null); // a run that left all numbers has none
  const held = known ? `<span class="held">${t("validation")} = ${checked === null ? "…" : measured(checked)}</span>` : "";
  return `<span>${t("step {n}", { n: counted(marker) })}</span>${cell("<i>f</i>", value("loss"))}${held}${cell("|<i>g</i>|", value("gradient_norm"))}`;
}
