import assert from "node:assert/strict";
import { test } from "node:test";
import { knobAt, restingValue } from "../../static/js/controls/knobs.js";
import { chooseOptimizer, chooseSchedule, chooseSurface, complete, getAt, setAt } from "../../static/js/scene/scene.js";
import { catalog, given } from "./small-catalog.js";

const scene = complete(catalog, given);

/** @param {unknown} node @param {string} path @returns {string[]} the paths of all numbers, and of null, which may become one */
function leaves(node, path = "") {
  if (node === null || typeof node !== "object") return typeof node === "string" || path.endsWith("label") ? [] : [path];
  return Object.entries(node).flatMap(([key, child]) => leaves(child, path ? `${path}.${key}` : key));
}

test("every number of a scene has a knob", () => {
  const typed = chooseSurface(catalog, chooseOptimizer(catalog, scene, 0, "around"), "typed");
  assert.deepEqual(leaves(typed).filter((path) => /inner|domain/.test(path)).length, 6);
  for (const each of [scene, typed]) {
    const bare = leaves(each).filter((path) => !knobAt(catalog, each, path));
    assert.deepEqual(bare, ["version"]);
  }
});

test("a list has one knob, not one for each of its numbers", () => {
  const listed = chooseSchedule(catalog, scene, 0, "pieces");
  assert.equal(knobAt(catalog, listed, "lanes.0.schedule.knobs.bounds")?.kind, "list");
});

test("the knobs inside a wrapper are those of the method inside", () => {
  const wrapped = chooseOptimizer(catalog, scene, 0, "around");
  assert.equal(knobAt(catalog, wrapped, "lanes.0.optimizer.inner.knobs.alpha")?.default, 0.9);
  assert.equal(knobAt(catalog, wrapped, "lanes.0.optimizer.inner.knobs.period"), undefined);
  const moved = setAt(wrapped, "lanes.0.optimizer.inner.knobs.alpha", 0.5);
  assert.equal(restingValue(catalog, moved, "lanes.0.optimizer.inner.knobs.alpha", undefined), 0.9);
  assert.equal(restingValue(catalog, moved, "lanes.0.optimizer.knobs.lr", undefined), 0.1);
});

test("where the surface is typed, the start moves over the domain that is typed", () => {
  const typed = setAt(chooseSurface(catalog, scene, "typed"), "surface.domain.0.1", 9);
  assert.deepEqual([knobAt(catalog, typed, "start.0")?.low, knobAt(catalog, typed, "start.0")?.high], [-4, 9]);
});

test("what is no number has none", () => {
  for (const path of ["lanes", "lanes.0", "lanes.0.label", "surface.key", "lanes.9.warmup", "surface.knobs.q", "toString", "surface.domain.0"]) {
    assert.equal(knobAt(catalog, scene, path), undefined);
  }
});

test("knobs belong to the unit that is chosen", () => {
  assert.equal(knobAt(catalog, scene, "lanes.1.optimizer.knobs.alpha")?.default, 0.9);
  assert.equal(knobAt(catalog, scene, "lanes.0.optimizer.knobs.alpha"), undefined);
});

test("a start moves over the domain, the noise is measured by the surface", () => {
  const start = knobAt(catalog, scene, "start.0");
  assert.deepEqual([start?.low, start?.high, start?.default], [-9, 5, -8]);
  assert.equal(knobAt(catalog, scene, "noise.1")?.high, 10);
  assert.equal(knobAt(catalog, chooseSurface(catalog, scene, "trough"), "noise.1")?.high, 0.2);
});

test("a surface that is not known leaves every control usable", () => {
  const strange = complete(catalog, { ...given, surface: { key: "later" } });
  for (const path of ["start.0", "noise.0", "steps", "lanes.0.optimizer.knobs.lr"]) {
    const knob = knobAt(catalog, strange, path);
    assert.ok(knob && knob.low < knob.high, path);
  }
});

test("a double click restores the default of the unit, the pair or the surface", () => {
  const method = "lanes.1.optimizer.knobs";
  const paths = ["surface.knobs.kappa", `${method}.alpha`, `${method}.lr`, "start.1", "lanes.0.clip", "lanes.0.lr_scale.1", "noise.0"];
  assert.deepEqual(paths.map((path) => restingValue(catalog, scene, path, undefined)), [10, 0.9, 0.1, 2, null, 1, 0]);
});

test("in a lesson it restores what the lesson said, while the lesson's units are in place", () => {
  const path = "lanes.1.optimizer.knobs.lr";
  const moved = setAt(scene, path, 3);
  assert.equal(restingValue(catalog, moved, path, scene), 0.6);
  assert.equal(restingValue(catalog, chooseOptimizer(catalog, moved, 1, "plain"), path, scene), 0.05);
  assert.equal(restingValue(catalog, chooseSurface(catalog, moved, "trough"), path, scene), 0.2);
  assert.equal(restingValue(catalog, moved, "steps", scene), getAt(scene, "steps"));
});
