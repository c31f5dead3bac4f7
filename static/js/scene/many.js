/** Many runs of one lane: how many fit, and switching them on and off. */
import { setAt } from "./scene.js";

/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").Catalog} Catalog */

/** Most runs of one lane, as on the server. */
export const MOST_RUNS = 256;
/** Share of the domain's sides, to each side, within which starts lie at first. */
const SPREAD = 0.05;

/** The number of runs of all lanes. @param {Scene} scene */
export const runsOf = ({ lanes }) => lanes.reduce((sum, { many }) => sum + (many?.count ?? 1), 0);

/** How many runs of a lane the server allows. @param {Catalog} catalog @param {Scene} scene @param {number} index */
export function runsLeft({ limits }, scene, index) {
  const others = runsOf(scene) - (scene.lanes[index].many?.count ?? 1);
  return limits ? Math.max(1, Math.min(MOST_RUNS, Math.floor(limits.lane_steps / scene.steps) - others)) : MOST_RUNS;
}

/** @param {Scene} scene @param {number} index @param {"" | "seeds" | "starts"} over  "" for one run @param {number} count @returns {Scene} */
export function withRuns(scene, index, over, count) {
  const { many, ...lane } = scene.lanes[index];
  return setAt(scene, `lanes.${index}`, over ? { ...lane, many: { count, spread: SPREAD, ...many, over } } : lane);
}

/** A lane that is run once. @param {import("../types.js").Lane} lane @returns {import("../types.js").Lane} */
export const once = ({ many: _, ...lane }) => lane;
