/** Changes of a scene. Scenes are plain objects and are never mutated: each function returns a new one that shares the unchanged parts. */
import { complete, completeLane } from "./complete.js";
import { fitting, moved } from "./data.js";
import { setAt } from "./fields.js";
import { fits, mapAt, unmapped } from "./mapped.js";
import { offered } from "./methods.js";
import { pathNow, withFreePen } from "./pens.js";
import { changed, defaultRate, unitOf } from "./units.js";

export { complete } from "./complete.js";
export { getAt, setAt } from "./fields.js";
export { laneDetails, laneName, laneTitle, laneTitles, shortTitles, methodTitles } from "./names.js";

/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").Lane} Lane */
/** @typedef {import("../types.js").Unit} Unit */
/** @typedef {import("../types.js").Choice} Choice */
/** @typedef {import("../types.js").Knobs} Knobs */

export const MAX_LANES = 8;

/**
 * Changes the surface, and with it the start and the learning rates.
 *
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {string} key
 * @returns {Scene}
 */
export function chooseSurface(catalog, scene, key) {
  const lanes = scene.lanes.map((lane) => withRate(catalog, key, moved(catalog, lane, key)));
  return complete(catalog, { ...unmapped(scene), surface: { key }, start: undefined, lanes });
}

/** @param {Catalog} catalog @param {string} surface @param {Lane} lane @returns {Lane} */
function withRate(catalog, surface, lane) {
  const lr = defaultRate(catalog, surface, lane.optimizer);
  return lr === undefined ? lane : setAt(lane, "optimizer.knobs.lr", lr);
}

/**
 * Changes a lane's optimizer. The learning rate becomes the default of optimizer and surface. Other shared knobs that are off
 * their default stay. The lane's label is removed, because it may name the old method.
 *
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {number} index
 * @param {string} key
 * @returns {Scene}
 */
export function chooseOptimizer(catalog, scene, index, key) {
  const { lr: _, ...moved } = movedKnobs(catalog.optimizers, scene.lanes[index].optimizer, key);
  return withLane(catalog, scene, index, { optimizer: { key, knobs: moved } });
}

/**
 * Changes the method inside a wrapper. The learning rate becomes the default of method and surface. The lane's label is removed.
 *
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {number} index
 * @param {string} key
 * @returns {Scene}
 */
export function chooseInner(catalog, scene, index, key) {
  const { inner, ...optimizer } = scene.lanes[index].optimizer;
  const { lr: _, ...knobs } = optimizer.knobs;
  const moved = inner ? movedKnobs(catalog.optimizers, inner, key) : {};
  return withLane(catalog, scene, index, { optimizer: { ...optimizer, knobs, inner: { key, knobs: moved } } });
}

/**
 * Changes a lane's schedule. Shared knobs that are off their default stay. The lane's label is removed.
 *
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {number} index
 * @param {string} key
 * @returns {Scene}
 */
export function chooseSchedule(catalog, scene, index, key) {
  const knobs = movedKnobs(catalog.schedules, scene.lanes[index].schedule, key);
  return withLane(catalog, scene, index, { schedule: { key, knobs } });
}

/** @param {Record<string, Unit>} units @param {Choice} old @param {string} key  of the new unit @returns {Knobs} */
function movedKnobs(units, old, key) {
  const shared = unitOf(units, key)?.knobs ?? {};
  return Object.fromEntries(changed(units, old).filter(([name]) => Object.hasOwn(shared, name)));
}

/** @param {Catalog} catalog @param {Scene} scene @param {number} index @param {Partial<import("./complete.js").GivenLane>} change */
function withLane(catalog, scene, index, change) {
  const made = setAt(scene, `lanes.${index}`, completeLane(catalog, scene.surface.key, { ...scene.lanes[index], ...change, label: null }));
  const { freeze } = made.lanes[index];
  return stillMapped(setAt(made, `lanes.${index}.freeze`, fitting(catalog, made, index, "freeze", freeze)));
}

/** Without its map if the map varies a number that is gone. @param {Scene} scene @returns {Scene} */
const stillMapped = (scene) => (scene.map && !fits(scene, scene.map) ? unmapped(scene) : scene);

/**
 * Adds a lane with the first method, as they are offered, that no lane has yet.
 *
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @returns {Scene}
 */
export function addLane(catalog, scene) {
  const used = new Set(scene.lanes.map((lane) => lane.optimizer.key));
  const keys = Object.keys(offered(catalog.optimizers));
  const key = keys.find((each) => !used.has(each)) ?? keys[0];
  return appended(scene, completeLane(catalog, scene.surface.key, { optimizer: { key } }));
}

/** Adds a copy at the end. Colours depend on the index, so the other lanes keep theirs. @param {Scene} scene @param {number} index */
export const duplicateLane = (scene, index) => appended(scene, structuredClone(scene.lanes[index]));

/** @param {Scene} scene @param {Lane} lane @returns {Scene} */
export const appended = (scene, lane) => (scene.lanes.length < MAX_LANES ? { ...scene, lanes: [...scene.lanes, withFreePen(scene.lanes, lane)] } : scene);

/** Indices of the lanes that are computed, not drawn from a file. @param {Scene} scene */
export const computedLanes = ({ lanes }) => lanes.flatMap(({ trajectory }, index) => (trajectory ? [] : index));

/** The chosen lane, or the first one that is computed. @param {Scene} scene @param {number} chosen */
export function computedLane(scene, chosen) {
  const lanes = computedLanes(scene);
  return lanes.includes(chosen) ? chosen : (lanes[0] ?? 0);
}

/** @param {Scene} scene @param {number} index @returns {Scene} without that lane; a last remaining lane is kept */
export function removeLane(scene, index) {
  if (scene.lanes.length < 2) return scene;
  const lanes = [...scene.lanes.keys()].filter((lane) => lane !== index);
  return mapAt({ ...scene, lanes: lanes.map((lane) => scene.lanes[lane]) }, lanes.indexOf(scene.map?.lane ?? index));
}

/**
 * Resets every number except `steps`. Surface, formula, optimizers, schedules and answers stay.
 *
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @returns {Scene}
 */
export function resetNumbers(catalog, { surface, steps, lanes }) {
  const withoutKnobs = (/** @type {import("../types.js").Method} */ { key, inner }) => (inner ? { key, inner: { key: inner.key } } : { key });
  const emptied = lanes.map(({ trajectory, optimizer, schedule, answer }) => ({
    ...(trajectory && { trajectory }),
    ...(answer && { answer: withoutKnobs(answer) }),
    ...{ optimizer: withoutKnobs(optimizer), schedule: withoutKnobs(schedule) },
  }));
  const { knobs: _, domain: __, ...kept } = surface;
  return complete(catalog, { surface: kept, steps, lanes: emptied });
}

/**
 * Changes several fields at once. Missing knobs of a new unit take their defaults. Lanes are numbered as in the lesson.
 *
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {Record<string, unknown>} changes  by path
 * @returns {Scene}
 */
export const withChanges = (catalog, scene, changes) =>
  complete(catalog, Object.entries(changes).reduce((made, [path, value]) => setAt(made, pathNow(made.lanes, path), value), scene));
