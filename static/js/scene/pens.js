/**
 * Lanes in another order. A lane's pen is its colour, dash and marker, which follow it to its new place; it is also the number by which
 * lessons know the lane. Without one, it is the lane's index.
 */

import { mapAt } from "./mapped.js";

/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").Lane} Lane */

/** @param {readonly Lane[]} lanes @returns {number[]} */
export const pensOf = (lanes) => lanes.map(({ pen }, index) => pen ?? index);

/** @param {readonly Lane[]} lanes @param {number[]} pens @returns {Lane[]} with these pens, which are left out where they equal the index */
function withPens(lanes, pens) {
  return lanes.map(({ pen: _, ...lane }, index) => (pens[index] === index ? lane : { ...lane, pen: pens[index] }));
}

/** @param {number} from @param {number} to @returns {<T>(list: readonly T[]) => T[]} puts the entry of index `from` at `to` */
const mover = (from, to) => (list) => list.toSpliced(from, 1).toSpliced(to, 0, list[from]);

/**
 * @param {Scene} scene
 * @param {number} from  index of a lane
 * @param {number} to  its new index
 * @returns {Scene} the same scene if there is no such place
 */
export function moveLane(scene, from, to) {
  const { lanes } = scene;
  if (from === to || !(from in lanes) || !(to in lanes)) return scene;
  const moved = mover(from, to);
  return mapAt({ ...scene, lanes: withPens(moved(lanes), moved(pensOf(lanes))) }, movedTo(scene.map?.lane ?? 0, from, to));
}

/** Where a lane of this index is after such a move. @param {number} index @param {number} from @param {number} to */
export const movedTo = (index, from, to) => mover(from, to)([...Array(Math.max(index, from, to) + 1).keys()]).indexOf(index);

/** The lane with a pen that no other lane has: its own index if that is free. @param {readonly Lane[]} lanes @param {Lane} lane @returns {Lane} */
export function withFreePen(lanes, lane) {
  const used = new Set(pensOf(lanes));
  const { pen: _, ...bare } = lane;
  if (!used.has(lanes.length)) return bare;
  return { ...bare, pen: [...lanes.keys()].find((pen) => !used.has(pen)) ?? lanes.length };
}

/** Where a lesson's lane is now. @param {readonly Lane[]} lanes @param {number | null} number  as the lesson counts @returns {number | null} null if it is gone */
export function laneNow(lanes, number) {
  const found = number === null ? -1 : pensOf(lanes).indexOf(number);
  return found < 0 ? null : found;
}

/** Where a field of a lesson's lane is now. @param {readonly Lane[]} lanes @param {string} path @returns {string} */
export function pathNow(lanes, path) {
  const [head, index, ...rest] = path.split(".");
  const now = head === "lanes" ? laneNow(lanes, Number(index)) : null;
  return now === null ? path : [head, now, ...rest].join(".");
}
