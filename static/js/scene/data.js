/** Surfaces made of examples: which they are, and what a lane changes of its ground and its start. */
import { unitOf } from "./units.js";

/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").Ground} Ground */
/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Lane} Lane */

/** Is a surface made of examples? @param {Catalog} catalog @param {string} key */
export const isData = (catalog, key) => unitOf(catalog.surfaces, key)?.data === true;

/** Is the surface of the page's scene? @param {import("../state.js").State} state */
export const isOnData = ({ catalog, scene }) => isData(catalog, scene.value.surface.key);

/** Has a lane knobs of its own? @param {Scene} scene @param {number} lane */
export const hasOwnGround = ({ lanes }, lane) => Object.keys(lanes[lane]?.knobs ?? {}).length > 0;

/** The surface that a lane goes down: the scene's, with the lane's own knobs over it. @param {Scene} scene @param {number} lane @returns {Ground} */
export const groundOf = ({ surface, lanes }, lane) => ({ ...surface, knobs: { ...surface.knobs, ...lanes[lane]?.knobs } });

/** Where a lane starts, and the field of the scene that says so. @param {Scene} scene @param {number} lane @returns {{ path: string, at: [number, number] }} */
export function startOf({ start, lanes }, lane) {
  const own = lanes[lane]?.start;
  return own ? { path: `lanes.${lane}.start`, at: own } : { path: "start", at: start };
}

/** The knobs that say what is done with examples, not which they are. Validation examples do not depend on these. */
const TRAINING = ["n", "lose", "resample"];

/** The surface whose validation loss is that of `ground`, with the knobs that matter to it, so that others need no new picture. @param {Catalog} catalog @param {Ground} ground @returns {Ground} */
export function heldGround(catalog, { knobs, ...ground }) {
  const names = unitOf(catalog.surfaces, ground.key)?.groups?.data ?? Object.keys(knobs);
  const kept = names.filter((name) => !TRAINING.includes(name) && Object.hasOwn(knobs, name));
  const { examples: _, ...rest } = ground;
  return { ...rest, knobs: Object.fromEntries(kept.map((name) => [name, knobs[name]])) };
}

/** What is known of the surface of a lane. @param {import("../types.js").Frame} frame @param {number} lane @returns {import("../types.js").SurfaceFacts} */
export const factsOf = (frame, lane) => frame.lanes[lane]?.surface ?? frame.surface;

/** The number of training examples of a lane. @param {Scene} scene @param {number} lane */
export function countOf(scene, lane) {
  const { examples, knobs } = groundOf(scene, lane);
  return examples?.length || Number(knobs.n ?? 1);
}

/**
 * The scene with mini-batches that there are examples for: fewer examples would else be refused, and nothing be drawn.
 *
 * @param {Scene} scene  whose examples are new
 * @returns {Scene} a label that says another number than its mini-batch goes
 */
export function withSmallerBatches(scene) {
  const lanes = scene.lanes.map((lane, i) => {
    const { batch, label } = lane;
    const most = Math.max(1, countOf(scene, i));
    return batch && batch > most ? { ...lane, batch: most, label: label && /\d/.test(label) ? null : label } : lane;
  });
  return lanes.every((lane, i) => lane === scene.lanes[i]) ? scene : { ...scene, lanes };
}

/** The scene with the examples that its knobs draw. @param {Scene} scene @returns {Scene} */
export function drawnAgain(scene) {
  const { examples: _, held: __, ...surface } = scene.surface;
  return withSmallerBatches({ ...scene, surface });
}

/** The knobs that say which examples are drawn; the others of their group say what is done with those that there are. @param {Catalog} catalog @param {string} key  of a surface @returns {string[]} */
const drawing = (catalog, key) => (unitOf(catalog.surfaces, key)?.groups?.data ?? []).filter((name) => name !== "lose" && name !== "resample");

/** Does a number draw examples in whose place there are somebody's own? Then moving it would leave them as they are. @param {Catalog} catalog @param {Scene} scene @param {string} path */
export function isOverruled(catalog, { surface }, path) {
  const [, name] = /^(?:surface|lanes\.\d+)\.knobs\.(\w+)$/.exec(path) ?? [];
  return Boolean(surface.examples?.length) && name !== undefined && drawing(catalog, surface.key).includes(name);
}

