/** Units of the catalog: lookup by key, defaults, and the knobs that are off their default. */

/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Unit} Unit */
/** @typedef {import("../types.js").Choice} Choice */
/** @typedef {import("../types.js").Knobs} Knobs */

/**
 * @template {Unit} U
 * @param {Record<string, U>} units
 * @param {string} key
 * @returns {U | undefined} undefined for a key that this server does not know
 */
export const unitOf = (units, key) => (Object.hasOwn(units, key) ? units[key] : undefined);

/**
 * @param {Unit | undefined} unit
 * @param {number | undefined} lr  default learning rate of optimizer and surface, for a knob without a default
 * @returns {Knobs}
 */
export function defaults(unit, lr) {
  const knobs = Object.entries(unit?.knobs ?? {});
  return Object.fromEntries(knobs.map(([name, knob]) => [name, knob.default ?? lr ?? knob.low]));
}

/**
 * @param {Catalog} catalog
 * @param {string} surface
 * @param {{ key: string, inner?: { key: string } }} optimizer
 * @returns {number | undefined} default learning rate of this optimizer on this surface; for a wrapper, that of the method inside
 */
export function defaultRate(catalog, surface, { key, inner }) {
  const rates = unitOf(catalog.surfaces, surface)?.lr ?? {};
  const method = inner?.key ?? unitOf(catalog.optimizers, key)?.inner ?? key;
  return Object.hasOwn(rates, method) ? rates[method] : undefined;
}

/**
 * @param {Record<string, Unit>} units
 * @param {Choice} chosen
 * @returns {[string, number | number[]][]} the knobs that are off their default; a learning rate has none, so it is always among them
 */
export function changed(units, chosen) {
  const usual = defaults(unitOf(units, chosen.key), NaN);
  return Object.entries(chosen.knobs).filter(([name, value]) => !same(value, usual[name]));
}

/**
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean} true for equal values, and for lists of equal values
 */
export function same(one, other) {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

/**
 * @param {Record<string, { group?: string }>} units
 * @returns {[string, string[]][]} the keys of each group, in the order of the catalog; "" for those without one
 */
export function grouped(units) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const [key, { group = "" }] of Object.entries(units)) groups.set(group, [...(groups.get(group) ?? []), key]);
  return [...groups];
}
