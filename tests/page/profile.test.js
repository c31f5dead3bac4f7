import assert from "node:assert/strict";
import { test } from "node:test";

import { isNext } from "../../static/js/panels/iterates.js";
import { rangeOf } from "../../static/js/panels/profile.js";

const lane = (/** @type {number[]} */ curve, /** @type {number[]} */ iterates) =>
  /** @type {any} */ ({ profile: { t: [0, 10] }, status: { kind: "finished" }, arrays: { curve: Float32Array.from(curve), iterates: Float32Array.from(iterates) } });

test("the f axis shows the crest between two wells, not only the well that the walker is in", () => {
  const [low, high] = rangeOf([lane([9, -2, -1, -4, 9], [6, -3.5, 7, -4])]);
  assert.ok(low <= -4 && high >= -1 && high < 3, `${low} ... ${high}`);
});

test("walls outside the path are cut off", () => {
  const [low, high] = rangeOf([lane([900, 1, 0, 1, 900], [6, 1, 7, 0])]);
  assert.ok(low <= 0 && high >= 1 && high < 3, `${low} ... ${high}`);
});

test("the next iterate is shown only if it is one step away and finite", () => {
  const iterates = [2, 1, 1, 0.5, NaN, NaN];
  assert.deepEqual([isNext(iterates, [0, 1, 2], 0), isNext(iterates, [0, 1, 2], 1), isNext(iterates, [0, 1, 2], 2), isNext(iterates, [0, 2, 4], 0)], [true, false, false, false]);
});
