/** Completes scenes: fills in the defaults that a link or a lesson leaves out. */
import { defaultRate, defaults, unitOf } from "./units.js";

/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").Lane} Lane */
/** @typedef {import("../types.js").Unit} Unit */
/** @typedef {import("../types.js").Choice} Choice */
/** @typedef {import("../types.js").Method} Method */
/** @typedef {import("../types.js").Ground} Ground */
/** @typedef {{ key: string, knobs?: import("../types.js").Knobs }} GivenChoice */
/** @typedef {GivenChoice & { inner?: GivenChoice }} GivenMethod */
/** @typedef {GivenChoice & Omit<Ground, "key" | "knobs">} GivenGround */
/**
 * A scene as a link or a lesson gives it.
 *
 * @typedef {Partial<Omit<Lane, "optimizer" | "schedule" | "fork" | "answer">> & {
 *   optimizer: GivenMethod, schedule?: GivenChoice, answer?: GivenChoice, fork?: { step: number, before: any, anew?: boolean }
 * }} GivenLane
 * @typedef {{
 *   version?: 1, surface: GivenGround, start?: [number, number], steps: number,
 *   seed?: number, noise?: number | [number, number], lanes: GivenLane[], frozen?: GivenScene, map?: import("../types.js").MapChoice
 * }} GivenScene
 */

const CONSTANT = "constant";

/**
 * @param {Unit | undefined} unit
 * @param {GivenChoice} given
 * @param {number} [lr]
 * @returns {Choice}
 */
const choice = (unit, given, lr) => ({ ...given, knobs: { ...defaults(unit, lr), ...given.knobs } });

/** A typed surface has formula and domain in the scene. @param {Catalog} catalog @param {GivenGround} given @returns {Ground} */
function ground(catalog, given) {
  const unit = unitOf(catalog.surfaces, given.key);
  if (unit?.text === undefined) return choice(unit, given);
  return { ...choice(unit, given), formula: given.formula ?? unit.text, domain: given.domain ?? unit.domain };
}

/** The method inside a wrapper has no learning rate of its own. @param {Catalog} catalog @param {string} surface @param {GivenMethod} given @returns {Method} */
function method(catalog, surface, given) {
  const unit = unitOf(catalog.optimizers, given.key);
  const lr = defaultRate(catalog, surface, given);
  if (unit?.inner === undefined) return choice(unit, given, lr);
  const inner = given.inner ?? { key: unit.inner };
  return { ...choice(unit, given, lr), inner: { ...inner, knobs: { ...innerDefaults(catalog, inner.key), ...inner.knobs } } };
}

/** @param {Catalog} catalog @param {string} key */
function innerDefaults(catalog, key) {
  const { lr: _, ...knobs } = defaults(unitOf(catalog.optimizers, key), undefined);
  return knobs;
}

/**
 * Fills in every default. Keys unknown to the catalog are kept, so that the server reports them.
 *
 * @param {Catalog} catalog
 * @param {GivenScene} given
 * @returns {Scene}
 */
export function complete(catalog, given) {
  const { version = 1, surface, start, steps, seed = 0, noise = 0, lanes, frozen, ...unknown } = given;
  return {
    version,
    surface: ground(catalog, surface),
    start: start ?? unitOf(catalog.surfaces, surface.key)?.start ?? [0, 0],
    steps,
    seed,
    noise: Array.isArray(noise) ? noise : [noise, noise],
    lanes: lanes.map((lane) => completeLane(catalog, surface.key, lane)),
    ...unknown,
    ...(frozen && { frozen: complete(catalog, frozen) }),
  };
}

/**
 * @param {Catalog} catalog
 * @param {string} surface
 * @param {GivenLane} lane
 * @returns {Lane}
 */
export function completeLane(catalog, surface, lane) {
  const { optimizer, schedule = { key: CONSTANT }, fork, answer, freeze, ...rest } = lane;
  return {
    optimizer: method(catalog, surface, optimizer),
    schedule: choice(unitOf(catalog.schedules, schedule.key), schedule),
    ...{ warmup: 0, lr_scale: [1, 1], weight_decay: 0, clip: null, label: null },
    ...rest,
    ...(answer && { answer: choice(unitOf(catalog.answers ?? {}, answer.key), answer) }),
    ...(freeze && { freeze: { x: 0, y: 0, ...freeze } }),
    ...(fork && { fork: { ...fork, before: completeLane(catalog, surface, fork.before) } }),
  };
}
