import assert from "node:assert/strict";
import test from "node:test";

import { fitted, countUpTo, extent, lastColumn, nearestStep, reached, stopAt, trace, trailOf } from "../../static/js/view/trails.js";

/** @param {Record<string, number[]>} arrays */
function lane(arrays) {
  const typed = Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, Float32Array.from(values)]));
  return { status: { kind: /** @type {const} */ ("finished"), step: 9, reason: null }, events: [], arrays: typed };
}

test("a lifted pen takes the step before it, so that a path can be cut at any step", () => {
  const trail = trailOf(lane({ path: [0, 0, 1, 1, NaN, NaN, 5, 5], path_steps: [0, 1, NaN, 7] }));
  assert.deepEqual([...trail.steps], [0, 1, 1, 7]);
  assert.deepEqual([-1, 0, 1, 6, 7, 99].map((step) => reached(trail, step)), [0, 1, 3, 3, 4, 4]);
});

test("the marker stands at the last stop that is not beyond it", () => {
  const stops = Float32Array.of(0, 1, 2, 10, 50);
  assert.deepEqual([0, 2, 9, 10, 49, 50, 51].map((step) => stopAt(stops, step)), [0, 2, 2, 3, 3, 4, 4]);
  assert.equal(countUpTo([], 3), 0);
});

test("tracing lifts the pen at a hole", () => {
  /** @type {string[]} */
  const drawn = [];
  const pen = {
    /** @param {number} x @param {number} y */
    moveTo: (x, y) => void drawn.push(`M${x},${y}`),
    /** @param {number} x @param {number} y */
    lineTo: (x, y) => void drawn.push(`L${x},${y}`),
  };
  trace(pen, Float32Array.of(0, 0, 1, 1, NaN, NaN, 5, 5, 6, 6), 0, 5);
  assert.deepEqual(drawn, ["M0,0", "L1,1", "M5,5", "L6,6"]);
});

test("the extent of min, max pairs skips empty columns", () => {
  assert.deepEqual(extent(Float32Array.of(1, 2, NaN, NaN, -3, 0), -Infinity), [-3, 2]);
  assert.deepEqual(extent(Float32Array.of(0, 4), 1), [1, 4]);
  assert.equal(extent(Float32Array.of(NaN, NaN), 0), null);
});

test("the last column is the last one that holds a row", () => {
  assert.equal(lastColumn(Float32Array.of(1, 2, 3, 4, NaN, NaN)), 1);
  assert.equal(lastColumn(Float32Array.of(NaN, NaN)), -1);
});

test("a panel that was resized stretches the old picture, and only then", () => {
  const view = /** @type {import("../../static/js/types.js").View} */ ({ x: [0, 10], y: [-1, 1] });
  const own = { arrays: { path: Float32Array.of(NaN, NaN, 10, 20), balls: Float32Array.of(10, 20) } };
  const frame = /** @type {any} */ ({ lanes: [own], panels: [{ width: 100, height: 200, ...view }] });
  assert.equal(fitted(frame, 0, { width: 100, height: 200, ...view }), own);
  const { path, balls } = fitted(frame, 0, { width: 50, height: 300, ...view }).arrays;
  assert.deepEqual([...path], [NaN, NaN, 5, 30]);
  assert.deepEqual([...balls], [5, 30]);
  // The point is at x = 1, y = 0.8: in the middle of the new view's width, at three quarters of its height.
  const zoomed = fitted(frame, 0, { width: 100, height: 200, x: [0, 2], y: [0.2, 1] }).arrays.balls;
  assert.ok(Math.abs(zoomed[0] - 50) < 1e-4 && Math.abs(zoomed[1] - 50) < 1e-4);
});

test("a path's length leaves out where the pen is up", () => {
  const lane = /** @type {any} */ ({ arrays: { path: Float32Array.of(0, 0, 3, 4, NaN, NaN, 50, 50, 50, 60), path_steps: Float32Array.of(0, 1, NaN, 4, 5) } });
  assert.equal(trailOf(lane).length, 15);
});

test("the nearest vertex within reach tells its step", () => {
  const points = Float32Array.of(NaN, NaN, 0, 0, 10, 0, 20, 0);
  const steps = Float32Array.of(NaN, 3, 4, 7);
  assert.deepEqual(nearestStep(points, steps, [12, 1], 12)?.step, 4);
  assert.deepEqual(nearestStep(points, steps, [40, 0], 12), null);
});
