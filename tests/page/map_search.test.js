import assert from "node:assert/strict";
import { test } from "node:test";

import { knobAt } from "../../static/js/controls/knobs.js";
import { complete } from "../../static/js/scene/complete.js";
import { setAt } from "../../static/js/scene/scene.js";
import { catalog, given } from "./small-catalog.js";

test("the seed of a search can be dragged where there is one", () => {
  const scene = complete(catalog, given);
  assert.equal(knobAt(catalog, scene, "map.search.seed"), undefined);
  const axes = ["x", "y"].map((path) => ({ path, low: 0, high: 1, count: 2, scale: "linear" }));
  const mapped = /** @type {typeof scene} */ ({ ...scene, map: /** @type {any} */ ({ lane: 0, axes, measure: "loss", tolerance: null, seeds: 1, search: { side: 4, seed: 9 } }) });
  assert.equal(knobAt(catalog, mapped, "map.search.seed")?.kind, "integer");
  assert.equal(/** @type {any} */ (setAt(mapped, "map.search.seed", 3)).map.search.seed, 3);
});
