import assert from "node:assert/strict";
import { test } from "node:test";

import { withExamples } from "../../static/js/data/examples.js";
import { isSaid, withSaid } from "../../static/js/data/sent.js";

/** @type {[number, number, number][]} */
const rows = [[1, 2, 3], [-1, -2, 0], [2, 4, 1]];
const scene = /** @type {any} */ ({ surface: { key: "linear_regression", knobs: { n: 3 } }, steps: 4, lanes: [{ batch: 2 }] });
const data = { train: { a: [1, -1, 2], b: [2, -2, 4], t: [3, 0, 1] }, held: { a: [], b: [], t: [] } };
const picks = new Float32Array([0, 1, 2, -1]);
const stops = new Float32Array([0, 1]);

/** @param {object} [more] @returns {any} */
const picture = (more) => ({ scene, data, arrays: { stops }, lanes: [{ arrays: { balls: stops, picks } }], ...more });

/** Is it said already, once a hand has moved an example? @param {any} [next] @param {object} [view] @param {any} [frame] */
const said = (next = withExamples(scene, rows), view = {}, frame = picture()) => isSaid(/** @type {any} */ ({ scene: next, view: { draft: true, data: true, ...view } }), frame);

test("while an example is dragged, the picture says what each step sees", () => {
  assert.equal(said(), true);
  const moved = picture({ scene: withExamples(scene, rows) });
  assert.equal(said(withExamples(moved.scene, [...rows].reverse()), {}, moved), true);
});
test("at rest all is asked for, and while the panel is hidden nothing", () => {
  assert.equal(said(undefined, { draft: false }), false);
  assert.equal(said(undefined, { data: undefined }), false);
});
test("another number of examples has another order", () => assert.equal(said(withExamples(scene, rows.slice(1))), false));
test("so has another batch, seed or sample", () => {
  const dragged = withExamples(scene, rows);
  for (const more of [{ lanes: [{ batch: 1 }] }, { seed: 1 }, { surface: { ...dragged.surface, knobs: { n: 3, sample: 1 } } }]) assert.equal(said({ ...dragged, ...more }), false);
});
test("validation examples are drawn, too", () => {
  const dragged = withExamples(scene, rows);
  assert.equal(said({ ...dragged, surface: { ...dragged.surface, held: rows } }), false);
});
test("a lane with examples of its own is told them", () => assert.equal(said(undefined, {}, picture({ lanes: [{ arrays: {}, data }] })), false));
test("before the first picture, nothing is said", () => assert.equal(said(undefined, {}, null), false));

test("a picture that came without them has those of the last one", () => {
  const now = withSaid(/** @type {any} */ ({ arrays: { stops: new Float32Array([0, 1]) }, lanes: [{ arrays: { balls: stops } }] }), picture());
  assert.equal(now.data, data);
  assert.equal(now.lanes[0].arrays.picks, picks);
  assert.equal(now.lanes[0].arrays.balls, stops);
});
test("at other steps they would be wrong", () => {
  const now = withSaid(/** @type {any} */ ({ arrays: { stops: new Float32Array([0, 2]) }, lanes: [{ arrays: {} }] }), picture());
  assert.deepEqual(now.lanes[0].arrays, {});
});
