import assert from "node:assert/strict";
import { test } from "node:test";
import { usualSight } from "../../static/js/play/lessons.js";
import { columnsFor } from "../../static/js/view/layout.js";

test("panels stand in an even grid", () => {
  assert.deepEqual([1, 2, 3, 4, 6, 7, 8, 9].map((lanes) => columnsFor(lanes, 1345, 16)), [1, 2, 3, 4, 3, 4, 4, 3]);
  assert.deepEqual([2, 3, 4].map((lanes) => columnsFor(lanes, 600, 16)), [2, 2, 2]);
});
test("five stand in one row where they fit, also on a projector", () => {
  assert.deepEqual([1345, 1249].map((width) => columnsFor(5, width, 16)), [5, 3]);
  assert.deepEqual([4, 5].map((lanes) => columnsFor(lanes, 1880, 27.8)), [4, 5]);
});

/** @param {object[]} lanes @param {boolean} presenting */
const sight = (lanes, presenting) => usualSight(/** @type {any} */ ({ catalog: { lessons: {} }, lesson: { value: null }, scene: { value: { lanes } }, presenting: { value: presenting } }));
test("a projector shows many lanes on one panel, but not those on grounds of their own", () => {
  const five = [{}, {}, {}, {}, {}];
  assert.equal(sight(five, false).layout, "side");
  assert.equal(sight(five, true).layout, "overlay");
  assert.equal(sight(five.map(() => ({ knobs: { lose: 1 } })), true).layout, "side");
});
