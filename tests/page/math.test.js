import assert from "node:assert/strict";
import test from "node:test";

import { filledIn, numeral, result, ruled, symbol, symbols } from "../../static/js/text/math.js";

/** @param {string} mathml @returns {string} its text; fractions and powers with their signs */
const text = (mathml) =>
  mathml
    .replace(/<mfrac><mrow>(.*?)<\/mrow><mrow>(.*?)<\/mrow><\/mfrac>/g, "[$1]/[$2]")
    .replace(/<msup><mrow>(.*?)<\/mrow><mrow>(.*?)<\/mrow><\/msup>/g, "$1^$2")
    .replace(/<[^>]*>/g, "");

/** @param {Record<string, number>} held @returns {import("../../static/js/text/math.js").Show} */
const numbers = (held) => (name) => numeral(held[name.replace("-", "")], true);

const KNOBS = { beta1: { mathml: "<math><msub><mi>β</mi><mn>1</mn></msub></math>" } };
const AVERAGE = ["+", ["*", "beta1", "m-"], ["*", ["-", 1, "beta1"], "g"]];

test("a line with its symbols, each at its step", () => {
  const show = symbols(KNOBS, new Set(["m"]));
  assert.equal(text(ruled("m", /** @type {any} */ (AVERAGE), show)), "mt=β1mt−1+(1−β1)gt");
  assert.equal(text(ruled("x+", ["-", "x-", ["/", ["*", "lr", "m_hat"], "sigma"]], show)), "xt+1=xt−[ηtm^]/[σ]");
});

test("the same with numbers: products have a dot, what is negative has brackets", () => {
  const show = numbers({ beta1: 0.9, m: -2, g: 4 });
  assert.equal(text(filledIn(/** @type {any} */ (AVERAGE), show)), "0.9·(−2)+(1−0.9)·4");
  assert.equal(text(filledIn(["-", "g", "m"], show)), "4−(−2)");
  assert.equal(text(filledIn(["^", "m", 2], show)), "(−2)^2");
  assert.equal(text(filledIn(["-", "g", ["-", "m", 1]], show)), "4−(−2−1)");
  assert.equal(text(filledIn(["*", ["max", "m", 0], [">", "g", 1]], show)), "max(−2,0)·(4&gt;1)");
});

test("a set number keeps all its digits, a measured one three; what is not finite says so", () => {
  assert.deepEqual([0.9999, 1e-8, 0.05, 12345].map((value) => text(numeral(value, true).markup)), ["0.9999", "10⁻⁸", "0.05", "12345"]);
  assert.deepEqual([0.98765, 1.5e-7].map((value) => text(result(value))), ["=0.988", "=1.50×10⁻⁷"]);
  assert.deepEqual([1, 1.5, null].map((value) => text(result(value))), ["=1", "=1.50", "=∞"]);
});

test("names of the code are symbols", () => {
  assert.deepEqual(["eps", "rho_inf", "hxy", "m_bar", "total", "v_max", "ones1"].map((name) => text(symbol(name))), [
    ...["ε", "ρ∞", "hxy", "m¯", "total", "vmax", "ones1"],
  ]);
});
