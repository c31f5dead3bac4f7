/** What stands in a number's field: written so that it reads back as the very same number, read as people type it. */

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const POWER = /^([+-]?)(?:([\d.]+) *[×·*] *)?10\^([+-]?\d+)$/;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** @param {number} value */
const isPower = (value) => value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6);

/**
 * The shortest text that reads back as the same number; none for null, and what is no number as it came.
 *
 * @param {unknown} value
 */
export function exact(value) {
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

/**
 * @param {string} text
 * @param {{ kind: "number" | "integer", optional?: boolean }} knob  optional: an empty field means none
 * @returns {{ value: number | null } | { complaint: string }}
 */
export function read(text, knob) {
  if (knob.optional && text.trim() === "") return { value: null };
  const value = parse(text);
  if (value === null) return { complaint: "not a number" };
  return knob.kind === "integer" && !Number.isInteger(value) ? { complaint: "not a whole number" } : { value };
}
