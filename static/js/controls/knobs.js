/** The knob of a path in the scene. It comes from the catalog, or from the tables here for numbers that every run or lane has. */
import { t, word } from "../text/language.js";
import { countOf } from "../scene/data.js";
import { MOST_RUNS, runsLeft, runsOf } from "../scene/many.js";
import { getAt } from "../scene/scene.js";
import { defaultRate, unitOf } from "../scene/units.js";
import { roundUp } from "../view/scale.js";

/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Scene} Scene */
/**
 * @typedef {import("../types.js").Knob & { optional?: boolean, word?: string, bare?: boolean }} Knob
 *   optional: null means none; word: shown instead of a symbol; bare: a field without a slider
 */

/** @param {string} letters @param {string} [sub] */
const math = (letters, sub) => `<math>${sub ? `<msub><mi>${letters}</mi><mi>${sub}</mi></msub>` : `<mi>${letters}</mi>`}</math>`;

/**
 * @param {string} mathml
 * @param {string} name
 * @param {number} low
 * @param {number} high
 * @param {Partial<Knob>} [more]
 * @returns {Knob}
 */
const plain = (mathml, name, low, high, more) => ({
  ...{ symbol: "", mathml, name, low, high, kind: "number", scale: "linear", default: 0 },
  ...{ min: null, max: null, open: [] },
  ...more,
});

const integer = /** @type {const} */ ({ kind: "integer" });
const log = /** @type {const} */ ({ scale: "log" });
const AXES = ["x", "y"];

/** @type {[[number, number], [number, number]]} domain of an unknown surface */
const EMPTY = [[-1, 1], [-1, 1]];

/** @type {Record<string, Knob>} */
const RUN = {
  steps: plain(math("T"), word("number of steps"), 1, 100_000, { ...integer, ...log, min: 1, default: 400, word: word("steps") }),
  "map.search.seed": plain(math("<mtext>seed</mtext>"), word("seed of the search"), 0, 100, { ...integer, min: 0, max: 2 ** 32 - 1, word: word("seed") }),
  seed: plain(math("<mtext>seed</mtext>"), word("seed of the noise"), 0, 100, { ...integer, min: 0, max: Number.MAX_SAFE_INTEGER, word: word("seed") }),
};

/** @type {Partial<Knob>} */
const CLIP = { default: null, optional: true, min: 0, open: ["min"], word: word("clip to norm") };

/** @type {Record<string, Knob>} */
const LANE = {
  warmup: plain(math("W"), word("warm-up, in steps"), 0, 200, { ...integer, min: 0, word: word("warm-up") }),
  "lr_scale.0": plain(math("c", "x"), word("factor on the learning rate in x"), 1e-3, 10, { ...log, min: 0, default: 1 }),
  "lr_scale.1": plain(math("c", "y"), word("factor on the learning rate in y"), 1e-3, 10, { ...log, min: 0, default: 1 }),
  "fork.step": plain(math("k"), word("step of the fork"), 1, 1000, { ...integer, min: 1, word: word("fork at") }),
  "many.count": plain(math("n"), word("number of runs, its own included"), 1, MOST_RUNS, { ...integer, ...log, min: 1, default: 100, word: word("runs") }),
  "many.spread": plain(math("r"), word("how far away starts lie, as a share of the domain's sides"), 0.001, 0.5, { ...log, min: 0, max: 1, open: ["min"], default: 0.05, word: word("spread") }),
  batch: plain(math("B"), word("mini-batch: how many examples a step sees"), 1, 64, { ...integer, ...log, min: 1, word: word("mini-batch") }),
  "freeze.x": plain(math("x"), word("steps for which x stays where it is"), 0, 1000, { ...integer, min: 0, word: word("freeze x") }),
  "freeze.y": plain(math("y"), word("steps for which y stays where it is"), 0, 1000, { ...integer, min: 0, word: word("freeze y") }),
  weight_decay: plain(math("λ"), word("weight decay, added to the gradient"), 0, 1, { min: 0, word: word("weight decay") }),
  clip: plain(math("c"), word("clipping: largest norm of the gradient, empty for none"), 1e-3, 1e4, { ...log, ...CLIP }),
};

/**
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {string} path
 * @returns {Knob | undefined} undefined if this path has no knob
 */
