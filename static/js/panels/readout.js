/** The numbers of a lane at the marker, exact once it rests. */
import { t } from "../text/language.js";
import { counted, measured } from "../text/numbers.js";
import { columnOf } from "../view/steps.js";

/** @typedef {import("../state.js").State} State */
/** Below, a float32 has lost its digits. */
const SMALLEST = 1.2e-38;

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
  const step = exact?.lanes[lane];
  if (!exact || !step || exact.scene !== scene) return null;
  if (exact.step === marker + 1) return { x: step.x, y: step.y, loss: step.loss, gradient_norm: step.gradient_norm };
  return exact.step === marker ? { x: step.to[0], y: step.to[1], loss: step.to_loss, gradient_norm: step.to_gradient_norm } : null;
}

/**
 * The step that a lane takes from the marker on; the last one where the marker stands at the end.
 *
 * @param {State} state
 * @param {number} lane
 * @returns {import("../types.js").LaneStep | null} null where it is not known (yet)
 */
export function stepAt(state, lane) {
  const [exact, frame] = [state.exact.value, state.frame.value];
  if (!exact || !frame || exact.scene !== frame.scene) return null;
  return exact.step === Math.min(state.marker.value + 1, frame.steps) ? (exact.lanes[lane] ?? null) : null;
}

/**
 * While something moves: the curve's own value, where every step has a column to itself and a float32 holds it.
 *
 * @param {Float32Array | undefined} pairs
 * @param {number} step
 * @param {import("../view/steps.js").StepAxis} axis
 * @returns {number | null}
 */
export function columnValue(pairs, step, axis) {
  const column = pairs ? columnOf(axis, step, pairs.length / 2) : null;
  const value = pairs && column !== null ? pairs[2 * column] : NaN;
  return Number.isFinite(value) && (value === 0 || Math.abs(value) >= SMALLEST) ? value : null;
}

/** Of the step under the mouse, else of the marker's. @param {State} state @param {number} lane @returns {string} HTML; only numbers are put in */
export function readout(state, lane) {
  const frame = state.frame.value;
  const its = frame?.lanes[lane];
  if (!frame || !its) return "&nbsp;";
  const marker = Math.min(state.hover.value ?? state.marker.value, its.status.step);
  if (its.status.kind === "diverged" && marker === its.status.step) return `<span>${t("step {n}, the last", { n: counted(marker) })}</span>`;
  const row = rowAt(state, lane, marker);
  const value = (/** @type {"loss" | "gradient_norm"} */ name) => row?.[name] ?? columnValue(its.arrays[name], marker, frame.axis);
  const cell = (/** @type {string} */ symbol, /** @type {number | null} */ number) =>
    `<span>${symbol} = ${number === null ? "…" : measured(number)}</span>`;
  return `<span>${t("step {n}", { n: counted(marker) })}</span>${cell("<i>f</i>", value("loss"))}${cell("|<i>g</i>|", value("gradient_norm"))}`;
}
