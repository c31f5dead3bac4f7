/** The units of an axis. If plain numbers are too long for its ticks, they count from an offset and in a power of ten. */
import { powerOfTen } from "../text/numbers.js";
import { linearTicks } from "../view/scale.js";

/** @typedef {import("../types.js").Range} Range */
/** @typedef {{ offset: number, power: number }} Ruler  a tick shows (value - offset) / 10^power */

/** @type {Ruler} */
export const PLAIN = { offset: 0, power: 0 };
/** Most characters that fit beside a panel. */
const LONGEST = 5;
const TICKS = 5;

/** @param {Range} range @returns {Ruler} */
export function rulerOf([low, high]) {
  const ticks = linearTicks([low, high], TICKS);
  const plain = (/** @type {number} */ tick) => /^-?[\d.]+$/.test(String(tick)) && String(Math.abs(tick)).length <= LONGEST;
  if (ticks.length && ticks.every(plain)) return PLAIN;
  const [middle, span] = [(low + high) / 2, high - low];
  const digits = Math.min(16, Math.ceil(Math.log10(Math.abs(middle) / span)) + 1);
  const offset = digits > 2 ? Number(middle.toPrecision(digits)) : 0;
  return { offset, power: Math.floor(Math.log10(span / TICKS)) };
}

/** @param {Ruler} ruler @param {number} value @returns {number} */
export const along = ({ offset, power }, value) => (value - offset) / 10 ** power;

/** @param {string} axis @param {Ruler} ruler @returns {string} such as "x − 1.25 in 10⁻⁹"; empty if the ticks show plain numbers */
export function rulerText(axis, { offset, power }) {
  if (!offset && !power) return "";
  const from = offset ? ` ${offset > 0 ? "−" : "+"} ${Math.abs(offset)}` : "";
  return `${axis}${from} in ${powerOfTen(power)}`;
}
