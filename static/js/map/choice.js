/** What can be mapped: the numbers of a lane and of the run, their ranges, and the map of the scene or the usual one. */
import { knobAt } from "../controls/knobs.js";
import { isOverruled } from "../scene/data.js";
import { plainSymbol } from "../scene/names.js";
import { fieldOf, fits } from "../scene/mapped.js";
import { computedLane, getAt } from "../scene/scene.js";
import { word } from "../text/language.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").MapAxis} Axis */
/** @typedef {import("../types.js").MapChoice} MapChoice */
/** @typedef {import("../controls/knobs.js").Knob} Knob */

/** @type {[import("../types.js").Measure, string][]} what the colours can show */
export const MEASURES = [
  ["end", word("Where it ends")], ["steps", word("Steps until it is near a minimum")], ["loss", word("Final loss")],
  ["best", word("Lowest loss")], ["bursts", word("Bursts")],
];

/** @type {[Axis["scale"], string][]} */
export const SCALES = [["linear", word("Linear")], ["log", word("Logarithmic")], ["near_one", word("Near one")]];

/** Pixels on a side. */
export const COUNTS = [64, 128, 256, 512];

/** Runs times steps of a map that is drawn without being asked for. */
const USUAL_WORK = 6e8;

/** The names of the numbers that an axis can vary, as the server has them. @param {Scene} scene @param {number} lane @returns {string[]} */
function paths({ surface, lanes }, lane) {
  const { optimizer, schedule, batch, freeze } = lanes[lane];
  const named = (/** @type {string} */ head, /** @type {import("../types.js").Knobs | undefined} */ knobs) => Object.keys(knobs ?? {}).map((name) => [head, name].join("."));
  return [
    ...["start.0", "start.1"], ...named("knobs", optimizer.knobs), ...named("inner", optimizer.inner?.knobs).filter((path) => path !== "inner.lr"), ...named("schedule", schedule.knobs),
    ...named("surface", surface.knobs), ...["steps", "noise.0", "noise.1", "lr_scale.0", "lr_scale.1", "warmup", "clip", "weight_decay"],
    ...(batch ? ["batch"] : []), ...(freeze ? ["freeze.x", "freeze.y"] : []),
  ];
}

/** @param {Catalog} catalog @param {Scene} scene @param {number} lane @param {string} path @returns {Knob | undefined} */
export const knobOf = (catalog, scene, lane, path) => knobAt(catalog, scene, fieldOf(scene, path, lane));

/**
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {number} lane
 * @returns {{ path: string, knob: Knob }[]} what an axis can vary: every number that is no list
 */
export function offered(catalog, scene, lane) {
  const moving = paths(scene, lane).filter((path) => !isOverruled(catalog, scene, fieldOf(scene, path, lane)));
  return moving.flatMap((path) => {
    const knob = knobOf(catalog, scene, lane, path);
    return knob && knob.kind !== "list" && !Array.isArray(getAt(scene, fieldOf(scene, path, lane))) ? { path, knob } : [];
  });
}

/** The symbol of an axis, such as η. @param {Knob | undefined} knob @param {string} path */
export const symbolOf = (knob, path) => (plainSymbol(knob?.mathml ?? path) || path).replace(/^([xy])0$/, "$1₀");

/** Is the number a share below one that matters most near one, such as β₂? @param {Knob} knob @param {string} path */
const isShare = ({ low, max, kind, scale }, path) => kind === "number" && scale === "linear" && low >= 0 && max === 1 && /(beta|mu|alpha|rho|gamma)/.test(path);

/** Knobs whose slider begins at zero although only their order of magnitude matters. */
const LOWEST = 1e-3;

/** An axis over the range of the number's slider. @param {Catalog} catalog @param {Scene} scene @param {number} lane @param {string} path @param {number} count @returns {Axis} */
export function usualAxis(catalog, scene, lane, path, count) {
  const knob = knobOf(catalog, scene, lane, path);
  if (!knob) return { path, low: 0, high: 1, count, scale: "linear" };
  const { low, high } = knob;
  if (knob.scale === "log") return { path, low: path === "knobs.lr" ? lowRate(catalog, scene, lane, knob) : low || LOWEST * high, high, count, scale: "log" };
  if (isShare(knob, path)) return { path, low: 0, high: Math.min(high, 0.9999), count, scale: "near_one" };
  return { path, low, high, count, scale: "linear" };
}

/** Rates far below the scene's are all alike: four decades are enough. @param {Catalog} _ @param {Scene} scene @param {number} lane @param {Knob} knob */
function lowRate(_, { lanes }, lane, { low, high }) {
  const rate = Number(lanes[lane].optimizer.knobs.lr);
  const power = 10 ** Math.floor(Math.log10(Math.min(high, Math.max(low, rate))) - 2);
  return Math.max(low, power);
}

