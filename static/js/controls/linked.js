/**
 * Linked knobs: one slider for all lanes that have the knob. `scene.linked` lists them by their path inside a lane, as
 * "optimizer.knobs.lr"; the knob of a method inside a wrapper has the same name.
 */
import { setNumber } from "../scene/labels.js";
import { getAt } from "../scene/scene.js";
import { beyond } from "./bounds.js";
import { knobAt } from "./knobs.js";

/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Scene} Scene */

/** The name of a knob among those of all lanes; "" for what no lane has. @param {string} path */
export function nameIn(path) {
  const [head, , ...rest] = path.split(".");
  return head === "lanes" ? rest.join(".").replace(/^optimizer\.inner\./, "optimizer.") : "";
}

/** @param {Scene} scene @param {number} lane @param {string} name @returns {string | undefined} path of this lane's knob; undefined if it has none */
export function placeOf(scene, lane, name) {
  if (scene.lanes[lane].trajectory) return undefined; // it is drawn, not computed
  const inside = [name, name.replace(/^optimizer\./, "optimizer.inner.")];
  return inside.map((each) => ["lanes", lane, each].join(".")).find((path) => getAt(scene, path) !== undefined);
}

/** @param {Scene} scene @returns {string[]} a link may hold anything */
const linkedOf = ({ linked }) => (Array.isArray(linked) ? linked.filter((name) => typeof name === "string") : []);

/** @param {Scene} scene @param {string} path */
export const isLinked = (scene, path) => linkedOf(scene).includes(nameIn(path));

/** @param {Catalog} catalog @param {Scene} scene @param {string} path @returns {string[]} paths of the same knob in the other lanes */
export function matesOf(catalog, scene, path) {
  const name = nameIn(path);
  const kind = knobAt(catalog, scene, path)?.kind;
  if (!name || !kind) return [];
  const all = scene.lanes.flatMap((_, lane) => placeOf(scene, lane, name) ?? []);
  return all.filter((each) => each !== path && knobAt(catalog, scene, each)?.kind === kind);
}

/** The nearest value that a knob takes: at an end that is not its own, that of its slider. @param {import("./knobs.js").Knob} knob @param {unknown} value @param {string} path */
function within(knob, value, path) {
  if (typeof value !== "number" || !beyond(value, knob, path)) return value;
  const { min, max, open, low, high } = knob;
  if (min !== null && value <= min) return open.includes("min") ? low : min;
  return open.includes("max") ? high : max;
}

/** @param {Catalog} catalog @param {Scene} scene @param {string[]} paths @param {unknown} value @returns {Scene} */
const putAll = (catalog, scene, paths, value) =>
  paths.reduce((made, path) => setNumber(made, path, within(/** @type {import("./knobs.js").Knob} */ (knobAt(catalog, made, path)), value, path)), scene);

/**
 * Sets a number of the scene; if it is linked, in every lane that has it, within the bounds of its method.
 *
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {string} path
 * @param {unknown} value
 */
export const putNumber = (catalog, scene, path, value) =>
  putAll(catalog, setNumber(scene, path, value), isLinked(scene, path) ? matesOf(catalog, scene, path) : [], value);

/** Links a knob, with the value of this lane, or ends its link. @param {Catalog} catalog @param {Scene} scene @param {string} path @returns {Scene} */
export function toggleLink(catalog, scene, path) {
  const { linked: _, ...rest } = scene;
  const others = linkedOf(scene).filter((name) => name !== nameIn(path));
  if (isLinked(scene, path)) return others.length ? { ...rest, linked: others } : rest;
  return putAll(catalog, { ...rest, linked: [...others, nameIn(path)] }, matesOf(catalog, scene, path), getAt(scene, path));
}

/**
 * Gives lanes that are new, or have a new method, the values of the linked knobs.
 *
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {Scene} from  whose values count: the scene before, or `scene` itself for those of its first lane
 * @returns {Scene}
 */
export function joined(catalog, scene, from) {
  return linkedOf(scene).reduce((made, name) => {
    const [path] = from.lanes.flatMap((_, lane) => placeOf(from, lane, name) ?? []);
    const places = made.lanes.flatMap((_, lane) => placeOf(made, lane, name) ?? []).filter((each) => knobAt(catalog, made, each));
    return path === undefined ? made : putAll(catalog, made, places, getAt(from, path));
  }, scene);
}
