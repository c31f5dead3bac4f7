/** Forks: a lane that follows another one to a step, and goes on from there with the same state and settings of its own. */
import { without } from "./data.js";
import { duplicateLane } from "./scene.js";

/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").Lane} Lane */

/** Most forks of one lane, as on the server. */
const DEEPEST = 4;

/** What a lane has from its first step to its last: it belongs to the fork, not to the settings before it. */
const WHOLE = ["knobs", "start", "answer"];

/** The settings with which a lane takes the step after `step`. @param {Lane} lane @param {number} step @returns {Lane} */
const at = (lane, step) => (lane.fork && step <= lane.fork.step ? at(lane.fork.before, step) : lane);

/** @param {Lane} lane @returns {number} how often it was forked */
const depth = ({ fork }) => (fork ? 1 + depth(fork.before) : 0);

/** @param {Scene} scene @param {number} index @param {number} step */
export const canFork = ({ lanes, steps }, index, step) => !lanes[index].trajectory && step >= 1 && step < steps && depth(at(lanes[index], step)) < DEEPEST;

/**
 * Adds a lane that leaves another one after a step. Its settings are those of that time, to be changed.
 *
 * @param {Scene} scene
 * @param {number} index
 * @param {number} step
 * @returns {Scene}
 */
export function forkLane(scene, index, step) {
  const before = without(structuredClone(at(scene.lanes[index], step)), ["label", "pen", "many", ...WHOLE]);
  const whole = Object.fromEntries(Object.entries(scene.lanes[index]).filter(([name]) => WHOLE.includes(name)));
  const settings = { ...without(before, ["fork"]), ...structuredClone(whole) };
  const copy = duplicateLane(scene, index);
  if (copy === scene) return scene;
  const { pen } = copy.lanes[copy.lanes.length - 1];
  const lane = { ...settings, label: null, ...(pen !== undefined && { pen }), fork: { step, before: { ...before, label: null } } };
  return { ...copy, lanes: copy.lanes.with(-1, lane) };
}
