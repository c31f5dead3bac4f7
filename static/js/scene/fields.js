/** Fields of a scene by their path. */
import { isOptional, prepared, without } from "./data.js";

/**
 * @param {unknown} scene
 * @param {string} path  as the server names a field: "lanes.1.optimizer.knobs.lr", "start.0"
 * @returns {unknown} undefined if there is no such field
 */
export function getAt(scene, path) {
  return path.split(".").reduce((node, key) => own(node, key), scene);
}

/** @param {any} node @param {string} key */
const own = (node, key) => (node !== null && typeof node === "object" && Object.hasOwn(node, key) ? node[key] : undefined);

/**
 * @template {object} T
 * @param {T} scene
 * @param {string} path  of a field that exists, or that a lane may get
 * @param {unknown} value  null or undefined removes what a lane need not have
 * @returns {T}
 */
export function setAt(scene, path, value) {
  if (getAt(scene, path) === undefined && !isOptional(path)) throw new RangeError(`no field ${path} in the scene`);
  const optional = isOptional(path);
  const keys = path.split(".");
  if (optional && (value === null || value === undefined)) return removed(scene, keys);
  return replaced(optional ? prepared(/** @type {any} */ (scene), path) : scene, keys, value);
}

/** @param {any} node @param {string[]} keys @returns {any} without the field; a group of knobs that becomes empty goes, too */
function removed(node, [key, ...rest]) {
  if (node?.[key] === undefined) return node;
  if (!rest.length) return without(node, [key]);
  const inner = removed(node[key], rest);
  const copy = Array.isArray(node) ? [...node] : { ...node };
  if (rest.length === 1 && !Array.isArray(inner) && !Object.keys(inner).length) return without(copy, [key]);
  copy[key] = inner;
  return copy;
}

/** @param {any} node @param {string[]} keys @param {unknown} value @returns {any} */
function replaced(node, [key, ...rest], value) {
  const copy = Array.isArray(node) ? [...node] : { ...node };
  copy[key] = rest.length ? replaced(node[key], rest, value) : value;
  return copy;
}