export function knobAt(catalog, scene, path) {
  if (getAt(scene, path) === undefined) return undefined;
  const [head, index, part, place, name, deep] = path.split(".");
  if (head === "surface") return index === "domain" ? ofDomain(part, place) : pick(unitOf(catalog.surfaces, scene.surface.key)?.knobs, part);
  if (head === "start" || head === "noise") return ofPlace(catalog, scene, head, Number(index));
  if (head !== "lanes") return limited(catalog, scene, path, pick(RUN, path));
  const lane = scene.lanes[Number(index)];
  if (part === "optimizer" && place === "inner") return pick(unitOf(catalog.optimizers, lane.optimizer.inner?.key ?? "")?.knobs, deep);
  if (part === "optimizer") return pick(unitOf(catalog.optimizers, lane.optimizer.key)?.knobs, name);
  if (part === "knobs") return pick(unitOf(catalog.surfaces, scene.surface.key)?.knobs, place);
  if (part === "start") return ofPlace(catalog, scene, part, Number(place));
  if (part === "answer") return pick(unitOf(catalog.answers ?? {}, lane.answer?.key ?? "")?.knobs, name);
  if (part === "batch") return { ...LANE.batch, high: Math.max(2, countOf(scene, Number(index))), max: countOf(scene, Number(index)) };
  if (part === "schedule") return pick(unitOf(catalog.schedules, lane.schedule.key)?.knobs, name);
  if (part === "many" && place === "count") return { ...LANE["many.count"], max: runsLeft(catalog, scene, Number(index)) };
  return limited(catalog, scene, part, pick(LANE, path.split(".").slice(2).join(".")));
}

/** With the server's bound on numbers of steps. @param {Catalog} catalog @param {Scene} scene @param {string} name @param {Knob | undefined} knob */
function limited({ limits }, scene, name, knob) {
  const { steps } = scene;
  if (knob && name === "fork") return { ...knob, high: Math.max(2, steps - 1), max: Math.max(1, steps - 1) };
  if (knob && name === "freeze") return { ...knob, high: Math.max(2, steps), max: limits?.steps ?? null };
  if (!knob || !limits || !["steps", "warmup"].includes(name)) return knob;
  return { ...knob, max: name === "steps" ? Math.min(limits.steps, Math.floor(limits.lane_steps / runsOf(scene))) : limits.steps };
}

/** @param {Record<string, Knob> | undefined} knobs @param {string} name */
const pick = (knobs, name) => (knobs && Object.hasOwn(knobs, name) ? knobs[name] : undefined);

/** @param {string} axis @param {string | undefined} end @returns {Knob | undefined} */
function ofDomain(axis, end) {
  if (end === undefined) return undefined;
  const of = { axis: AXES[Number(axis)] };
  const [name, says] = end === "0" ? [t("smallest {axis} of the domain", of), t("{axis} from", of)] : [t("largest {axis} of the domain", of), t("to")];
  return plain(math(of.axis), name, -10, 10, { word: says, bare: true });
}

/**
 * Knobs of start and noise. Their ranges depend on the surface.
 *
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {"start" | "noise"} head
 * @param {number} axis
 */
function ofPlace(catalog, scene, head, axis) {
  const surface = unitOf(catalog.surfaces, scene.surface.key);
  const domain = scene.surface.domain ?? surface?.domain ?? EMPTY;
  const [low, high] = domain[axis];
  if (head === "start") return plain(math(AXES[axis], "0"), t("start in {axis}", { axis: AXES[axis] }), low, high, { default: surface?.start[axis] ?? 0 });
  const side = Math.min(...domain.map(([from, to]) => to - from));
  const reach = roundUp(((surface?.curvature ?? 1) * side) / 10);
  return plain(math("s", AXES[axis]), t("standard deviation of the noise on the gradient in {axis}", { axis: AXES[axis] }), 0, reach, { min: 0 });
}

/**
 * The value that a double click restores: the lesson's value if the scene has the lesson's units, otherwise the unit's default.
 *
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {string} path
 * @param {Scene | undefined} lesson  the scene of the lesson that the page shows
 * @returns {unknown}
 */
export function restingValue(catalog, scene, path, lesson) {
  const value = lesson && sameUnits(scene, lesson, path) ? getAt(lesson, path) : undefined;
  if (value !== undefined) return value;
  const fallback = knobAt(catalog, scene, path)?.default ?? null;
  const [head, index, , , name] = path.split(".");
  if (head !== "lanes" || name !== "lr") return fallback;
  return defaultRate(catalog, scene.surface.key, scene.lanes[Number(index)].optimizer) ?? fallback;
}

/** @param {Scene} scene @param {Scene} lesson @param {string} path */
function sameUnits(scene, lesson, path) {
  const owner = path.split(".knobs.")[0];
  const keys = owner === path ? ["surface.key"] : ["surface.key", `${owner}.key`];
  return keys.every((key) => getAt(scene, key) === getAt(lesson, key));
}
