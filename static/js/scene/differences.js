/** What a scene says otherwise than another one, in short words: "η = 0.1 (Adam)". */
import { knobAt } from "../controls/knobs.js";
import { t } from "../text/language.js";
import { chosen } from "../text/numbers.js";
import { isOptional } from "./data.js";
import { differing } from "./history.js";
import { laneName, laneTitles, plainSymbol } from "./names.js";
import { pensOf } from "./pens.js";
import { getAt } from "./scene.js";
import { unitOf } from "./units.js";

/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Scene} Scene */

/** Fields of a scene that have no number of their own, or are compared lane by lane. */
const ELSEWHERE = /^(version|surface|lanes|linked|frozen)(\.|$)/;
/** Fields whose change makes another lane. */
const OTHER_METHOD = /(^|\.)key$/;

/** @param {Catalog} catalog @param {Scene} scene @param {string} path @returns {string[]} "η = 0.1"; none for a field without a knob */
function numbered(catalog, scene, path) {
  const knob = knobAt(catalog, scene, path);
  if (!knob) return [];
  const value = /** @type {number | number[] | null} */ (getAt(scene, path));
  const says = value === null ? t("none") : Array.isArray(value) ? `(${value.map(chosen).join(", ")})` : chosen(value);
  return [`${knob.word ? t(knob.word) : plainSymbol(knob.mathml)} = ${says}`];
}

/** Has the lane not what another one has of its own, or is it a word without a number? @param {import("../types.js").Lane} lane @param {string} path */
const isGone = (lane, path) => path === "order" || (isOptional(`lanes.0.${path}`) && getAt(lane, path) === undefined);

/** The field of a list is the list. @param {string} path */
const whole = (path) => path.replace(/(knobs\.\w+)\.\d+$/, "$1");

/** @param {Catalog} catalog @param {Scene} frozen @param {Scene} now @returns {string[]} */
function ofSurface(catalog, frozen, now) {
  const { key, formula } = frozen.surface;
  if (key !== now.surface.key) return [unitOf(catalog.surfaces, key)?.name ?? key];
  const knobs = differing(now.surface.knobs, frozen.surface.knobs).flatMap((name) => numbered(catalog, frozen, `surface.knobs.${name}`));
  return formula !== now.surface.formula ? [`f = ${formula}`, ...knobs] : knobs;
}

/** @param {Catalog} catalog @param {Scene} frozen @param {Scene} now @param {number} lane  of the frozen scene @param {number} other  of the scene now, -1 if it is gone */
function ofLane(catalog, frozen, now, lane, other) {
  const own = frozen.lanes[lane];
  if (other < 0) return [laneTitles(catalog, frozen.lanes)[lane]];
  const paths = [...new Set(differing(now.lanes[other], own).map(whole))].filter((path) => path !== "label" && path !== "pen");
  if (paths.some((path) => OTHER_METHOD.test(path) || isGone(own, path))) return [laneName(catalog, own)];
  const said = paths.filter((path) => getAt(own, path) !== undefined).flatMap((path) => numbered(catalog, frozen, ["lanes", lane, path].join(".")));
  if (frozen.lanes.length === 1) return said;
  return said.map((what) => t("{what} ({name})", { what, name: laneTitles(catalog, frozen.lanes)[lane] }));
}

/**
 * @param {Catalog} catalog
 * @param {Scene} frozen
 * @param {Scene} now
 * @returns {string[]} what the frozen scene says, where it differs
 */
export function differences(catalog, frozen, now) {
  const pens = pensOf(now.lanes);
  const rest = differing(now, frozen).filter((path) => !ELSEWHERE.test(path) && getAt(frozen, path) !== undefined);
  return [
    ...ofSurface(catalog, frozen, now),
    ...rest.flatMap((path) => numbered(catalog, frozen, path)),
    ...pensOf(frozen.lanes).flatMap((pen, lane) => ofLane(catalog, frozen, now, lane, pens.indexOf(pen))),
  ];
}
