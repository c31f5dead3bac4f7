/** The map of a scene: which numbers of it vary, and what it becomes at a pixel. A run does not read it. */
import { getAt, setAt } from "./scene.js";

/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").MapChoice} MapChoice */

/** Where the first word of an axis' path stands in a lane; the others stand in the scene. @type {Record<string, string>} */
const IN_LANE = {
  knobs: "optimizer.knobs", inner: "optimizer.inner.knobs", schedule: "schedule.knobs",
  lr_scale: "lr_scale", warmup: "warmup", clip: "clip", weight_decay: "weight_decay", batch: "batch", freeze: "freeze",
};

/** The field of the scene that an axis varies: a start and knobs of the surface that the lane has of its own stand in the lane. @param {Scene} scene @param {string} path  of the axis @param {number} lane */
export function fieldOf(scene, path, lane) {
  const [head, ...rest] = path.split(".");
  const own = scene.lanes[lane];
  if (Object.hasOwn(IN_LANE, head)) return ["lanes", lane, IN_LANE[head], ...rest].join(".");
  if (head === "surface") return [...(own?.knobs && Object.hasOwn(own.knobs, rest[0]) ? ["lanes", lane, "knobs"] : ["surface", "knobs"]), ...rest].join(".");
  return head === "start" && own?.start ? ["lanes", lane, path].join(".") : path;
}

/** The values of the scene on both axes; null where it has none, NaN for a field that is no number. @param {Scene} scene @param {MapChoice} map */
export const valuesOf = (scene, { lane, axes }) => axes.map(({ path }) => getAt(scene, fieldOf(scene, path, lane)));

/** @param {Scene} scene @param {MapChoice} map @returns {boolean} has the scene both numbers? */
export const fits = (scene, map) => map.lane < scene.lanes.length && valuesOf(scene, map).every((value) => value === null || typeof value === "number");

/** The scene with these values on the axes of a map. @param {Scene} scene @param {MapChoice} map @param {[number, number]} values @returns {Scene} */
export const withValues = (scene, { lane, axes }, values) => axes.reduce((made, { path }, i) => setAt(made, fieldOf(scene, path, lane), values[i]), scene);

/** Without its map. @param {Scene} scene @returns {Scene} */
export function unmapped(scene) {
  if (!scene?.map) return scene;
  const { map: _, ...rest } = scene;
  return rest;
}

/** The scene's map goes with its lane, or with the lane if that is gone. @param {Scene} scene @param {number} lane  where it is now; below 0 if it is gone @returns {Scene} */
export function mapAt(scene, lane) {
  const { map } = scene;
  return !map || map.lane === lane ? scene : lane < 0 ? unmapped(scene) : { ...scene, map: { ...map, lane } };
}

/**
 * What a map is drawn of, as text: the scene without what varies, and without all that the run of its lane does not read.
 *
 * @param {Scene} scene
 * @param {MapChoice} map
 */
export function groundOf(scene, map) {
  const { surface, start, steps, seed, noise, lanes } = withValues(scene, map, [0, 0]);
  const { pen: _, label: __, many: ___, ...lane } = lanes[map.lane];
  const random = noise.some((size) => size !== 0) || lane.batch || map.axes.some(({ path }) => path.startsWith("noise"));
  return JSON.stringify([surface, start, steps, random ? seed : null, noise, lane]);
}
