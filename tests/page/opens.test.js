import assert from "node:assert/strict";
import { test } from "node:test";

import { pathWidth } from "../../static/js/panels/overlay.js";
import { openingStep } from "../../static/js/play/lessons.js";

const lessons = { end: { replay: null, step: null }, start: { replay: null, step: 0 }, replayed: { replay: { to: 34, slow: [30, 45] }, step: null } };

test("a lesson opens at its own step, 0 as well, at the end of its replay, or at the end of the run", () => {
  const state = /** @type {any} */ ({ catalog: { lessons } });
  assert.deepEqual(["end", "start", "replayed", null].map((key) => openingStep(state, key)), [null, 0, 34, null]);
});

test("a path that would cover its panel is drawn thin, so that the ground shows through", () => {
  const width = (/** @type {number} */ length) => pathWidth(/** @type {any} */ ({ trail: { length }, theme: { path: 3 }, room: 100_000 }));
  assert.equal(width(1000), 3);
  assert.equal(width(35_000), 1);
  assert.equal(width(1e9), 0.4);
});
