import assert from "node:assert/strict";
import { test } from "node:test";
import { canFork, forkLane } from "../../static/js/scene/fork.js";
import { complete, laneName, setAt } from "../../static/js/scene/scene.js";
import { catalog, given } from "./small-catalog.js";

const scene = complete(catalog, { ...given, lanes: [{ optimizer: { key: "plain", knobs: { lr: 0.1 } }, label: "trunk" }] });

test("a fork has the settings before as its own, to be changed", () => {
  const made = forkLane(scene, 0, 40);
  const [, lane] = made.lanes;
  assert.equal(made.lanes[0], scene.lanes[0]);
  assert.deepEqual([lane.label, lane.fork?.step, lane.optimizer], [null, 40, scene.lanes[0].optimizer]);
  assert.deepEqual(lane.fork?.before.optimizer, scene.lanes[0].optimizer);
  assert.ok(laneName(catalog, lane).endsWith("from step 40"));
  assert.deepEqual(complete(catalog, JSON.parse(JSON.stringify(made))), made);
});

test("a fork of a fork goes on from the lane whose time it is", () => {
  const once = setAt(forkLane(scene, 0, 40), "lanes.1.optimizer.knobs.lr", 0.5);
  const [early, late] = [20, 60].map((step) => forkLane(once, 1, step).lanes[2]);
  assert.deepEqual([early.fork?.before.fork, early.optimizer.knobs.lr], [undefined, 0.1]);
  assert.deepEqual([late.fork?.before.fork?.step, late.optimizer.knobs.lr], [40, 0.5]);
});

test("a fork lies within the run and is not too deep", () => {
  assert.deepEqual([0, 1, 399, 400].map((step) => canFork(scene, 0, step)), [false, true, true, false]);
  let deep = scene;
  for (const step of [10, 20, 30, 40]) deep = { ...deep, lanes: [forkLane(deep, 0, step).lanes[1]] };
  assert.equal(canFork(deep, 0, 50), false);
});
