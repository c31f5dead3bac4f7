import assert from "node:assert/strict";
import { test } from "node:test";
import { aside, besideEnd, directionOutside, labelSide } from "../../static/js/panels/start_place.js";

const area = { width: 200, height: 100 };

test("a start inside, its edges among it, is a dot", () => {
  for (const at of [[0, 0], [200, 100], [57, 3]]) assert.equal(directionOutside(/** @type {[number, number]} */ (at), area), null);
});

/** @type {[[number, number], [number, number], number][]} the start, the arrow's place at the edge, its angle clockwise from the right */
const outside = [
  [[250, 40], [200, 40], 0],
  [[-9, 40], [0, 40], 180],
  [[20, 1e6], [20, 100], 90],
  [[20, -5], [20, 0], -90],
  [[300, 200], [200, 100], 45],
  [[-10, -10], [0, 0], -135],
];
for (const [at, edge, toward] of outside) {
  test(`a start at ${at} is an arrow at ${edge}`, () => assert.deepEqual(directionOutside(at, area), { edge, toward }));
}

test("a start on the name or on the numbers sends them to the other end", () => {
  assert.deepEqual(aside([40, 20], 300, 16), { name: true, numbers: false, tally: false });
  assert.deepEqual(aside([40, 150], 300, 16), { name: false, numbers: false, tally: false });
  assert.deepEqual(aside([40, 290], 300, 16), { name: false, numbers: true, tally: true });
  assert.deepEqual(aside([390, 20], 300, 16), { name: false, numbers: false, tally: false });
});

test("the start's label stands where it covers the least of the paths", () => {
  const [label, panel] = [{ width: 60, height: 20, gap: 20 }, { width: 400, height: 300 }];
  const side = (/** @type {number[][]} */ ...paths) => labelSide(paths.map((path) => Float32Array.from(path)), [200, 150], label, panel).side;
  assert.equal(side(), "right");
  assert.equal(side([200, 150, 390, 150]), "left");
  assert.equal(side([200, 150, 390, 150], [200, 150, 10, 150]), "above");
  assert.equal(side([200, 150, 390, 150], [200, 150, 10, 150], [200, 150, 200, 10]), "below");
  assert.equal(side([200, 150, NaN, NaN, 390, 150]), "right");
  assert.deepEqual(labelSide([Float32Array.from([20, 150, 390, 150])], [20, 150], label, panel), { side: "above", left: 0 });
});

test("the start of a walker that never moves leaves its name free", () => {
  const [resting, panel] = [Float32Array.of(200, 150, 200, 150), { width: 400, height: 300 }];
  const side = (/** @type {Float32Array[]} */ ...paths) => labelSide(paths, [200, 150], { width: 50, height: 20, gap: 20 }, panel).side;
  assert.equal(side(resting), "right");
  assert.equal(side(resting, besideEnd(resting, 16)), "left");
});
