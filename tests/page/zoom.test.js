import assert from "node:assert/strict";
import test from "node:test";

import { along, PLAIN, rulerOf, rulerText } from "../../static/js/panels/ruler.js";
import { columnOf, shareOf, stepAt } from "../../static/js/view/steps.js";
import { isAllowed } from "../../static/js/scene/plane.js";
import { createState } from "../../static/js/state.js";
import { kept, panned, panView, zoomed, zoomedView, zoomView } from "../../static/js/view/zoom.js";
import { catalog, given } from "./small-catalog.js";

/** @typedef {import("../../static/js/types.js").View} View */
/** @typedef {import("../../static/js/view/steps.js").StepAxis} StepAxis */

/** @type {View} */
const whole = { x: [-4, 4], y: [0, 2] };
const { plane } = catalog;
const scene = /** @type {import("../../static/js/types.js").Scene} */ (/** @type {unknown} */ (given));

test("the point under the pointer stays where it is", () => {
  assert.deepEqual(zoomed([-4, 4], 0.25, 2), [-3, 1]);
  assert.deepEqual(zoomed([-3, 1], 0.25, 0.5), [-4, 4]);
  assert.deepEqual(panned([-3, 1], 0.5), [-1, 3]);
});

test("both axes are zoomed alike, down to what float64 can tell apart", () => {
  let view = whole;
  for (let i = 0; i < 200; i++) view = zoomedView(view, whole, 2, [0.9, 0.9], plane);
  const [width, height] = [view.x[1] - view.x[0], view.y[1] - view.y[0]];
  assert.ok(Math.abs(width / height - 4) < 0.01);
  assert.ok(width < 1e-9 && height > 1000 * Number.EPSILON * view.y[1]);
  const between = view.y[0] + height / 2;
  assert.ok(view.y[0] < between && between < view.y[1]);
});

test("no zoom and no pan leads to a view that the server refuses", () => {
  assert.ok(isAllowed([0, 1e-30], plane) && isAllowed([1, 1 + 1e-12], plane) && isAllowed([-1e12, 1e12], plane));
  assert.ok(![[0, 1e-31], [1, 1 + 5e-13], [-1e12, 1.1e12], [2, 1], [1, 1]].some((range) => isAllowed(/** @type {[number, number]} */ (range), plane)));
  for (const share of [0, 0.1, 0.37, 0.5, 1]) {
    const state = createState(catalog, scene);
    for (let i = 0; i < 300; i++) {
      zoomView(state, i % 7 ? 1.5 : 0.9, [share, 1 - share]);
      panView(state, [0.3 * (i % 5), -0.2]);
      const { x, y } = state.view.peek();
      assert.ok(isAllowed(x, plane) && isAllowed(y, plane), `${x} ${y}`);
    }
    for (const by of [0.5, 1e3, 1e6, 1e12, 1e30, -1e300, Infinity]) {
      panView(state, [by, -by]);
      const { x, y } = state.view.peek();
      assert.ok(isAllowed(x, plane) && isAllowed(y, plane), `${x} ${y}`);
    }
  }
});

test("a domain that the server refuses leaves the view as it was", () => {
  const state = createState(catalog, { ...scene, surface: { key: "typed", knobs: {}, formula: "x", domain: [[-1, 1], [0, 2]] } });
  assert.deepEqual(state.view.value, { x: [-1, 1], y: [0, 2] });
  for (const range of /** @type {[number, number][]} */ ([[0, 5e-324], [3, 3 + 1e-13], [2, 1], [-1e13, 0]])) {
    state.scene.value = { ...state.scene.value, surface: { ...state.scene.value.surface, domain: [range, [0, 2]] } };
    assert.deepEqual(state.view.value, { x: [-1, 1], y: [0, 2] });
  }
});

test("nobody gets lost outside", () => {
  const { x } = zoomedView(whole, whole, 1e-9, [0.5, 0.5], plane);
  assert.ok(Math.abs(x[1] - x[0] - 800) < 1e-9);
});

