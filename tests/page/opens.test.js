import assert from "node:assert/strict";
import { test } from "node:test";

import { pathWidth } from "../../static/js/panels/overlay.js";
import { openingStep } from "../../static/js/play/lessons.js";
import { areaOf, lengthOf } from "../../static/js/view/trails.js";

const lessons = { end: { replay: null, step: null }, start: { replay: null, step: 0 }, replayed: { replay: { to: 34, slow: [30, 45] }, step: null } };

test("a lesson opens at its own step, 0 as well, at the end of its replay, or at the end of the run", () => {
  const state = /** @type {any} */ ({ catalog: { lessons } });
  assert.deepEqual(["end", "start", "replayed", null].map((key) => openingStep(state, key)), [null, 0, 34, null]);
});

test("a path that would cover its panel is drawn thin, so that the ground shows through", () => {
  const width = (/** @type {number} */ length) => pathWidth(/** @type {any} */ ({ trail: { length, area: Infinity }, theme: { path: 3 }, room: 100_000 }));
  assert.equal(width(1000), 3);
  assert.equal(width(35_000), 1);
  assert.equal(width(1e9), 0.4);
});

test("so is one that fills a part of its panel; a line on which a walker bounces is as wide as any", () => {
  /** @param {number} height @param {number} passes */
  const zigzag = (height, passes) => Float32Array.from({ length: 2 * passes }, (_, i) => (i % 2 ? (i % 4 === 1 ? 0 : height) : (i * 200) / (2 * passes)));
  const width = (/** @type {Float32Array} */ points) =>
    pathWidth(/** @type {any} */ ({ trail: { length: lengthOf(points), area: areaOf(points) }, theme: { path: 3 }, room: 1e6 }));
  assert.ok(Math.abs(areaOf(zigzag(100, 200)) - 20_000) < 400);
  assert.equal(width(zigzag(100, 8)), 3);
  assert.equal(width(zigzag(100, 200)), 1.5);
  assert.equal(width(zigzag(20, 200)), 3);
  assert.equal(areaOf(new Float32Array()), Infinity);
});
