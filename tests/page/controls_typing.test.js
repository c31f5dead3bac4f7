import assert from "node:assert/strict";
import { test } from "node:test";
import { exact, parse, read } from "../../static/js/controls/typing.js";

/** @type {[unknown, string][]} */
const written = [
  [0, "0"], [0.4, "0.4"], [-20, "-20"], [1e-7, "1e-7"], [1.25e-4, "1.25e-4"], [0.1 + 0.2, "0.30000000000000004"],
  [100000, "100000"], [2.5e8, "2.5e8"], [null, ""], ["abc", "abc"], [NaN, "NaN"],
];
for (const [value, text] of written) test(`a field shows ${text || "nothing"}`, () => assert.equal(exact(value), text));

test("what a field shows reads back as the same number", () => {
  for (const value of [1 / 3, 1e-300, 5e-324, 1.7976931348623157e308, -123456.789, 1e21]) assert.equal(parse(exact(value)), value);
});

/** @type {[string, number | null][]} */
const typed = [
  ["1e-7", 1e-7], [" .5 ", 0.5], ["5.", 5], ["−3", -3], ["10^-7", 1e-7], ["-10^2", -100],
  ["2 × 10⁻³", 2e-3], ["10⁻⁷", 1e-7], ["2*10^3", 2000],
  ["", null], ["abc", null], ["1e", null], ["0x10", null], ["1e999", null],
  ["NaN", null], ["1 2", null], ["1.2.3 × 10^2", null],
  ["1,5", 1.5], ["0,4", 0.4], ["-1,25", -1.25], ["−0,001", -0.001], [",5", 0.5], ["1,5e-3", 1.5e-3], ["1,5 × 10⁻³", 1.5e-3], ["12,3456", 12.3456],
  ["0,125", 0.125], ["00,125", 0.125], ["1234,567", 1234.567],
  ["1,500", null], ["12,000", null], ["1,234,567", null], ["1.234,5", null], ["1,234.5", null], ["1 000", null], ["1,", null], [",", null], ["1,2,3", null],
  ["½", 0.5], ["−¾", -0.75], ["1½", null], ["\ufeff1\u200b.5\u00a0", 1.5], ["１．５", 1.5], ["- 3", -3], ["\u22123\u202f", -3], ["1e−3", 1e-3], ["2⋅10^−3", 2e-3], ["x", null],
];
for (const [text, value] of typed) test(`typed ${JSON.stringify(text)} is ${value}`, () => assert.equal(parse(text), value));

test("a field complains in its own words, and an empty one may mean none", () => {
  assert.deepEqual(read("abc", { kind: "number" }), { complaint: "not a number" });
  assert.deepEqual(read("2.5", { kind: "integer" }), { complaint: "not a whole number" });
  assert.deepEqual(read("2e3", { kind: "integer" }), { value: 2000 });
  assert.deepEqual(read(" ", { kind: "number", optional: true }), { value: null });
  assert.deepEqual(read("", { kind: "number" }), { complaint: "not a number" });
});

/** @type {[string, number[] | null][]} */
const lists = [
  ["10, 20", [10, 20]], ["10 20", [10, 20]], [" .5;1e-3 ,", [0.5, 1e-3]], ["[1, 2]", [1, 2]], ["7", [7]],
  ["", null], [",", null], ["10, fast", null], ["10 [20]", null], ["1e999", null],
];
for (const [text, value] of lists) {
  const answer = value ? { value } : { complaint: "not a list of numbers" };
  test(`a list ${JSON.stringify(text)} is ${value}`, () => assert.deepEqual(read(text, { kind: "list" }), answer));
}

test("what a list's field shows reads back as the same numbers", () => {
  const list = [1 / 3, -1e-300, 10, 0];
  assert.deepEqual(read(exact(list), { kind: "list" }), { value: list });
});
