import assert from "node:assert/strict";
import { test } from "node:test";
import { pinOf } from "../../static/js/panels/marks.js";
import { placesOf } from "../../static/js/panels/places.js";
import { BALL, coveredBy } from "../../static/js/view/looks.js";

const place = (/** @type {[number, number]} */ [x, y]) => [100 * x, 100 * y];

/** @param {object} facts @param {number} [lanes] @returns {any} pictures of one panel */
const pictures = (facts, lanes = 1) => Array.from({ length: lanes }, (_, lane) => ({
  ...{ facts: { saddles: [], minima: [], ...facts }, theme: { em: 16 }, place, lane, frame: { lanes: Array.from({ length: lanes }, () => ({ surface: { minima: [[3, 3]] } })) } },
}));

test("the star lies under the minima, of which the lowest lie on top, and + on top of these", () => {
  const facts = { saddles: [[0, 0]], minima: [[1, 1], [2, 2]], depths: [0, 5], data: { truth: [4, 4], held_minimum: [5, 5] } };
  assert.deepEqual(placesOf(pictures(facts)).map(({ at }) => at[0]), [0, 400, 200, 100, 500]);
  assert.deepEqual(placesOf(pictures({}, 2)).map(({ at }) => at[0]), [300, 300]); // of lanes with their own ground
  assert.deepEqual(placesOf(pictures({ minima: [[1e9, 0]] })), []);
});

test("no minimum is marked where it would answer a question, nor that of a lane with its own ground", () => {
  assert.deepEqual(placesOf(pictures({ minima: [], covered: true, data: { truth: [4, 4] } }, 2)).map(({ at }) => at[0]), [400]);
});

test("a marker covers the marks whose place lies under it", () => {
  const covered = coveredBy([[0, 0], [50, 0]], 16);
  const r = 16 * BALL;
  assert.deepEqual(/** @type {[number, number][]} */ ([[0, 0], [r, 0], [r + 0.1, 0], [50, -r]]).map(covered), [true, true, false, true]);
});

test("a pin covers the mark that it points at, and one under its head", () => {
  const lane = { answered: { x: 1, y: 1, row: 5 }, arrays: {} };
  const picture = (/** @type {number} */ marker) => /** @type {any} */ ({ frame: { lanes: [lane] }, lane: 0, marker, place, answer: "Mean", theme: { em: 16 } });
  const covered = coveredBy(pinOf(picture(5)), 16);
  assert.deepEqual(/** @type {[number, number][]} */ ([[100, 100], [103, 98], [100, 84], [100, 60], [120, 100]]).map(covered), [true, true, true, false, false]);
  assert.deepEqual(pinOf(picture(4)), []); // not there yet
});
