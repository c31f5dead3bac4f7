/** Labels of lanes that are made of a number: "Half of 2/L". When the number changes, such a label is wrong and goes. */
import { getAt, setAt } from "./scene.js";

/** @typedef {import("../types.js").Scene} Scene */

/** @param {Scene} scene @param {number} index @param {string} path  of a number of that lane */
function namesNumber({ lanes }, index, path) {
  const { label } = lanes[index];
  if (!label) return false;
  if (/\d/.test(label)) return true;
  // Lanes that differ in this number alone are told apart by it, so their labels speak of it.
  const inside = path.split(".").slice(2).join(".");
  const rest = (/** @type {object} */ lane) => JSON.stringify(setAt({ ...lane, label: null }, inside, null));
  const same = (/** @type {object} */ lane) => getAt(lane, inside) !== undefined && rest(lane) === rest(lanes[index]);
  return lanes.some((lane, other) => other !== index && same(lane));
}

/**
 * Sets a number of the scene, and removes the label of its lane if it is made of this number.
 *
 * @param {Scene} scene
 * @param {string} path  of a field that exists
 * @param {unknown} value
 * @returns {Scene}
 */
export function setNumber(scene, path, value) {
  const next = setAt(scene, path, value);
  const [head, index] = path.split(".");
  const stale = head === "lanes" && getAt(scene, path) !== value && namesNumber(scene, Number(index), path);
  return stale ? setAt(next, `lanes.${index}.label`, null) : next;
}
