/** The state of a range test: its settings, the answer, and the picked rate. */
import { batch, effect, signal } from "../../vendor/signals-core.js";

import { parse } from "../controls/typing.js";
import { word } from "../text/language.js";
import { faultsOf } from "../text/sentences.js";
import { setNumber } from "../scene/labels.js";
import { computedLane } from "../scene/scene.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Fault} Fault */
/** @typedef {{ lr: number, loss: number | null, says: string | null, step: number | null }} Mark  says: what goes wrong when training with it */
/**
 * @typedef {{
 *   low: number, high: number, lr: number[], loss: (number | null)[], smoothed: (number | null)[], stopped: number | null,
 *   marks: { steepest: Mark, tenth: Mark, lowest: Mark, limit: number | null },
 *   suggestion: { lr: number | null, rule: string | null, says: string }
 * }} Found
 * @typedef {{ lane: number, low: string, high: string, steps: string, scale: "log" | "linear" }} Options  as typed; empty: the server's default
 */

/** @param {number} rate @returns {number} rounded to three significant digits */
export const rounded = (rate) => Number(rate.toPrecision(3));

/** A text that is not a number is sent as typed, so that the server reports it. @param {string} text */
const numberOf = (text) => (text.trim() === "" ? undefined : (parse(text) ?? text));

/** @param {import("../types.js").Scene} scene @param {Options} options */
export const bodyOf = (scene, { lane, low, high, steps, scale }) =>
  ({ scene, lane, low: numberOf(low), high: numberOf(high), steps: numberOf(steps), scale });

/** @type {Fault} */
const LOST = { path: "", message: "", value: "", bound: "", code: "lost", template: word("The server does not answer."), params: {} };

/** @param {unknown} body @returns {Promise<{ found: Found } | { faults: Fault[] }>} */
async function ask(body) {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  try {
    const answer = await fetch("api/range-test", request);
    const body = await answer.json();
    return answer.ok ? { found: body } : { faults: faultsOf(body) };
  } catch {
    return { faults: [LOST] };
  }
}

/** @param {State} state */
export function createTest(state) {
  const options = signal(/** @type {Options} */ ({ lane: computedLane(state.scene.peek(), state.lane.peek()), low: "", high: "", steps: "", scale: "log" }));
  const found = signal(/** @type {Found | null} */ (null));
  const faults = signal(/** @type {Fault[]} */ ([]));
  const picked = signal(/** @type {number | null} */ (null));
  const stop = effect(() => {
    const [now, scene] = [options.value, state.scene.value];
    void ask(bodyOf(scene, now)).then((result) => {
      if (options.peek() !== now || state.scene.peek() !== scene) return;
      batch(() => {
        faults.value = "faults" in result ? result.faults : [];
        if (!("found" in result)) return;
        found.value = result.found;
        picked.value = result.found.suggestion.lr;
      });
    });
  });
  return { state, options, found, faults, picked, stop };
}
/** @typedef {ReturnType<typeof createTest>} Test */

/** @param {Test} test @param {Partial<Options>} changes */
export const change = ({ options }, changes) => void (options.value = { ...options.peek(), ...changes });

/** Sets the lane's learning rate to the picked one. @param {Test} test */
export function take({ state, options, picked }) {
  if (picked.value === null) return;
  state.scene.value = setNumber(state.scene.value, `lanes.${options.value.lane}.optimizer.knobs.lr`, picked.value);
}
