/** Translates the server's sentences. Each arrives as an English template, which is also the key of the translation, with its values. */
import { clauses, t } from "./language.js";
import { counted, measured } from "./numbers.js";

/** @typedef {import("../types.js").Sentence} Sentence */
/** @typedef {import("../types.js").RunEvent} RunEvent */
/** @typedef {import("../types.js").Fault} Fault */

/** Functions that write a number, by the format in the template. @type {Record<string, (value: number) => string>} */
const FORMATS = { d: counted, ".3g": measured };

/** @param {Sentence["params"][string]} value  null: a number that is not finite @param {string | undefined} format */
function written(value, format) {
  if (format) return FORMATS[format](Number(value ?? NaN));
  return value !== null && typeof value === "object" ? translated(value) : String(value);
}

/** @param {Sentence} sentence @returns {string} */
export const translated = ({ template, params }) =>
  t(template).replace(/\{(\w+)(?::([^}]+))?\}/g, (_, name, format) => written(params[name], format));

/** @param {Sentence[]} faults @returns {string} */
export const sentences = (faults) => clauses(faults.map(translated));

/**
 * A fault that is said far from its control: it names the walker, and the field if the sentence does not.
 *
 * @param {Pick<Fault, "path" | "template" | "params">} fault
 * @returns {string}
 */
export function placed({ path, template, params }) {
  const [head, index] = path.split(".");
  const walker = head === "lanes" && /^\d+$/.test(index ?? "") ? Number(index) + 1 : null;
  if (walker !== null && template.includes("{name}")) {
    return translated({ template, params: { ...params, name: t("{name} of walker {n}", { name: params.name, n: walker }) } });
  }
  const says = translated({ template, params });
  if (walker !== null) return t("Walker {n}: {title}", { n: walker, title: says });
  return path && !template.includes("{name}") ? t("{name}: {says}", { name: path.split(".").at(-1), says }) : says;
}

/**
 * Joins each error of an answer with its sentence.
 *
 * @param {{ errors: Omit<Fault, "code" | "template" | "params">[], sentences: Pick<Fault, "code" | "template" | "params">[] }} answer
 * @returns {Fault[]}
 */
export const faultsOf = ({ errors, sentences: parts }) => errors.map((error, i) => ({ ...error, ...parts[i] }));

/** A fault's bound in words: a number of characters in the page's language, anything else as the server says it. @param {Pick<Fault, "bound">} fault */
export function boundOf({ bound }) {
  const [, n] = /^at most (\d+) characters$/.exec(bound) ?? [];
  return n === undefined ? bound : t("at most {n} characters", { n: counted(Number(n)) });
}

/** @param {RunEvent} event @returns {string} */
export const kindOf = ({ kind }) => t(kind);

/** @param {RunEvent} event @returns {string} */
export const sentenceOf = ({ template, numbers, from, to, why }) => translated({ template, params: { ...numbers, from, to, ...(why && { reason: why }) } });