/** @type {WeakMap<import("../types.js").SurfaceFacts, import("../types.js").SurfaceFacts>} facts without the lowest validation loss */
const unchecked = new WeakMap();

/** @param {import("../types.js").SurfaceFacts} facts @param {boolean} validation  are its marks drawn? */
export function shownOf(facts, validation) {
  if (validation || !facts.data) return facts;
  const made = unchecked.get(facts) ?? { ...facts, data: { ...facts.data, held_minimum: null } };
  unchecked.set(facts, made);
  return made;
}

/** What a lane may say only on surfaces made of examples. */
const OF_EXAMPLES = /** @type {const} */ (["knobs", "batch", "order", "answer"]);
/** What a lane need not have, and has of its own: own knobs first, because the number of examples bounds a mini-batch. */
export const OWN = /** @type {const} */ ([...OF_EXAMPLES, "start", "freeze"]);

/** A lane for another surface: without a start of its own, and without what its examples were asked for. @param {Catalog} catalog @param {Lane} lane @param {string} key  of the surface @returns {Lane} */
export function moved(catalog, lane, key) {
  const { start: _, knobs: __, ...rest } = lane;
  if (!isData(catalog, key)) return without(rest, OF_EXAMPLES);
  const most = Number(unitOf(catalog.surfaces, key)?.knobs.n?.default ?? Infinity);
  return rest.batch ? { ...rest, batch: Math.min(rest.batch, most) } : rest;
}

/** Numbers of a lane that it has of its own, by their path inside it. @param {Lane} lane @returns {string[]} */
export function ownNumbers({ knobs = {}, answer, start, batch, freeze }) {
  const named = [...Object.keys(knobs).map((name) => `knobs.${name}`), ...Object.keys(answer?.knobs ?? {}).map((name) => `answer.knobs.${name}`)];
  return [...named, ...(batch ? ["batch"] : []), ...(start ? ["start.0", "start.1"] : []), ...(freeze ? ["freeze.x", "freeze.y"] : [])];
}

/**
 * What a lane can have of another lane's own field.
 *
 * @template {typeof OWN[number]} K
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {number} lane
 * @param {K} name
 * @param {Lane[K]} value
 * @returns {Lane[K]} undefined if it cannot have it
 */
export function fitting(catalog, scene, lane, name, value) {
  const { key } = scene.surface;
  const form = unitOf(catalog.optimizers, scene.lanes[lane].optimizer.key)?.form;
  if (value === undefined || (name === "freeze" ? form === "coupled" : name !== "start" && !isData(catalog, key))) return undefined;
  if (name === "batch") return /** @type {Lane[K]} */ (Math.min(Number(value), countOf(scene, lane)));
  if (name !== "knobs") return structuredClone(value);
  const knobs = unitOf(catalog.surfaces, key)?.knobs ?? {};
  const known = Object.entries(/** @type {import("../types.js").Knobs} */ (value)).filter(([knob]) => Object.hasOwn(knobs, knob));
  return known.length ? /** @type {Lane[K]} */ (Object.fromEntries(known)) : undefined;
}

/** @template {object} T @param {T} object @param {readonly string[]} names @returns {T} without these fields */
export const without = (object, names) => /** @type {T} */ (Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name))));

/** Fields that a lane need not have. */
const OPTIONAL = new RegExp(`^lanes\\.(\\d+)\\.(${OWN.join("|")})(\\.|$)`);

/** Is this a field that a lane may get or lose? @param {string} path */
export const isOptional = (path) => OPTIONAL.test(path);

/** The scene with what a field of a lane stands in, before it is set: a start of its own begins as that of the scene. @param {Scene} scene @param {string} path @returns {Scene} */
export function prepared(scene, path) {
  const [, index, name] = OPTIONAL.exec(path) ?? [];
  const lane = scene.lanes?.[Number(index)];
  if (!lane || name !== "start" || lane.start || path.endsWith(".start")) return scene;
  return { ...scene, lanes: scene.lanes.with(Number(index), { ...lane, start: scene.start }) };
}
