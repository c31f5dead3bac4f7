import assert from "node:assert/strict";
import { test } from "node:test";
import { between, decades, nudged, positionOf, valueAt } from "../../static/js/controls/slider.js";

/** @param {number} low @param {number} high @param {"linear" | "log"} scale @param {"number" | "integer"} [kind] @returns {any} */
const track = (low, high, scale, kind = "number") => ({ low, high, scale, kind });
const rate = track(1e-7, 10, "log");
const share = track(0, 0.999, "linear");
const steps = track(1, 100_000, "log", "integer");

test("the ends of a slider are its bounds, and beyond them it is pinned", () => {
  for (const each of [rate, share, steps]) {
    assert.deepEqual([valueAt(each, 0), valueAt(each, 1)], [each.low, each.high]);
    assert.deepEqual([positionOf(each, each.low / 10 - 1), positionOf(each, each.high * 10)], [0, 1]);
  }
});

test("no limit stands at the upper end", () => assert.equal(positionOf(rate, null), 1));

test("a value stands where it came from, to the resolution of the hand", () => {
  for (const each of [rate, share, steps]) {
    for (let position = 0; position <= 1; position += 1 / 64) {
      assert.ok(Math.abs(positionOf(each, valueAt(each, position)) - position) < 0.04); // from 1 step to 2 is 0.06
    }
  }
});

test("the hand reaches round numbers: three digits on a log slider, a fixed grid on a linear one", () => {
  assert.equal(valueAt(rate, 0.5), 0.001);
  assert.equal(valueAt(rate, 0.81234), 0.315);
  assert.equal(valueAt(share, 0.5), 0.4995);
  assert.equal(valueAt(track(-1.6, 1.6, "linear"), 0.1001), -1.28);
  assert.equal(valueAt(steps, 0.52), 398);
});

/** @type {[any, number, 1 | -1, boolean, number][]} track, from, direction, coarse, to */
const presses = [
  [rate, 0.4, 1, false, 0.41],
  [rate, 0.4, 1, true, 0.5],
  [rate, 0.9, 1, true, 1],
  [rate, 1, -1, false, 0.99],
  [rate, 1, -1, true, 0.9],
  [rate, 1, 1, false, 1.1],
  [rate, 1e-7, -1, true, 1e-7],
  [rate, 0, 1, false, 1e-7],
  [rate, 25, -1, false, 10],
  [rate, 0.4321, 1, false, 0.44],
  [rate, 0.4321, -1, false, 0.43],
  [share, 0.9, 1, false, 0.902],
  [share, 0.9, -1, true, 0.88],
  [share, 0.999, 1, true, 0.999],
  [steps, 400, 1, false, 410],
  [steps, 3, -1, false, 2],
  [track(0, 200, "linear", "integer"), 0, 1, false, 1],
];
for (const [each, from, direction, coarse, to] of presses) {
  const name = `${coarse ? "coarse" : "fine"} ${direction > 0 ? "up" : "down"} from ${from} is ${to}`;
  test(name, () => assert.equal(nudged(each, from, direction, coarse), to));
}

test("decades and what lies between them", () => {
  assert.deepEqual(decades(rate), [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10]);
  assert.deepEqual(decades(share), []);
  assert.deepEqual(decades(track(0.05, 1.5, "log")), [0.1, 1]);
  assert.deepEqual(between(track(0.05, 0.5, "log")), [0.06, 0.07, 0.08, 0.09, 0.2, 0.3, 0.4]);
  assert.deepEqual(between(rate), []);
});
