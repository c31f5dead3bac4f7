/** Copies the settings of one lane to another: the knobs that its method has, the schedule, the options of the steps, and what it has of its own. */
import { fitting, OWN } from "../scene/data.js";
import { plainSymbol } from "../scene/names.js";
import { getAt, setAt } from "../scene/scene.js";
import { unitOf } from "../scene/units.js";
import { t } from "../text/language.js";
import { knobAt } from "./knobs.js";
import { nameIn, placeOf, putNumber } from "./linked.js";

/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").Lane} Lane */
/** @typedef {{ scene: Scene, taken: string[], left: string[] }} Pasted  taken: names of what changed; left: of the knobs that the target does not have */

const OPTIONS = ["warmup", "lr_scale.0", "lr_scale.1", "weight_decay", "clip"];

/** @param {Lane} lane @returns {string[]} names of the knobs of its method, those of the method inside last */
function knobNames({ optimizer: { knobs, inner } }) {
  const own = Object.keys(knobs).map((name) => `optimizer.knobs.${name}`);
  return [...own, ...Object.keys(inner?.knobs ?? {}).map((name) => `optimizer.inner.knobs.${name}`)];
}

/** @param {import("./knobs.js").Knob | undefined} knob @param {string} name */
const called = (knob, name) => (knob?.word ? t(knob.word) : plainSymbol(knob?.mathml ?? name));

/** @param {Catalog} catalog @param {Scene} scene @param {string} path @param {unknown} value @returns {Scene} the same scene if the value is there already */
const put = (catalog, scene, path, value) =>
  JSON.stringify(getAt(scene, path)) === JSON.stringify(value) ? scene : putNumber(catalog, scene, path, value);

/** The schedule is taken whole. @param {Catalog} catalog @param {Pasted} made @param {Lane} from @param {number} to @returns {Pasted} */
function withSchedule(catalog, { scene, taken, left }, { schedule }, to) {
  if (JSON.stringify(scene.lanes[to].schedule) === JSON.stringify(schedule)) return { scene, taken, left };
  const name = unitOf(catalog.schedules, schedule.key)?.name ?? schedule.key;
  return { scene: setAt(scene, `lanes.${to}.schedule`, structuredClone(schedule)), taken: [...taken, name], left };
}

/** What is said of a field that a lane has of its own. @param {Catalog} catalog @param {Scene} scene @param {typeof OWN[number]} name @param {Lane} of  a lane that has it @returns {string[]} */
function ownNames(catalog, { surface }, name, { knobs = {}, answer }) {
  const known = unitOf(catalog.surfaces, surface.key)?.knobs ?? {};
  if (name === "knobs") return Object.keys(knobs).map((knob) => called(Object.hasOwn(known, knob) ? known[knob] : undefined, knob));
  if (name === "answer") return answer ? [unitOf(catalog.answers ?? {}, answer.key)?.name ?? answer.key] : [];
  return [{ batch: t("mini-batch"), order: t("Order"), start: t("a start of its own"), freeze: t("coordinates that stay for a while") }[name]];
}

/** What a lane has of its own is taken whole, as far as the target can have it. @param {Catalog} catalog @param {Pasted} made @param {Lane} from @param {number} to @returns {Pasted} */
function withOwn(catalog, made, from, to) {
  return OWN.reduce(({ scene, taken, left }, name) => {
    const [before, value] = [scene.lanes[to][name], fitting(catalog, scene, to, name, from[name])];
    const lost = from[name] !== undefined && value === undefined ? ownNames(catalog, scene, name, from) : [];
    if (JSON.stringify(before) === JSON.stringify(value)) return { scene, taken, left: [...left, ...lost] };
    const next = setAt(scene, ["lanes", to, name].join("."), value);
    const names = ownNames(catalog, scene, name, value === undefined ? scene.lanes[to] : next.lanes[to]);
    return { scene: next, taken: [...taken, ...names], left: [...left, ...lost] };
  }, made);
}

/**
 * @param {Catalog} catalog
 * @param {Scene} scene
 * @param {Lane} from  may be of another scene
 * @param {number} to  index of a lane
 * @returns {Pasted}
 */
export function pasted(catalog, scene, from, to) {
  const source = { ...scene, lanes: [from] };
  const made = [...knobNames(from), ...OPTIONS].reduce((/** @type {Pasted} */ { scene: now, taken, left }, inside) => {
    const [value, knob] = [getAt(from, inside), knobAt(catalog, source, `lanes.0.${inside}`)];
    const path = placeOf(now, to, nameIn(`lanes.0.${inside}`));
    const says = called(knob, inside);
    if (path === undefined || knobAt(catalog, now, path)?.kind !== knob?.kind) return { scene: now, taken, left: [...left, says] };
    const next = put(catalog, now, path, value);
    return { scene: next, taken: next === now ? taken : [...taken, says], left };
  }, { scene, taken: [], left: [] });
  return withOwn(catalog, withSchedule(catalog, made, from, to), from, to);
}
