/** The hard bounds of a number: what the server would refuse is refused at the field, and never enters the scene. */
import { word } from "../text/language.js";
import { exact } from "./typing.js";

/** @typedef {import("../types.js").Sentence} Sentence */

const AT_LEAST = word("{name} must be at least {bound}");
const AT_MOST = word("{name} must be at most {bound}");
const ABOVE = word("{name} must be above {bound}");
const BELOW = word("{name} must be below {bound}");

/** The name of a field as the server says it: the last part of its path; for an entry of a list, also the list's name. @param {string} path */
function nameOf(path) {
  const [last, before] = path.split(".").toReversed();
  return /^\d+$/.test(last) && before ? `${before} ${last}` : last;
}

/**
 * @param {unknown} value
 * @param {Pick<import("../types.js").Knob, "min" | "max" | "open">} knob
 * @param {string} path  of the scene
 * @returns {Sentence | null} what is wrong; null for a value within the bounds, and for what is no number
 */
export function beyond(value, { min, max, open }, path) {
  if (typeof value !== "number") return null;
  const says = (/** @type {string} */ template, /** @type {number} */ bound) => ({ template, params: { name: nameOf(path), bound: exact(bound) } });
  if (min !== null && (open.includes("min") ? value <= min : value < min)) return says(open.includes("min") ? ABOVE : AT_LEAST, min);
  if (max !== null && (open.includes("max") ? value >= max : value > max)) return says(open.includes("max") ? BELOW : AT_MOST, max);
  return null;
}
