import assert from "node:assert/strict";
import test from "node:test";

import { drawLabels } from "../../static/js/panels/labels.js";
import { around, overlap, placesBeside } from "../../static/js/view/names.js";

const theme = /** @type {any} */ ({ em: 16, text: 12, font: "" });
const box = { width: 400, height: 300 };
const WIDE = 60;

/** Where names are written. @param {[number, number][]} balls @param {[number, number][]} marks */
function written(balls, marks) {
  /** @type {[number, number, number, number][]} */
  const rects = [];
  const pen = { measureText: () => ({ width: WIDE }), strokeText: () => undefined, fillText: (/** @type {string} */ _, /** @type {number} */ x, /** @type {number} */ y) => rects.push([x, y - 7.2, x + WIDE, y + 7.2]) };
  drawLabels(/** @type {any} */ (pen), balls.map((ball) => ({ ball, name: "name" })), box, theme, marks);
  return rects;
}

test("a name covers no mark, no ball and no other name", () => {
  const [balls, marks] = [/** @type {[number, number][]} */ ([[200, 150], [203, 152], [180, 150]]), /** @type {[number, number][]} */ ([[225, 150], [240, 155]])];
  const rects = written(balls, marks);
  assert.equal(rects.length, 3);
  for (const [i, rect] of rects.entries()) {
    for (const at of [...balls, ...marks]) assert.ok(!overlap(rect, around(at, theme.em)), `${rect} on ${at}`);
    for (const other of rects.slice(i + 1)) assert.ok(!overlap(rect, other), `${rect} on ${other}`);
  }
});

test("a name stays in its panel, and is written wherever it covers the fewest", () => {
  assert.deepEqual(written([[399, 2]], []).map(([left, top]) => left >= 0 && top >= 0), [true]);
  const crowd = Array.from({ length: 900 }, (_, i) => /** @type {[number, number]} */ ([(i % 30) * 14, Math.floor(i / 30) * 14]));
  assert.equal(written([[200, 150]], crowd).length, 1);
  assert.equal(written([[200, -1]], []).length, 0, "a ball outside has no name");
});

test("the nearest place comes first", () => {
  const [right, left, under, over, below] = placesBeside([100, 100], WIDE, theme, 1);
  assert.deepEqual([right[0] > 100, left[2] < 100, under[1] > 100, over[3] < 100, below[1] > right[1]], [true, true, true, true, true]);
});

test("a name is nearest to its own ball, also where another place is free before", () => {
  const balls = /** @type {[number, number][]} */ ([[150, 150], [150, 175]]);
  const rects = written(balls, [[170, 146], [130, 146], [150, 128]]);
  const far = (/** @type {number[]} */ [left, top, right, bottom], /** @type {number[]} */ [x, y]) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  assert.equal(rects.length, 2);
  for (const [i, rect] of rects.entries()) assert.ok(far(rect, balls[i]) < far(rect, balls[1 - i]), `the name of ${balls[i]} is nearer to ${balls[1 - i]}`);
});
