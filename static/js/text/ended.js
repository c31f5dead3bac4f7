/** Where the runs of a lane end that is run many times, as sentences: "132 of 200 at (1.48, 0): 59–72 %". */
import { factsOf } from "../scene/data.js";
import { t } from "./language.js";
import { chosen, counted, measured } from "./numbers.js";

/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {import("../types.js").End} End */

/** @param {[number, number][]} minima @param {import("../types.js").ManyRuns} many @param {End} end */
function endText(minima, { runs }, { kind, minimum = 0, count, low, high }) {
  const [from, to] = [Math.round(100 * low), Math.round(100 * high)];
  const values = { n: counted(count), all: counted(runs), low: from, high: to };
  if (kind === "diverged") return t("{n} of {all} diverged: {low}–{high} %", values);
  if (kind === "elsewhere") return t("{n} of {all} elsewhere: {low}–{high} %", values);
  return t("{n} of {all} at {place}: {low}–{high} %", { ...values, place: `(${minima[minimum].map(chosen).join(", ")})` });
}

/** @param {import("../types.js").ManyRuns} many @returns {string[]} none if the middle run has diverged */
function lossText({ runs, loss }) {
  const [low, middle, high] = loss.map((value) => (value === null ? "∞" : measured(value)));
  return loss[1] === null ? [] : [t("{n} runs: f = {middle}, 80 % from {low} to {high}", { n: counted(runs), low, middle, high })];
}

/**
 * The ends of a lane's runs as sentences, the most frequent first; with one known minimum or none, the loss there.
 *
 * @param {Frame} frame
 * @param {number} lane
 * @returns {string[]} none for a lane that is run once
 */
export function tallyOf(frame, lane) {
  const many = frame.lanes[lane]?.many;
  if (!many) return [];
  if (many.runs === 1 && many.of > 1) return [t("without noise all {n} runs are one", { n: counted(many.of) })];
  const { minima } = factsOf(frame, lane);
  const bowl = minima.length < 2; // one well says less than the loss
  return [...(bowl ? lossText(many) : []), ...many.ends.filter(({ kind }) => !bowl || kind === "diverged").map((end) => endText(minima, many, end))];
}
