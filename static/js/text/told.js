/** What the server says: an English template, the key of the translations, and what stands in its places. */
import { clauses, t } from "./language.js";

/** @typedef {import("../types.js").Told} Told */

/** @param {Told} said @returns {string} in the page's language; a value may be said in the same way */
export const told = ({ template, params }) =>
  t(template, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === "object" ? told(value) : value])));

/** @param {Told[]} faults @returns {string} */
export const sentences = (faults) => clauses(faults.map(told));