test("the charts stay inside the run", () => {
  assert.deepEqual(kept([-5, 15], 100), [0, 20]);
  assert.deepEqual(kept([90, 110], 100), [80, 100]);
  assert.deepEqual(kept([-5, 200], 100), [0, 100]);
  assert.deepEqual(kept([20, 30], 100), [20, 30]);
});

test("steps and shares of an axis are each other's inverse, evenly or in log (1 + k)", () => {
  for (const scale of /** @type {const} */ (["linear", "log"])) {
    const axis = /** @type {StepAxis} */ ({ steps: [3, 1000], scale });
    assert.deepEqual([shareOf(axis, 3), shareOf(axis, 1000)], [0, 1]);
    assert.ok(Math.abs(stepAt(axis, shareOf(axis, 77)) - 77) < 1e-9);
  }
  assert.ok(Math.abs(shareOf({ steps: [0, 99], scale: "log" }, 9) - 0.5) < 1e-12);
});

test("a column belongs to a step that shares it with no other", () => {
  const axis = /** @type {StepAxis} */ ({ steps: [0, 4], scale: "linear" });
  // 5 columns of 0.8 steps: 0 | 1 | 2 | 3 | 4 by floor(k / 0.8), the last one closed
  assert.deepEqual([0, 1, 2, 3, 4].map((step) => columnOf(axis, step, 5)), [0, 1, 2, 3, 4]);
  // 4 columns of one step: the last one holds 3 and 4
  assert.deepEqual([0, 1, 2, 3, 4].map((step) => columnOf(axis, step, 4)), [0, 1, 2, null, null]);
  assert.deepEqual([-1, 5].map((step) => columnOf(axis, step, 40)), [null, null]);
  assert.equal(columnOf({ steps: [0, 1000], scale: "log" }, 900, 100), null);
  assert.equal(columnOf({ steps: [0, 1000], scale: "log" }, 1, 100), Math.floor((100 * Math.log(2)) / Math.log(1001)));
});

test("ticks that would be too long count from an offset in a power of ten", () => {
  assert.deepEqual(rulerOf([-23, 6]), PLAIN);
  assert.deepEqual(rulerOf([-0.05, 0.05]), PLAIN);
  assert.equal(rulerText("x", PLAIN), "");
  const deep = rulerOf([1.5 - 3e-10, 1.5 + 5e-10]);
  assert.deepEqual(deep, { offset: 1.5000000001, power: -10 });
  assert.equal(rulerText("y", deep), "y − 1.5000000001 in 10⁻¹⁰");
  const ends = [1.5 - 3e-10, 1.5 + 5e-10].map((value) => along(deep, value));
  assert.ok(Math.abs(ends[0] + 4) < 1e-4 && Math.abs(ends[1] - 4) < 1e-4);
  assert.equal(rulerText("x", rulerOf([-2e-9, 1e-9])), "x in 10⁻¹⁰");
  assert.equal(rulerText("x", rulerOf([-2000.0002, -2000.0001])), "x + 2000.00015 in 10⁻⁵");
});

test("a lesson's own view holds while the scene has the lesson's domain, that of a formula as well", () => {
  const view = { x: [-1, 1], y: [0, 3] };
  const domain = [[-4, 4], [-3, 3]];
  const lesson = { view, scene: { ...given, surface: { key: "typed", formula: "x^2", domain } } };
  const state = createState(/** @type {any} */ ({ ...catalog, lessons: { own: lesson } }), /** @type {any} */ (lesson.scene));
  assert.deepEqual(state.view.value, { x: domain[0], y: domain[1] });
  state.lesson.value = "own";
  assert.deepEqual(state.view.value, view);
  state.scene.value = /** @type {any} */ ({ ...state.scene.value, surface: { ...state.scene.value.surface, domain: [[0, 1], [0, 1]] } });
  assert.deepEqual(state.view.value, { x: [0, 1], y: [0, 1] });
});
