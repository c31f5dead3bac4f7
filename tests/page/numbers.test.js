import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { speak } from "../../static/js/text/language.js";
import { chosen, counted, measured, powerOfTen } from "../../static/js/text/numbers.js";

test("a measured number has three significant digits", () => {
  const rows = [
    [1026.4, "1.03 × 10³"], [600, "600"], [0.00123456, "0.00123"], [1e-7, "1.00 × 10⁻⁷"], [-4.2, "−4.20"],
    [-1.5e12, "−1.50 × 10¹²"], [0, "0"], [NaN, "–"], [999.6, "1.00 × 10³"],
  ];
  for (const [value, text] of rows) assert.equal(measured(Number(value)), text);
});

test("a chosen number has as few digits as say it", () => {
  const rows = [[0.6, "0.6"], [1e-7, "10⁻⁷"], [2.5e-5, "2.5 × 10⁻⁵"], [0.01, "0.01"], [2000, "2000"], [0, "0"], [-0.5, "−0.5"]];
  for (const [value, text] of rows) assert.equal(chosen(Number(value)), text);
});

test("powers carry a real superscript, counts their groups", () => {
  assert.equal(powerOfTen(-12), "10⁻¹²");
  assert.equal(counted(12400), "12,400");
});

test("counts have the groups of the language", async () => {
  const read = async (/** @type {string} */ url) => JSON.parse(readFileSync(new URL(url), "utf8"));
  const rows = /** @type {const} */ ([["zh", "12,400"], ["vi", "12\u202f400"], ["th", "12,400"], ["id", "12\u202f400"]]);
  for (const [key, text] of rows) {
    await speak(key, read);
    assert.equal(counted(12400), text);
    assert.equal(counted(999), "999");
  }
  await speak("en", read);
  assert.equal(counted(1234567), "1,234,567");
});
