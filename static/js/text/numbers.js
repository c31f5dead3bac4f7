/** Formats numbers: three significant digits, powers of ten with a superscript, a true minus sign. */

import { t } from "./language.js";

const SUPERSCRIPT = /** @type {Record<string, string>} */ ({
  "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹",
});

/** @param {number} exponent */
export function powerOfTen(exponent) {
  return `10${[...String(exponent)].map((digit) => SUPERSCRIPT[digit]).join("")}`;
}

/** @param {string} text */
const minus = (text) => text.replace("-", "−");

/**
 * A measured number, always with three digits, so that its width stays the same from step to step.
 *
 * @param {number} value
 */
export function measured(value) {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential(2).split("e");
  const power = Number(exponent);
  if (power >= -3 && power <= 2) return minus(value.toPrecision(3));
  return `${minus(mantissa)} × ${powerOfTen(power)}`;
}

/**
 * A number to compare or copy, with six significant digits.
 *
 * @param {number | null | undefined} value
 */
export function precise(value) {
  if (value === 0 || !Number.isFinite(value ?? NaN)) return value === 0 ? "0" : "–";
  const [mantissa, exponent] = Number(value).toExponential(5).split("e");
  const power = Number(exponent);
  return power >= -4 && power <= 5 ? minus(Number(value).toPrecision(6)) : `${minus(mantissa)} × ${powerOfTen(power)}`;
}

/**
 * A number that the user set, with as few significant digits as possible, at most three.
 *
 * @param {number} value
 */
export function chosen(value) {
  if (value === 0 || !Number.isFinite(value)) return value === 0 ? "0" : "–";
  const [mantissa, exponent] = Number(value.toPrecision(3)).toExponential().split("e");
  const power = Number(exponent);
  if (power >= -2 && power <= 3) return minus(String(Number(value.toPrecision(3))));
  return mantissa === "1" ? powerOfTen(power) : `${minus(mantissa)} × ${powerOfTen(power)}`;
}

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** The language's separator of groups of three digits. In many languages a comma is the decimal sign. */
const between = () => t("1,000").slice(1, -3);

/** A whole number with the language's separator of groups. The decimal sign is a point in every language. @param {number} count */
export const counted = (count) => WHOLE.format(count).replaceAll(",", between());
