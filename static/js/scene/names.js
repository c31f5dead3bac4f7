/** Names of lanes. */
import { listed, t, word } from "../text/language.js";
import { chosen, counted } from "../text/numbers.js";
import { changed, unitOf } from "./units.js";

/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Lane} Lane */
/** @typedef {import("../types.js").Unit} Unit */
/** @typedef {import("../types.js").Choice} Choice */
/** @typedef {import("../types.js").Method} Method */

/**
 * @param {Catalog} catalog
 * @param {Lane} lane
 * @returns {string} the label, or the name of the method or of the trajectory's file alone
 */
export const laneTitle = (catalog, lane) => lane.label || (lane.trajectory?.file ?? methodName(catalog, lane.optimizer));

/**
 * The shortest names that distinguish the lanes of a scene. If several lanes share a title, their differences follow it. Numbers
 * are used only if words are not enough.
 *
 * @param {Catalog} catalog
 * @param {Lane[]} lanes
 * @returns {string[]}
 */
export function laneTitles(catalog, lanes) {
  const known = titles.get(catalog)?.get(lanes);
  if (known) return known;
  const found = shortest(catalog, lanes);
  titles.set(catalog, (titles.get(catalog) ?? new WeakMap()).set(lanes, found));
  return found;
}

/** @type {WeakMap<Catalog, WeakMap<Lane[], string[]>>} a cache, because many parts of the page need the same titles */
const titles = new WeakMap();

/** @param {Catalog} catalog @param {Lane[]} lanes */
function shortest(catalog, lanes) {
  const words = methodTitles(catalog, lanes);
  const numbers = withDifferences(catalog, lanes);
  return words.map((name, index) => (words.indexOf(name) === words.lastIndexOf(name) ? name : numbers[index]));
}

/**
 * The titles without the method, where it is followed by what sets the lane apart.
 *
 * @param {Catalog} catalog
 * @param {Lane[]} lanes
 * @returns {string[]}
 */
export function shortTitles(catalog, lanes) {
  const prefixes = lanes.map((lane) => t("{list}, {next}", { list: laneTitle(catalog, lane), next: "" }));
  return laneTitles(catalog, lanes).map((name, index) => (name.startsWith(prefixes[index]) ? name.slice(prefixes[index].length) : name));
}

/**
 * Titles without numbers, so that they do not change during a drag. Several lanes may have the same title.
 *
 * @param {Catalog} catalog
 * @param {Lane[]} lanes
 */
export const methodTitles = (catalog, lanes) => withDifferences(catalog, lanes.map(withoutNumbers));

/** @param {Lane} lane @returns {Lane} */
const withoutNumbers = (lane) => ({
  ...lane,
  optimizer: withoutKnobs(lane.optimizer),
  schedule: { ...lane.schedule, knobs: {} },
  warmup: 0,
  ...{ batch: undefined, knobs: undefined, freeze: undefined, start: undefined },
});

/** @param {Method} optimizer @returns {Method} */
const withoutKnobs = ({ inner, ...rest }) => ({ ...rest, knobs: {}, ...(inner && { inner: { ...inner, knobs: {} } }) });

/** @param {Catalog} catalog @param {Lane[]} lanes @returns {string[]} each title, followed by the differences from lanes of the same title */
function withDifferences(catalog, lanes) {
  const titles = lanes.map((lane) => laneTitle(catalog, lane));
  const details = lanes.map((lane) => (lane.label ? [] : particulars(catalog, lane, lanes)));
  return titles.map((title, index) => {
    const namesakes = details.filter((_, other) => titles[other] === title);
    const own = details[index].filter((detail) => !namesakes.every((all) => all.includes(detail)));
    return listed([title, ...own]);
  });
}

/**
 * The full name of a lane in one line: its label, or else method, knobs off their default, schedule and warm-up.
 *
 * @param {Catalog} catalog
 * @param {Lane} lane
 */
export function laneName(catalog, lane) {
  return lane.label || listed([laneTitle(catalog, lane), ...particulars(catalog, lane)]);
}

/**
 * The full name without the title, and what sets the lane apart; empty for a lane with a label.
 *
 * @param {Catalog} catalog
 * @param {Lane} lane
 * @param {Lane[]} lanes  all lanes of the scene
 */
export const laneDetails = (catalog, lane, lanes) => (lane.label ? "" : listed(particulars(catalog, lane, lanes)));