/** @param {number} steps @returns {number} pixels on a side that are there at once */
export const usualCount = (steps) => COUNTS.findLast((count) => count * count * steps <= USUAL_WORK) ?? COUNTS[0];

/** The plane of starts, as the panels show it. @param {State} state @returns {MapChoice} */
function usualMap(state) {
  const scene = state.scene.value;
  const { x, y } = state.whole.value;
  const lane = computedLane(scene, state.lane.value);
  const count = usualCount(scene.steps);
  const axis = (/** @type {string} */ path, /** @type {[number, number]} */ [low, high]) => /** @type {Axis} */ ({ path, low, high, count, scale: "linear" });
  return { lane, axes: [axis("start.0", x), axis("start.1", y)], measure: "end", tolerance: null, seeds: 1 };
}

/** The map that is shown: that of the scene, otherwise the usual one. @param {State} state @returns {MapChoice} */
export function mapOf(state) {
  const { map } = state.scene.value;
  return map && fits(state.scene.value, map) ? map : usualMap(state);
}

/** @param {State} state @param {Partial<MapChoice>} change */
export function changeMap(state, change) {
  state.scene.value = { ...state.scene.peek(), map: { ...mapOf(state), ...change } };
}

/** @param {State} state @param {0 | 1} which @param {Axis} axis */
export function changeAxis(state, which, axis) {
  const { axes } = mapOf(state);
  changeMap(state, { axes: /** @type {[Axis, Axis]} */ (axes.map((each, i) => (i === which ? axis : each))) });
}

/** The whole range of an axis: the lesson's if it is the lesson's axis, otherwise the usual one. @param {State} state @param {0 | 1} which @returns {Axis} */
function wholeAxis(state, which) {
  const [scene, map] = [state.scene.value, mapOf(state)];
  const axis = map.axes[which];
  const own = state.catalog.lessons[state.lesson.value ?? ""]?.scene.map?.axes.find(({ path }) => path === axis.path);
  const usual = own ?? usualMap(state).axes.find(({ path }) => path === axis.path) ?? usualAxis(state.catalog, scene, map.lane, axis.path, axis.count);
  return { ...usual, count: axis.count };
}

/** @param {State} state @returns {[Axis, Axis]} */
export const wholeAxes = (state) => [wholeAxis(state, 0), wholeAxis(state, 1)];

/** @param {State} state */
export const isWhole = (state) => JSON.stringify(wholeAxes(state)) === JSON.stringify(mapOf(state).axes);

/** The range in which values of an axis are allowed at all. @param {State} state @param {Axis} axis @returns {[number, number]} */
export function bounds(state, axis) {
  const knob = knobOf(state.catalog, state.scene.peek(), mapOf(state).lane, axis.path);
  return [knob?.min ?? -state.catalog.plane.farthest, knob?.max ?? state.catalog.plane.farthest];
}

/** How narrow an axis may be: one of whole numbers holds two of them. @param {State} state @param {Axis} axis */
export function finest(state, axis) {
  const { plane } = state.catalog;
  return knobOf(state.catalog, state.scene.peek(), mapOf(state).lane, axis.path)?.kind === "integer" ? { ...plane, narrowest: 1 } : plane;
}

/** Another number on an axis. Where the other axis has it, they change places. @param {State} state @param {0 | 1} which @param {string} path */
export function chooseAxis(state, which, path) {
  const map = mapOf(state);
  const other = map.axes[1 - which];
  if (other.path === path) return changeMap(state, { axes: [map.axes[1], map.axes[0]] });
  const { count } = map.axes[which];
  const [x, y] = [state.whole.peek().x, state.whole.peek().y];
  const plane = path === "start.0" ? x : path === "start.1" ? y : null;
  changeAxis(state, which, plane ? { path, low: plane[0], high: plane[1], count, scale: "linear" } : usualAxis(state.catalog, state.scene.peek(), map.lane, path, count));
}

/** The two numbers that are most often looked at together: rate and the method's first other number. @param {State} state */
export function chooseKnobs(state) {
  const [scene, { lane, axes: [{ count }] }] = [state.scene.peek(), mapOf(state)];
  const known = offered(state.catalog, scene, lane).map(({ path }) => path);
  const own = known.filter((path) => path.startsWith("knobs.") && !/\.(lr|eps)$/.test(path));
  const pair = [known.find((path) => path === "knobs.lr") ?? "lr_scale.0", own.at(-1) ?? known.find((path) => path.startsWith("surface.")) ?? "lr_scale.1"];
  const axes = pair.map((path) => usualAxis(state.catalog, scene, lane, path, count));
  changeMap(state, { axes: /** @type {[Axis, Axis]} */ (axes) });
}

/** @param {State} state */
export const choosePlane = (state) => changeMap(state, { axes: usualMap(state).axes });
