/** What stands in the field of a number or a list: written so that it reads back as the very same, read as people type it. */
import { word } from "../language.js";

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const POWER = /^([+-]?)(?:([\d.]+) *[×·*] *)?10\^([+-]?\d+)$/;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** @param {number} value */
const isPower = (value) => value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6);

/**
 * The shortest text that reads back as the same number or list; none for null, and what is no number as it came.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function exact(value) {
  if (Array.isArray(value)) return value.map(exact).join(", ");
  if (typeof value !== "number" || !Number.isFinite(value)) return value === null ? "" : String(value);
  return isPower(value) ? value.toExponential().replace("+", "") : String(value);
}

/** @param {string} text  superscript digits, so that a power pasted from the page can be read */
const lowered = (text) => "^" + [...text].map((sign) => (sign === "⁻" ? "-" : RAISED.indexOf(sign))).join("");

/**
 * Read 0.4, .5, 1e-7, 10^-7, 2 × 10⁻³, with a hyphen or a true minus; null if it is no finite number.
 *
 * @param {string} text
 */
export function parse(text) {
  const tidy = text.trim().replace(/[−–]/g, "-").replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, lowered);
  const usual = tidy.replace(POWER, (_, sign, factor = "1", power) => `${sign}${factor}e${power}`);
  return PLAIN.test(usual) && Number.isFinite(Number(usual)) ? Number(usual) : null;
}

/** @param {string} text  numbers with commas or spaces between, in brackets or not */
function readList(text) {
  const parts = text.trim().replace(/^[[(]|[\])]$/g, "").split(/[\s,;]+/).filter(Boolean);
  const values = parts.map(parse).filter((value) => value !== null);
  return values.length && values.length === parts.length ? { value: values } : { complaint: word("not a list of numbers") };
}

/**
 * @param {string} text
 * @param {{ kind: "number" | "integer" | "list", optional?: boolean }} knob  optional: an empty field means none
 * @returns {{ value: number | number[] | null } | { complaint: string }}
 */
export function read(text, knob) {
  if (knob.kind === "list") return readList(text);
  if (knob.optional && text.trim() === "") return { value: null };
  const value = parse(text);
  if (value === null) return { complaint: word("not a number") };
  return knob.kind === "integer" && !Number.isInteger(value) ? { complaint: word("not a whole number") } : { value };
}

/**
 * @param {string} sentence  of the server
 * @returns {number | null} the column that it names, counted from 1
 */
export function columnOf(sentence) {
  const found = /\bcolumn (\d+)/.exec(sentence);
  return found ? Math.max(1, Number(found[1])) : null;
}
