import assert from "node:assert/strict";
import { test } from "node:test";
import * as scenes from "../../static/js/scene/scene.js";
import { catalog, given } from "./small-catalog.js";
import { plainSymbol } from "../../static/js/scene/names.js";

const scene = /** @type {any} */ (scenes.complete(catalog, given));

test("a field is read by its path, and is undefined where there is none", () => {
  assert.equal(scenes.getAt(scene, "lanes.1.optimizer.knobs.lr"), 0.6);
  assert.equal(scenes.getAt(scene, "start.1"), 2);
  for (const path of ["lanes.7.warmup", "constructor", "surface.knobs.toString", "lanes.length.x"]) {
    assert.equal(scenes.getAt(scene, path), undefined);
  }
});

test("a written field is new, its neighbours are shared, the old scene is untouched", () => {
  const next = scenes.setAt(scene, "lanes.1.optimizer.knobs.lr", 0.7);
  assert.equal(next.lanes[1].optimizer.knobs.lr, 0.7);
  assert.equal(scene.lanes[1].optimizer.knobs.lr, 0.6);
  assert.equal(next.lanes[0], scene.lanes[0]);
  assert.equal(next.surface, scene.surface);
  assert.deepEqual(scenes.setAt(scene, "start.0", 3).start, [3, 2]);
});

test("a field that does not exist cannot be written", () => {
  for (const path of ["lanes.0.__proto__", "lanes.5.warmup", "stepz"]) {
    assert.throws(() => scenes.setAt(scene, path, 1), RangeError);
  }
});

test("complete fills every default and changes nothing on a second pass", () => {
  assert.deepEqual(scene, {
    version: 1,
    surface: { key: "bowl", knobs: { kappa: 10 } },
    start: [-8, 2],
    steps: 400,
    seed: 0,
    noise: [0, 0],
    lanes: [
      {
        optimizer: { key: "plain", knobs: { lr: 0.05, eps: 1e-8 } },
        schedule: { key: "constant", knobs: {} },
        ...{ warmup: 0, lr_scale: [1, 1], weight_decay: 0, clip: null, label: null },
      },
      {
        optimizer: { key: "rms", knobs: { lr: 0.6, alpha: 0.9, eps: 1e-10 } },
        schedule: { key: "decay", knobs: { k: 0.01 } },
        ...{ warmup: 0, lr_scale: [1, 1], weight_decay: 0, clip: null, label: "braked" },
      },
    ],
  });
  assert.equal(JSON.stringify(scenes.complete(catalog, /** @type {any} */ (scene))), JSON.stringify(scene));
});

test("one number for the noise means both coordinates", () => {
  assert.deepEqual(scenes.complete(catalog, { ...given, noise: 0.5 }).noise, [0.5, 0.5]);
});

test("what the catalog does not know is kept for the server's sentence", () => {
  const lanes = [{ optimizer: { key: "later", knobs: { q: 1 } } }];
  const later = /** @type {any} */ ({ ...given, version: 2, surface: { key: "constructor" }, lanes, more: 3 });
  const strange = /** @type {any} */ (scenes.complete(catalog, later));
  assert.deepEqual([strange.version, strange.more], [2, 3]);
  assert.deepEqual(strange.surface, { key: "constructor", knobs: {} });
  assert.deepEqual(strange.lanes[0].optimizer, { key: "later", knobs: { q: 1 } });
});

test("another surface brings its own start and learning rates", () => {
  const next = scenes.chooseSurface(catalog, scene, "trough");
  assert.deepEqual([next.surface, next.start], [{ key: "trough", knobs: { depth: 3 } }, [1, 1]]);
  assert.deepEqual(next.lanes.map((lane) => lane.optimizer.knobs.lr), [0.5, 0.2]);
});

test("another optimizer takes the pair's rate, keeps a moved shared knob and drops the label", () => {
  const moved = scenes.setAt(scenes.setAt(scene, "lanes.1.optimizer.knobs.eps", 0.5), "lanes.1.label", "mine");
  assert.deepEqual(scenes.chooseOptimizer(catalog, moved, 1, "plain").lanes[1].optimizer.knobs, { lr: 0.05, eps: 0.5 });
  assert.equal(scenes.chooseOptimizer(catalog, moved, 1, "plain").lanes[1].label, null);
  assert.equal(scenes.chooseOptimizer(catalog, scene, 1, "plain").lanes[1].optimizer.knobs.eps, 1e-8);
});

