/** The weights of a lane's model at the marker, and the examples of its present mini-batch. */
import { rowAt } from "../panels/readout.js";
import { stopAt } from "../view/trails.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Example} Example */
/** @typedef {[number, number]} Pair */

/**
 * The walker's weights at the step under the mouse, otherwise at the marker; at the end those that its run answers with.
 *
 * @param {State} state
 * @param {number} lane
 * @returns {Pair | null} null if they are not known, or not finite
 */
export function weightsAt(state, lane) {
  const frame = state.frame.value;
  const its = frame?.lanes[lane];
  if (!frame || !its) return null;
  const hover = state.hover.value;
  const step = Math.min(hover ?? state.marker.value, its.status.step);
  if (hover === null && step >= frame.steps && its.answered && state.until.value === null) return [its.answered.x, its.answered.y];
  const row = rowAt(state, lane, step);
  return row ? [row.x, row.y] : ballAt(frame, lane, step);
}

/** The weights of the models that answer together at the marker, while a chart shows how well. @param {State} state @returns {Pair[]} none if one is not known */
export function togetherAt(state) {
  const found = (state.frame.value?.members ?? []).map((lane) => weightsAt(state, lane));
  return found.length > 1 ? /** @type {Pair[]} */ (found.every(Boolean) ? found : []) : [];
}

/** From the pixels of the picture. @param {import("../types.js").Frame} frame @param {number} lane @param {number} step @returns {Pair | null} */
function ballAt(frame, lane, step) {
  const { balls } = frame.lanes[lane].arrays;
  const panel = frame.panels[lane];
  const at = 2 * stopAt(frame.arrays.stops, step);
  if (!panel || !Number.isFinite(balls?.[at])) return null;
  const [{ x, y, width, height }, left, top] = [panel, balls[at], balls[at + 1]];
  return [x[0] + (left / width) * (x[1] - x[0]), y[1] - (top / height) * (y[1] - y[0])];
}

/**
 * Indices of the examples that the present step of a lane sees: of the step taken from the marker, or the last one at the end.
 *
 * @param {State} state
 * @param {number} lane
 * @param {readonly Example[]} shown  the examples that are drawn
 * @returns {number[] | null} null if the lane has no mini-batches, or its examples are not known
 */
export function litAt(state, lane, shown) {
  const frame = state.frame.value;
  const its = frame?.lanes[lane];
  if (!frame || !its || !state.scene.value.lanes[lane]?.batch) return null;
  const row = Math.min(state.hover.value ?? state.marker.value, frame.steps);
  const own = its.data?.train ?? frame.data?.train;
  const seen = fromPicks(frame, lane, row) ?? fromInspection(state, lane, Math.min(row + 1, frame.steps));
  if (!seen || !own) return null;
  return its.data ? seen.flatMap((i) => matching(shown, [own.a[i], own.b[i], own.t[i]])) : seen;
}

/** Each stop has the examples of the step after it. @param {import("../types.js").Frame} frame @param {number} lane @param {number} row @returns {number[] | null} */
function fromPicks(frame, lane, row) {
  const { picks } = frame.lanes[lane].arrays;
  const { stops } = frame.arrays;
  if (!picks?.length || !stops.length) return null;
  const batch = picks.length / stops.length;
  const at = stopAt(stops, row);
  if (stops[at] !== row) return null; // of a long run, not every step is sent
  return [...picks.subarray(at * batch, (at + 1) * batch)].filter((i) => i >= 0);
}

/** @param {State} state @param {number} lane @param {number} step @returns {number[] | null} */
function fromInspection({ exact, frame }, lane, step) {
  const known = exact.value;
  if (!known || known.scene !== frame.value?.scene || known.step !== step) return null;
  return known.lanes[lane]?.examples?.map(({ i }) => i) ?? null;
}

/** Examples of a lane with its own table, found among those drawn. @param {readonly Example[]} shown @param {Example} own @returns {number[]} */
function matching(shown, own) {
  const found = shown.findIndex((row) => row.every((value, i) => value === own[i]));
  return found < 0 ? [] : [found];
}

