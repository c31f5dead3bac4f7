/** What a run on examples answers with, as sentences, and the step at which its rule stops it, as an event. */
import { t, word } from "./language.js";
import { measured } from "./numbers.js";

/** @typedef {import("../types.js").LaneFrame} LaneFrame */
/** @typedef {import("../types.js").RunEvent} RunEvent */

const STOPS = word("stops at step {from:d}, goes back to step {row:d}");

/** @param {LaneFrame} lane @returns {RunEvent[]} one if early stopping stops the run */
export function stopsOf({ answered }) {
  if (answered?.stop == null) return [];
  const { stop, row } = answered;
  return [{ kind: word("stop"), from: stop, to: stop, says: "", numbers: { row }, template: STOPS }];
}

/** @param {LaneFrame} lane @returns {string[]} none without examples */
export function lossesOf({ answered }) {
  if (answered?.held == null || answered.train == null) return [];
  return [t("training loss {train}, validation loss {held}", { train: measured(answered.train), held: measured(answered.held) })];
}
