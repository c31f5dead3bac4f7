import assert from "node:assert/strict";
import { test } from "node:test";

import { discsOf } from "../../static/js/panels/numbered.js";

const stops = Float32Array.from([0, 1, 2, 3, 4]);
const balls = Float32Array.from([0, 0, 10, 10, 90, 90, 12, 10, NaN, NaN]);

test("landings are numbered in order; those on the same spot share a disc, and one that diverged has none", () => {
  const found = discsOf(balls, stops, { steps: [1, 2, 3, 4], marker: 4, apart: 5 });
  assert.deepEqual(found, [{ x: 10, y: 10, says: "1\u20023" }, { x: 90, y: 90, says: "2" }]);
});

test("no landing is told before the marker is there", () => {
  assert.deepEqual(discsOf(balls, stops, { steps: [1, 2], marker: 1, apart: 5 }), [{ x: 10, y: 10, says: "1" }]);
});
