import assert from "node:assert/strict";
import { test } from "node:test";

import { drawnScene, hasOtherExamples } from "../../static/js/scene/drawn.js";
import { signal } from "../../static/vendor/signals-core.js";

const [GOOD, WANTED] = [[[1, 1, 2]], [[1, 1, 2], [2, 1, 4]]].map((examples) => ({ surface: { key: "linear_regression", knobs: {}, examples }, lanes: [] }));

/** @param {any} scene @param {any} drawn @param {unknown[]} faults @returns {any} */
const page = (scene, drawn, faults) => ({ scene: signal(scene), frame: signal(drawn && { scene: drawn }), faults: signal(faults) });

test("while a scene is refused, the surface is that of the paths on it", () => {
  assert.equal(drawnScene(page(WANTED, GOOD, [{}])), GOOD);
  assert.equal(drawnScene(page(WANTED, GOOD, [])), WANTED); // its picture is on its way
  assert.equal(drawnScene(page(WANTED, null, [{}])), WANTED); // there is no picture yet
});
test("models are drawn over their own examples only", () => {
  assert.equal(hasOtherExamples(page(WANTED, GOOD, [{}])), true);
  assert.equal(hasOtherExamples(page(WANTED, WANTED, [{}])), false);
  assert.equal(hasOtherExamples(page(WANTED, GOOD, [])), false);
});
