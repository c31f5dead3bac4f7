import assert from "node:assert/strict";
import { test } from "node:test";
import { description, ratesOf } from "../../static/js/controls/spark.js";
import { meshAddress } from "../../static/js/panels/background.js";
import { areLowest } from "../../static/js/panels/symbols.js";
import { requestOf } from "../../static/js/server/request.js";
import * as scenes from "../../static/js/scene/scene.js";
import { createState } from "../../static/js/state.js";
import { grouped } from "../../static/js/scene/units.js";
import { catalog, given } from "./small-catalog.js";

const scene = scenes.chooseSurface(catalog, scenes.complete(catalog, given), "typed");

test("a surface that is typed has its text and its domain in the scene", () => {
  assert.deepEqual(scene.surface, { key: "typed", knobs: {}, formula: "x^2 + y^2", domain: [[-4, 4], [-3, 3]] });
  const own = scenes.setAt(scene, "surface.formula", "x y");
  assert.equal(JSON.stringify(scenes.complete(catalog, own)), JSON.stringify(own));
  assert.deepEqual(scenes.chooseSurface(catalog, own, "trough").surface, { key: "trough", knobs: { depth: 3 } });
});

test("resetting the numbers keeps the text", () => {
  const own = scenes.setAt(scenes.setAt(scene, "surface.formula", "x y"), "surface.domain.0.1", 9);
  assert.deepEqual(scenes.resetNumbers(catalog, own).surface, { ...scene.surface, formula: "x y" });
});

test("its view is its domain, which stays while another one is being typed", () => {
  const state = createState(catalog, scene);
  const view = state.view.value;
  assert.deepEqual(view, { x: [-4, 4], y: [-3, 3] });
  state.scene.value = scenes.setAt(scene, "surface.formula", "x");
  assert.equal(state.view.value, view);
  state.scene.value = scenes.setAt(scene, "surface.domain.0.1", 6);
  assert.deepEqual(state.view.value.x, [-4, 6]);
  for (const bad of [-4, -9, Infinity, null, "6"]) {
    state.scene.value = scenes.setAt(scene, "surface.domain.0.1", bad);
    assert.deepEqual(state.view.value.x, [-4, 6]);
  }
  state.scene.value = scenes.chooseSurface(catalog, scene, "trough");
  assert.deepEqual(state.view.value, { x: [0, 2], y: [0, 2] });
});

test("a link with a domain that is none is shown on the usual one", () => {
  for (const domain of [7, [], [[1, 2]], [[2, 1], [0, 1]]]) {
    const state = createState(catalog, scenes.setAt(scene, "surface.domain", domain));
    assert.deepEqual(state.view.value, { x: [-4, 4], y: [-3, 3] });
  }
});

test("the mesh is asked for with the text", () => {
  const query = (/** @type {any} */ surface) => new URLSearchParams(meshAddress(surface, { x: [0, 1], y: [0, 1] }, 5, "log").split("?")[1]);
  assert.equal(query(scenes.setAt(scene, "surface.formula", "x^2 + 3&y").surface).get("formula"), "x^2 + 3&y");
  assert.equal(query({ key: "trough", knobs: { depth: 3 } }).has("formula"), false);
});

test("schedules are asked for while the rail is open, if there is one that moves the rate", () => {
  const state = createState(catalog, scene);
  state.boxes.value = scene.lanes.map(() => ({ width: 10, height: 10 }));
  state.chartWidth.value = 100;
  const series = () => /** @type {any} */ (requestOf(state)).view.chart.series;
  assert.equal(series().includes("lr"), false);
  state.settings.value = true;
  assert.equal(series().includes("lr"), true);
  state.scene.value = scenes.removeLane(scene, 1);
  assert.equal(series().includes("lr"), false);
  state.scene.value = scenes.setAt(state.scene.value, "lanes.0.warmup", 3);
  assert.equal(series().includes("lr"), true);
});

test("the lowest minima stand out, several where they are equally low", () => {
  assert.deepEqual(areLowest([0, 1e-9, 0.99, null]), [true, true, false, false]);
  assert.deepEqual(areLowest([-186.7309, -186.73089, -186]), [true, true, false]);
  assert.deepEqual(areLowest([0, 1e-5]), [true, false]);
  assert.deepEqual(areLowest([]), []);
});

test("units are grouped in the order of the catalog, those without a group among themselves", () => {
  assert.deepEqual(grouped({ a: {}, b: { group: "two" }, c: {}, d: { group: "two" } }), [["", ["a", "c"]], ["two", ["b", "d"]]]);
});

test("a rate that stays is drawn without being asked for", () => {
  const lanes = [{ arrays: {} }, { arrays: {} }];
  const frame = /** @type {any} */ ({ scene, lanes });
  assert.deepEqual(ratesOf(frame, 0), Float32Array.of(0.1, 0.1, 0.1, 0.1));
  assert.equal(ratesOf(frame, 1), undefined); // its schedule changes it, and the frame was requested without rates
  assert.equal(ratesOf(frame, 2), undefined);
});

test("a schedule is told in words", () => {
  assert.equal(description(Float32Array.of(NaN, NaN, 0.5, 0.5, 0.1, 0.2), 400), "η between 0.1 and 0.5, 400 steps");
  assert.equal(description(Float32Array.of(0.5, 0.5), 400), "η = 0.5 throughout");
  assert.equal(description(Float32Array.of(NaN, NaN), 400), "");
});
