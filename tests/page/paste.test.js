import assert from "node:assert/strict";
import { test } from "node:test";
import { pasted } from "../../static/js/controls/paste.js";
import { complete } from "../../static/js/scene/scene.js";
import { catalog, given } from "./small-catalog.js";

const from = { optimizer: { key: "rms", knobs: { lr: 0.7, alpha: 0.5 } }, schedule: { key: "decay", knobs: { k: 0.2 } }, warmup: 9, clip: 2, label: "mine" };
const scene = complete(catalog, { ...given, lanes: [from, { optimizer: { key: "plain" }, label: "yours" }, { optimizer: { key: "around" } }] });

test("only the knobs that the target's method has are taken, and they are named", () => {
  const { scene: next, taken, left } = pasted(catalog, scene, scene.lanes[0], 1);
  const { optimizer, schedule, warmup, clip, label } = next.lanes[1];
  assert.deepEqual(optimizer, { key: "plain", knobs: { lr: 0.7, eps: 1e-10 } });
  assert.deepEqual([schedule.key, schedule.knobs.k, warmup, clip, label], ["decay", 0.2, 9, 2, "yours"]);
  assert.ok(taken.some((name) => name.startsWith("η")));
  assert.deepEqual(left, ["α"]);
  assert.equal(next.lanes[0], scene.lanes[0]);
});

test("a wrapper's inner method takes what it has", () => {
  const { scene: next } = pasted(catalog, scene, scene.lanes[0], 2);
  assert.equal(next.lanes[2].optimizer.inner?.knobs.alpha, 0.5);
});

test("what is already the same is not said", () => {
  const { taken, left } = pasted(catalog, scene, scene.lanes[0], 0);
  assert.deepEqual([taken, left], [[], []]);
});
