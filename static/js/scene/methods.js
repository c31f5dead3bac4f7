/** The order in which methods are offered: the classics first, then in groups. */
import { t, word } from "../text/language.js";

/** @typedef {import("../types.js").MethodUnit} MethodUnit */

/** What every course teaches, in the order in which it is taught. */
const CLASSICS = ["gradient_descent", "momentum", "nesterov", "adagrad_mean", "adagrad", "rmsprop", "adadelta", "adam", "adamw"];

const [FIRST, ADAM, OTHERS] = [word("Classics"), word("After Adam"), word("Others")];
const [CURVED, AROUND] = [word("With curvature"), word("Around another method")];
const ORDER = [FIRST, ADAM, OTHERS, CURVED, AROUND];

/** Does a method vary Adam, or a method that does? @param {Record<string, MethodUnit>} units @param {string | null} key @returns {boolean} */
const variesAdam = (units, key) => key === "adam" || (key !== null && Object.hasOwn(units, key) && variesAdam(units, units[key].varies));

/** @param {Record<string, MethodUnit>} units @param {string} key */
function groupOf(units, key) {
  if (CLASSICS.includes(key)) return FIRST;
  if (variesAdam(units, key)) return ADAM;
  return { wrapper: AROUND, coupled: CURVED, coordinate: OTHERS }[units[key].form ?? "coordinate"];
}

/**
 * @template {MethodUnit} U
 * @param {Record<string, U>} units
 * @returns {Record<string, U>} in the order in which they are offered, each with the name of its group
 */
export function offered(units) {
  const rank = (/** @type {string} */ key) => (CLASSICS.includes(key) ? CLASSICS.indexOf(key) : CLASSICS.length);
  const entries = Object.entries(units).map(([key, unit]) => ({ key, unit, group: groupOf(units, key) }));
  // Within a group the order of the catalog stays, which is that of the alphabet: sorting is stable.
  const sorted = entries.toSorted((one, other) => ORDER.indexOf(one.group) - ORDER.indexOf(other.group) || rank(one.key) - rank(other.key));
  return Object.fromEntries(sorted.map(({ key, unit, group }) => [key, { ...unit, group: t(group) }]));
}
