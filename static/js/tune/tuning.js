/** The state of a tuning: what is asked, the walkers that are tuned so far, and what is wrong. */
import { batch, effect, signal } from "../../vendor/signals-core.js";

import { parse } from "../controls/typing.js";
import { word } from "../text/language.js";
import { faultsOf } from "../text/sentences.js";
import { setNumber } from "../scene/labels.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").Fault} Fault */
/** @typedef {{ path: string, field: string, low: number, high: number, scale: "log" | "near_one", now: number, best: number }} TunedKnob  path: as a map names it; field: in the scene */
/**
 * @typedef {{
 *   lane: number, optimizer: string, knobs: TunedKnob[], now: number | null, promised: number | null, judged: number | null, sensitivity: number,
 *   tried: { values: number[][], scores: (number | null)[], rounds: number[], best: number }
 * }} TunedLane  losses as shares of the first one, null where half of the runs diverge; values: those of each knob
 * @typedef {{ criterion: string, starts: number, others: number, spread: number, floor: number, steps: number, budget: number, seed: number, runs: number }} Told
 * @typedef {{ lane: number | null, budget: string, seed: string }} Options  lane: null for all; numbers as typed, empty: the server's default
 */

/** A text that is not a number is sent as typed, so that the server reports it. @param {string} text */
const numberOf = (text) => (text.trim() === "" ? undefined : (parse(text) ?? text));

/** Indices of the lanes that can be tuned: computed, and without another lane's past. @param {Scene} scene */
export const tunable = ({ lanes }) => lanes.flatMap(({ trajectory, fork }, index) => (trajectory || fork ? [] : index));

/** The lanes of each request: one after the other, so that the table fills. @param {Scene} scene @param {Options} options @returns {(number[] | null)[]} */
export function requests(scene, { lane }) {
  const lanes = lane === null ? tunable(scene) : [lane];
  return lanes.length ? lanes.map((each) => [each]) : [null];
}

/** @type {Fault} */
const LOST = { path: "", message: "", value: "", bound: "", code: "lost", template: word("The server does not answer."), params: {} };

/** @param {unknown} body @param {AbortSignal} signal @returns {Promise<{ answer: Told & { lanes: TunedLane[] } } | { faults: Fault[] }>} */
async function ask(body, signal) {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal };
  try {
    const answer = await fetch("api/tune", request);
    const body = await answer.json();
    return answer.ok ? { answer: body } : { faults: faultsOf(body) };
  } catch {
    return { faults: [LOST] };
  }
}

/** @param {State} state */
export function createTuning(state) {
  const options = signal(/** @type {Options} */ ({ lane: null, budget: "", seed: "" }));
  const lanes = signal(/** @type {TunedLane[]} */ ([]));
  const told = signal(/** @type {Told | null} */ (null));
  const faults = signal(/** @type {Fault[]} */ ([]));
  /** how many requests are left, and how many there were */
  const left = signal({ count: 0, of: 0 });
  const tuning = { state, options, lanes, told, faults, left, stop: () => {} };
  let asking = new AbortController();
  const dispose = effect(() => {
    const [scene, now] = [state.scene.value, options.value];
    asking.abort();
    asking = new AbortController();
    void run(tuning, scene, now, asking.signal);
  });
  tuning.stop = () => (dispose(), asking.abort());
  return tuning;
}
/** @typedef {ReturnType<typeof createTuning>} Tuning */

/** @param {Tuning} tuning @param {Scene} scene @param {Options} options @param {AbortSignal} signal  aborted once nobody waits any more */
async function run({ lanes, told, faults, left }, scene, options, signal) {
  const asked = requests(scene, options);
  batch(() => {
    lanes.value = [];
    left.value = { count: asked.length, of: asked.length };
  });
  for (const which of asked) {
    const body = { scene, lanes: which, budget: numberOf(options.budget), seed: numberOf(options.seed) };
    const result = await ask(body, signal);
    if (signal.aborted) return;
    batch(() => {
      faults.value = "faults" in result ? result.faults : [];
      if ("answer" in result) {
        told.value = result.answer;
        lanes.value = [...lanes.peek(), ...result.answer.lanes];
      }
      left.value = { count: "faults" in result ? 0 : left.peek().count - 1, of: asked.length };
    });
    if ("faults" in result) return;
  }
}

/** @param {Tuning} tuning @param {Partial<Options>} changes */
export const change = ({ options }, changes) => void (options.value = { ...options.peek(), ...changes });

/** The lanes for which there are good knobs. @param {TunedLane[]} lanes */
export const promising = (lanes) => lanes.filter(({ promised }) => promised !== null);

/** The scene with the best knobs of every lane. @param {Scene} scene @param {TunedLane[]} lanes @returns {Scene} */
export const applied = (scene, lanes) =>
  promising(lanes).flatMap(({ knobs }) => knobs).reduce((next, { field, best }) => setNumber(next, field, best), scene);

/** Puts the best knobs into the scene, in one change. @param {Tuning} tuning */
export function take({ state, lanes }) {
  state.scene.value = applied(state.scene.peek(), lanes.peek());
}
