/** The numbers of a scene that a lesson can name: for its main setting and for changes to try. */
import { knobAt } from "../controls/knobs.js";
import { ownNumbers } from "../scene/data.js";
import { getAt, methodTitles } from "../scene/scene.js";
import { unitOf } from "../scene/units.js";
import { t } from "../text/language.js";

/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Scene} Scene */

/** Numbers of the whole run, and of each lane beside its units' knobs. */
const RUN = ["steps", "start.0", "start.1"];
const LANE = ["warmup", "weight_decay"];

/** @param {import("../types.js").Knobs | undefined} knobs @param {string} home */
const below = (knobs, home) => Object.keys(knobs ?? {}).map((name) => [home, "knobs", name].join("."));

/** @param {Scene} scene @returns {string[]} paths, the learning rates of the lanes among the first of each */
function paths({ surface, lanes }) {
  const ofLanes = lanes.flatMap((lane, i) => [
    ...below(lane.optimizer.knobs, `lanes.${i}.optimizer`),
    ...below(lane.optimizer.inner?.knobs, `lanes.${i}.optimizer.inner`),
    ...below(lane.schedule.knobs, `lanes.${i}.schedule`),
    ...[...LANE, ...ownNumbers(lane)].map((name) => ["lanes", i, name].join(".")),
  ]);
  return [...ofLanes, ...below(surface.knobs, "surface"), ...RUN];
}

/**
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @returns {{ path: string, says: string, knob: import("../controls/knobs.js").Knob }[]}
 */
export function numbersOf(catalog, scene) {
  const titles = methodTitles(catalog, scene.lanes);
  return paths(scene).flatMap((path) => {
    const knob = typeof getAt(scene, path) === "number" ? knobAt(catalog, scene, path) : undefined;
    if (!knob) return [];
    const [head, index] = path.split(".");
    const owner = head === "lanes" ? titles[Number(index)] : head === "surface" ? (unitOf(catalog.surfaces, scene.surface.key)?.name ?? "") : "";
    return [{ path, knob, says: owner ? t("{name}: {says}", { name: owner, says: knob.name }) : knob.name }];
  });
}
