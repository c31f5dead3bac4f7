import assert from "node:assert/strict";
import { test } from "node:test";
import * as scenes from "../../static/js/scene/scene.js";
import { catalog, given } from "./small-catalog.js";

const scene = scenes.complete(catalog, given);
const wrapped = scenes.chooseOptimizer(catalog, scene, 0, "around");

test("a wrapper comes with its usual method, whose rate is the wrapper's", () => {
  const inner = { key: "rms", knobs: { alpha: 0.9, eps: 1e-10 } };
  assert.deepEqual(wrapped.lanes[0].optimizer, { key: "around", knobs: { lr: 0.1, period: 5 }, inner });
  assert.equal(JSON.stringify(scenes.complete(catalog, wrapped)), JSON.stringify(wrapped));
});

test("what a link says of the method inside is kept", () => {
  const lanes = [{ optimizer: { key: "around", inner: { key: "rms", knobs: { alpha: 0.5 } } } }];
  assert.deepEqual(scenes.complete(catalog, { ...given, lanes }).lanes[0].optimizer.inner, { key: "rms", knobs: { alpha: 0.5, eps: 1e-10 } });
});

test("another method inside brings the rate of its pair and keeps a moved shared knob", () => {
  const moved = scenes.setAt(wrapped, "lanes.0.optimizer.inner.knobs.eps", 0.5);
  const { optimizer } = scenes.chooseInner(catalog, scenes.setAt(moved, "lanes.0.optimizer.knobs.period", 9), 0, "plain").lanes[0];
  assert.deepEqual(optimizer, { key: "around", knobs: { lr: 0.05, period: 9 }, inner: { key: "plain", knobs: { eps: 0.5 } } });
});

test("another optimizer drops what was inside", () => {
  assert.equal("inner" in scenes.chooseOptimizer(catalog, wrapped, 0, "plain").lanes[0].optimizer, false);
});

test("another surface brings the rate of the method inside", () => {
  assert.equal(scenes.chooseSurface(catalog, wrapped, "trough").lanes[0].optimizer.knobs.lr, 0.2);
});

test("resetting the numbers keeps the method inside", () => {
  const other = scenes.setAt(scenes.chooseInner(catalog, wrapped, 0, "plain"), "lanes.0.optimizer.inner.knobs.eps", 0.5);
  assert.deepEqual(scenes.resetNumbers(catalog, other).lanes[0].optimizer.inner, { key: "plain", knobs: { eps: 1e-8 } });
});

test("a wrapper's lane names both methods, and tells what differs inside", () => {
  assert.equal(scenes.laneName(catalog, wrapped.lanes[0]), "Around(Root mean square), η = 0.1");
  const twice = scenes.duplicateLane(wrapped, 0);
  const moved = scenes.setAt(twice, "lanes.2.optimizer.inner.knobs.alpha", 0.5);
  assert.deepEqual(scenes.laneTitles(catalog, moved.lanes), ["Around(Root mean square), α = 0.9", "braked", "Around(Root mean square), α = 0.5"]);
  assert.deepEqual(scenes.methodTitles(catalog, moved.lanes), scenes.methodTitles(catalog, twice.lanes));
});

test("a list off its default is told, an equal one is not", () => {
  const listed = scenes.chooseSchedule(catalog, scene, 0, "pieces");
  const name = (/** @type {number[]} */ bounds) =>
    scenes.laneName(catalog, scenes.setAt(listed, "lanes.0.schedule.knobs.bounds", bounds).lanes[0]);
  assert.equal(name([10, 20]), "Plain descent, η = 0.05, pieces");
  assert.equal(name([10, 25]), "Plain descent, η = 0.05, pieces b = (10, 25)");
});