/** @param {Catalog} catalog @param {Lane} lane @param {Lane[]} [lanes]  of the scene: a knob that another lane has off its default is named even at its default @returns {string[]} */
function particulars(catalog, lane, lanes = []) {
  if (lane.trajectory) return [];
  const { inner } = lane.optimizer;
  const alike = lanes.filter(({ trajectory, optimizer: { key, inner: its } }) => !trajectory && key === lane.optimizer.key && its?.key === inner?.key);
  const parts = changedKnobs(catalog.optimizers, lane.optimizer, alike.map(({ optimizer }) => optimizer));
  if (inner) parts.push(...changedKnobs(catalog.optimizers, inner, alike.flatMap(({ optimizer }) => optimizer.inner ?? [])));
  if (lane.schedule.key !== "constant") parts.push(scheduleName(catalog, lane.schedule));
  if (lane.warmup) parts.push(t("warm-up {steps}", { steps: chosen(lane.warmup) }));
  if (lane.fork) parts.push(t("from step {step}", { step: chosen(lane.fork.step) }));
  return [...parts, ...examplesOf(catalog, lane), ...placesOf(lane)];
}

/** Names of the orders of mini-batches that are not the usual one. @type {Record<string, string>} */
const ORDERS = { replacement: word("with replacement"), fixed: word("in a fixed order") };

/** What a lane does with examples: its mini-batches, its own knobs, the rule that says which weights its run gives. @param {Catalog} catalog @param {Lane} lane @returns {string[]} */
function examplesOf(catalog, { batch, order = "shuffle", knobs = {}, answer }) {
  const known = Object.assign({}, ...Object.values(catalog.surfaces ?? {}).map((surface) => (surface.data ? surface.knobs : {})));
  return [
    ...(batch ? [t("batch {n}", { n: counted(batch) }), ...(ORDERS[order] ? [t(ORDERS[order])] : [])] : []),
    ...Object.entries(knobs).map(([name, value]) => `${plainSymbol(known[name]?.mathml ?? name)} = ${valueText(value)}`),
    ...(answer && answer.key !== "last" ? [nameOf(catalog.answers ?? {}, answer.key)] : []),
  ];
}

/** Its own start, and coordinates that stay. @param {Lane} lane @returns {string[]} */
function placesOf({ start, freeze = {} }) {
  const frozen = Object.entries(freeze).filter(([, steps]) => steps);
  return [
    ...frozen.map(([axis, steps]) => t("{axis} frozen for {n} steps", { axis, n: counted(steps) })),
    ...(start ? [t("from {where}", { where: `(${start.map(chosen).join(", ")})` })] : []),
  ];
}

/** @param {Catalog} catalog @param {Choice} schedule */
function scheduleName(catalog, schedule) {
  const name = nameOf(catalog.schedules, schedule.key);
  return [name.charAt(0).toLowerCase() + name.slice(1), ...changedKnobs(catalog.schedules, schedule)].join(" ");
}

/** @param {Catalog} catalog @param {Method} optimizer @returns {string} "Lookahead(Momentum)" for a wrapper */
function methodName({ optimizers }, { key, inner }) {
  const own = nameOf(optimizers, key);
  return inner ? `${own}(${nameOf(optimizers, inner.key)})` : own;
}

/** @param {Record<string, Unit>} units @param {string} key */
const nameOf = (units, key) => unitOf(units, key)?.name ?? key;

/** @param {Record<string, Unit>} units @param {Choice} choice @param {Choice[]} [others]  of the same unit @returns {string[]} "α = 0.5" for each knob that here or there is off its default */
function changedKnobs(units, choice, others = []) {
  const knobs = unitOf(units, choice.key)?.knobs ?? {};
  const named = new Set([choice, ...others].flatMap((each) => changed(units, each).map(([name]) => name)));
  const shown = Object.entries(choice.knobs).filter(([name]) => named.has(name));
  return shown.map(([name, value]) => `${plainSymbol(knobs[name]?.mathml ?? name)} = ${valueText(value)}`);
}

/** @param {number | number[]} value */
const valueText = (value) => (Array.isArray(value) ? `(${value.map(chosen).join(", ")})` : chosen(value));

/** @param {string} mathml @returns {string} the text of a formula that is one symbol: "η", "β₂" */
export function plainSymbol(mathml) {
  const lowered = mathml.replace(/<mn>(\d)<\/mn>(?=<\/msub>)/g, (_, digit) => String.fromCodePoint(0x2080 + Number(digit)));
  const text = lowered.replace(/<annotation[^]*?<\/annotation>|<[^>]*>/g, "");
  return text.replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16))).trim();
}
