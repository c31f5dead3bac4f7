/** The examples of a scene and their changes. All return new scenes, so that link, undo and files carry them. */
import { withSmallerBatches } from "../scene/data.js";
import { hasClasses, placeOf } from "./look.js";
import { HEAD, TRAINING, VALIDATION } from "./text.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").Example} Example */
/** @typedef {import("../types.js").Columns} Columns */
/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./look.js").Pair} Pair */

/** Most and fewest training examples of one's own. */
export const [MOST, FEWEST] = [500, 2];

/** @type {WeakMap<Columns, Example[]>} what is drawn from the same examples need not be drawn again */
const known = new WeakMap();

/** @param {Columns} columns @returns {Example[]} the same ones for the same columns */
export function rowsOf(columns) {
  const found = known.get(columns) ?? columns.a.map((each, i) => [each, columns.b[i], columns.t[i]]);
  known.set(columns, found);
  return found;
}

/** The picture's examples, if it is one of this surface. @param {State} state */
const drawnData = ({ frame, scene }) => (frame.value?.scene?.surface.key === scene.value.surface.key ? frame.value.data : undefined);

/** The training examples: one's own at once, the drawn ones when the picture has brought them. @param {State} state @returns {Example[]} */
export function training(state) {
  const own = state.scene.value.surface.examples;
  if (own?.length) return own;
  const data = drawnData(state);
  return data ? rowsOf(data.train) : [];
}

/** @param {State} state @returns {Example[]} */
export function validation(state) {
  const own = state.scene.value.surface.held;
  if (own?.length) return own;
  const data = drawnData(state);
  return data ? rowsOf(data.held) : [];
}

/** Are there examples of one's own? @param {Scene} scene */
export const isOwn = ({ surface }) => Boolean(surface.examples?.length || surface.held?.length);

/**
 * A scene with these training examples. Examples that were a bootstrap sample are taken as they are, so they are not drawn from again.
 *
 * @param {Scene} scene
 * @param {Example[]} examples
 * @returns {Scene}
 */
export function withExamples(scene, examples) {
  const { knobs } = scene.surface;
  const again = knobs.resample && !scene.surface.examples?.length ? { knobs: { ...knobs, resample: 0 } } : {};
  return withSmallerBatches({ ...scene, surface: { ...scene.surface, ...again, examples } });
}

/** @param {readonly Example[]} examples @param {number} index @returns {Example[]} */
export const without = (examples, index) => examples.filter((_, i) => i !== index);

/**
 * The example whose place is nearest.
 *
 * @param {readonly Pair[]} places  in pixels
 * @param {Pair} at
 * @param {number} reach  largest distance in pixels
 * @returns {number | null}
 */
export function nearest(places, [x, y], reach) {
  let [found, apart] = [/** @type {number | null} */ (null), reach];
  places.forEach(([u, v], i) => {
    const far = Math.hypot(u - x, v - y);
    if (far <= apart) [found, apart] = [i, far];
  });
  return found;
}

/**
 * The example that a click makes. Where the model has classes, it gets the class of the tool, or that of its nearest neighbour.
 *
 * @param {Look} look
 * @param {readonly Example[]} examples
 * @param {Pair} place
 * @param {number | null} kind
 * @param {(a: number) => number} companion  the second input that goes with a first one
 * @returns {Example}
 */
export function made(look, examples, [u, v], kind, companion) {
  if (!hasClasses(look)) return [u, Number(companion(u).toPrecision(4)), v];
  const neighbour = nearest(examples.map((each) => placeOf(look, each)), [u, v], Infinity);
  return [u, v, kind ?? Math.round(examples[neighbour ?? 0]?.[2] ?? 0)];
}

/** @param {readonly Example[]} train @param {readonly Example[]} held @returns {string} CSV that opens again with the same division */
export function csvOf(train, held) {
  const lines = (/** @type {readonly Example[]} */ rows, /** @type {string} */ set) => rows.map((row) => [...row, set].join());
  return [HEAD, ...lines(train, TRAINING), ...lines(held, VALIDATION), ""].join("\n");
}
