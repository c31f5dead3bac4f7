import assert from "node:assert/strict";
import test from "node:test";

import { rangeOf, rateAt } from "../../static/js/range/range_chart.js";
import { inRows, labelsOf } from "../../static/js/range/marks.js";
import { bodyOf, rounded } from "../../static/js/range/test.js";

const mark = (/** @type {number} */ lr, /** @type {string | null} */ says = null) => ({ lr, loss: 1, says, step: null });
const found = {
  ...{ low: 1e-4, high: 10, lr: [1e-4, 10], loss: [72, 0.5], smoothed: [72, 40], stopped: null },
  marks: { steepest: mark(0.003), tenth: mark(0.05), lowest: mark(0.5, "diverges in training"), limit: 0.1 },
  suggestion: { lr: 0.05, rule: "a tenth", says: "training with it lowers the loss" },
};

test("labels say what training does there, and the suggestion which mark it is", () => {
  assert.deepEqual(labelsOf(found, 0.05, 20).map(({ says }) => says), [
    "suggestion 0.05 (lowest / 10)", "steepest", "", "lowest: diverges in training", "true limit 2/L = 0.1",
  ]);
  assert.deepEqual(labelsOf(found, 0.07).map(({ says }) => says).slice(0, 3), ["your rate 0.07", "steepest", "lowest / 10"]);
  assert.equal(labelsOf({ ...found, marks: { ...found.marks, limit: null } }, null).length, 3);
});

test("labels stay within the ends and never lie over another", () => {
  const placed = inRows([{ x: 10, width: 60 }, { x: 50, width: 60 }, { x: 95, width: 60 }, { x: 40, width: 0 }], [0, 200], 5);
  assert.deepEqual(placed, [{ x: 0, row: 0 }, { x: 20, row: 1 }, { x: 65, row: 0 }, { x: 40, row: 0 }]);
});

test("a test that flies off does not decide the range; below zero the axis is linear", () => {
  assert.deepEqual(rangeOf({ ...found, loss: [10, 1, 1e9], smoothed: [10, 1, 1e9] }), { range: [0, 2], flat: false });
  assert.equal(rangeOf({ ...found, loss: [10, -1], smoothed: [10, 4] }).flat, true);
});

test("a place on the axis is a rate, on either scale", () => {
  const area = { left: 100, right: 0, top: 0, bottom: 0, width: 200, height: 10 };
  const laid = /** @type {import("../../static/js/range/range_chart.js").Laid} */ (/** @type {unknown} */ ({ area, across: [-4, 0] }));
  assert.ok(Math.abs(rateAt(laid, 200, true) - 0.01) < 1e-12);
  assert.equal(rateAt({ ...laid, across: [0, 4] }, 900, false), 4);
  assert.equal(rounded(0.0123456), 0.0123);
});

test("empty fields are left to the server, and what is no number is sent for it to refuse", () => {
  const scene = /** @type {import("../../static/js/types.js").Scene} */ ({});
  const body = bodyOf(scene, { lane: 1, low: "10^-3", high: " ", steps: "many", scale: "log" });
  assert.deepEqual(body, { scene, lane: 1, low: 0.001, high: undefined, steps: "many", scale: "log" });
});
