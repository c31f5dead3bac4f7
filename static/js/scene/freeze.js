/** A frozen scene: its paths stay as pale lines while the scene changes, so that two settings can be compared. It is part of the scene. */

import { once } from "./many.js";
import { pensOf } from "./pens.js";

/** @typedef {import("../types.js").Scene} Scene */

/** The scene without the frozen one. @param {Scene} scene @returns {Scene} */
export function bare(scene) {
  if (!scene?.frozen) return scene;
  const { frozen: _, ...rest } = scene;
  return rest;
}

/** Freezes the scene, one run of each lane, in place of one that was frozen before. @param {Scene} scene @returns {Scene} */
export const freeze = (scene) => {
  const now = bare(scene);
  return { ...now, frozen: { ...now, lanes: now.lanes.map(once) } };
};

/** A lane with everything that its own run depends on. @param {Scene} scene @param {number} index */
function runOf({ surface, start, steps, seed, noise, lanes }, index) {
  const { pen: _, label: __, ...lane } = once(lanes[index]);
  return JSON.stringify([surface, start, steps, seed, noise, lane]);
}

/**
 * The frozen lanes that have changed or are gone since. The others would only double the lines of the scene.
 *
 * @param {Scene} frozen
 * @param {Scene} now
 * @returns {{ lane: number, pen: number }[]}
 */
export function changedLanes(frozen, now) {
  const pens = pensOf(now.lanes);
  const all = pensOf(frozen.lanes).map((pen, lane) => ({ pen, lane, other: pens.indexOf(pen) }));
  return all.filter(({ lane, other }) => other < 0 || runOf(frozen, lane) !== runOf(now, other));
}
