/** The text of number and list fields. Written text parses back to the same value. Parsing accepts what people usually type. */
import { word } from "../text/language.js";

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const POWER = /^([+-]?)(?:([\d.]+) *[×·⋅∙*] *)?10 ?\^ ?([+-]?\d+)$/;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** @param {number} value */
const isPower = (value) => value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6);

/**
 * The shortest text that parses back to the same number or list; empty for null, anything else unchanged.
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

/** Invisible characters: zero-width spaces, direction marks, byte order mark, soft hyphen. */
const UNSEEN = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;
/** A single comma is a decimal sign if it cannot separate thousands. It is one in 1,5, 0,125 and 12,3456, not in 1,500 or 1,234,567. */
const DECIMAL = /^([+-]?)(\d*),(\d+)(?![\d,.])/;

/** @param {string} text @returns {string} with a point for a decimal comma; a comma that could separate thousands stays, so the text is refused */
function pointed(text) {
  const isGroup = (/** @type {string} */ before, /** @type {string} */ after) => after.length === 3 && /^[1-9]\d{0,2}$/.test(before);
  return text.replace(DECIMAL, (whole, _, before, after) => (isGroup(before, after) ? whole : whole.replace(",", ".")));
}

/** @param {string} sign @returns {string} ¼ becomes 0.25; anything except a fraction is unchanged */
function fraction(sign) {
  const [above, below] = sign.normalize("NFKC").split("\u2044").map(Number);
  return below ? String(above / below) : sign;
}

/**
 * Converts characters from other keyboards or pasted text to ASCII: full-width digits and signs, dashes, spaces, superscripts.
 *
 * @param {string} text
 */
function tidied(text) {
  const raised = text.replace(UNSEEN, "").replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, lowered);
  const parts = raised.replace(/^([-+−–]?)([¼½¾⅐-⅞])$/, (_, sign, one) => sign + fraction(one));
  return parts.normalize("NFKC").replace(/[−‐‑‒–—]/g, "-").replace(/\s+/g, " ").trim();
}

/**
 * Parses numbers such as 0.4, .5, 1e-7, 10^-7, 2 × 10⁻³ or ½, with a hyphen or a true minus. A decimal comma is accepted if it is
 * unambiguous. Returns null if the text is not a finite number.
 *
 * @param {string} text
 */
export function parse(text) {
  const tidy = pointed(tidied(text));
  const usual = tidy.replace(/^([+-]) (?=[\d.])/, "$1").replace(POWER, (_, sign, factor = "1", power) => `${sign}${factor}e${power}`);
  return PLAIN.test(usual) && Number.isFinite(Number(usual)) ? Number(usual) : null;
}

/** @param {string} text  numbers separated by commas or spaces, with or without brackets */
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