test("another schedule comes with its defaults", () => {
  assert.deepEqual(scenes.chooseSchedule(catalog, scene, 0, "decay").lanes[0].schedule, { key: "decay", knobs: { k: 0.01 } });
});

test("a new lane takes a method that is not there yet, a copy goes to the end", () => {
  const single = scenes.removeLane(scene, 0);
  assert.equal(scenes.addLane(catalog, single).lanes[1].optimizer.key, "plain");
  const copy = scenes.duplicateLane(scene, 0);
  assert.deepEqual(copy.lanes[2], scene.lanes[0]);
  assert.notEqual(copy.lanes[2], scene.lanes[0]);
});

test("there are never fewer lanes than one nor more than eight", () => {
  const single = scenes.removeLane(scene, 0);
  assert.equal(single.lanes.length, 1);
  assert.equal(scenes.removeLane(single, 0), single);
  let full = scene;
  for (let tries = 0; tries < 12; tries += 1) full = scenes.addLane(catalog, full);
  assert.equal(full.lanes.length, scenes.MAX_LANES);
  assert.equal(scenes.duplicateLane(full, 0), full);
});

test("resetting the numbers keeps the methods", () => {
  const reset = scenes.resetNumbers(catalog, scenes.setAt(scene, "surface.knobs.kappa", 3));
  assert.deepEqual(reset.surface.knobs, { kappa: 10 });
  assert.deepEqual([reset.steps, reset.lanes[1].optimizer.knobs.lr, reset.lanes[1].schedule.key], [400, 0.1, "decay"]);
});

test("a lane is named by its label, or by what sets it apart", () => {
  const lane = { ...scene.lanes[1], label: null };
  assert.equal(scenes.laneName(catalog, scene.lanes[1]), "braked");
  assert.equal(scenes.laneName(catalog, lane), "Root mean square, η = 0.6, decay");
  assert.equal(scenes.laneName(catalog, { ...lane, warmup: 30 }), "Root mean square, η = 0.6, decay, warm-up 30");
  assert.equal(scenes.laneName(catalog, scenes.setAt(lane, "schedule.knobs.k", 0.02)), "Root mean square, η = 0.6, decay k = 0.02");
  assert.equal(scenes.laneName(catalog, scenes.setAt(scene.lanes[0], "optimizer.knobs.lr", 1e-7)), "Plain descent, η = 10⁻⁷");
  assert.equal(scenes.laneTitle(catalog, lane), "Root mean square");
});

test("titles that several lanes share are told apart by what differs", () => {
  const twice = scenes.duplicateLane(scenes.setAt(scene, "lanes.1.label", null), 1);
  const titles = (/** @type {any} */ changed) => scenes.laneTitles(catalog, changed.lanes).slice(1);
  assert.deepEqual(titles(twice), ["Root mean square", "Root mean square"]);
  const faster = scenes.setAt(twice, "lanes.2.optimizer.knobs.lr", 3);
  assert.deepEqual(titles(faster), ["Root mean square, η = 0.6", "Root mean square, η = 3"]);
  const steady = scenes.chooseSchedule(catalog, twice, 2, "constant");
  assert.deepEqual(titles(steady), ["Root mean square, decay", "Root mean square"]);
  const both = scenes.setAt(steady, "lanes.2.optimizer.knobs.lr", 3);
  assert.deepEqual(titles(both), ["Root mean square, decay", "Root mean square"]);
});

test("a knob that another lane has off its default is named at its default, too; a digit below is small", () => {
  const twice = scenes.duplicateLane(scenes.setAt(scene, "lanes.1.label", null), 1);
  const { lanes } = scenes.setAt(twice, "lanes.2.optimizer.knobs.alpha", 0.5);
  assert.deepEqual(scenes.laneTitles(catalog, lanes).slice(1), ["Root mean square, α = 0.9", "Root mean square, α = 0.5"]);
  assert.equal(scenes.laneDetails(catalog, lanes[1], lanes), "η = 0.6, α = 0.9, decay");
  assert.equal(plainSymbol("<math><mrow><msub><mi>&#x003B2;</mi><mn>2</mn></msub></mrow></math>"), "β₂");
});

test("a title without numbers stays while a number is dragged", () => {
  const twice = scenes.duplicateLane(scenes.setAt(scene, "lanes.1.label", null), 1);
  const dragged = scenes.setAt(twice, "lanes.2.optimizer.knobs.lr", 3);
  assert.deepEqual(scenes.methodTitles(catalog, dragged.lanes), scenes.methodTitles(catalog, twice.lanes));
});
