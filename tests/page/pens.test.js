import assert from "node:assert/strict";
import { test } from "node:test";
import { laneNow, moveLane, movedTo, pathNow, pensOf } from "../../static/js/scene/pens.js";
import { addLane, complete, duplicateLane, removeLane } from "../../static/js/scene/scene.js";
import { catalog, given } from "./small-catalog.js";

const rates = [0.1, 0.2, 0.3];
const scene = complete(catalog, { ...given, lanes: rates.map((lr) => ({ optimizer: { key: "plain", knobs: { lr } } })) });
/** @param {import("../../static/js/types.js").Scene} scene */
const order = ({ lanes }) => lanes.map(({ optimizer }) => optimizer.knobs.lr);

test("a lane takes its pen along, and the others keep theirs", () => {
  const moved = moveLane(scene, 2, 0);
  assert.deepEqual(order(moved), [0.3, 0.1, 0.2]);
  assert.deepEqual(pensOf(moved.lanes), [2, 0, 1]);
});

test("a lane that comes back leaves the scene as it was", () => assert.deepEqual(moveLane(moveLane(scene, 0, 2), 2, 0), scene));

test("a move to no place changes nothing", () => {
  for (const [from, to] of [[0, -1], [2, 3], [1, 1]]) assert.equal(moveLane(scene, from, to), scene);
});

test("what points at a lane follows it", () => {
  assert.deepEqual([0, 1, 2].map((index) => movedTo(index, 2, 0)), [1, 2, 0]);
  const { lanes } = moveLane(scene, 2, 0);
  assert.equal(laneNow(lanes, 2), 0);
  assert.equal(laneNow(lanes, 5), null);
  assert.equal(pathNow(lanes, "lanes.0.optimizer.knobs.lr"), "lanes.1.optimizer.knobs.lr");
  assert.equal(pathNow(lanes, "surface.knobs.kappa"), "surface.knobs.kappa");
});

test("a new lane takes a pen that is free", () => {
  const left = removeLane(moveLane(scene, 2, 0), 1);
  assert.deepEqual(pensOf(left.lanes), [2, 1]);
  assert.deepEqual(pensOf(addLane(catalog, left).lanes), [2, 1, 0]);
  assert.deepEqual(pensOf(duplicateLane(left, 0).lanes), [2, 1, 0]);
});
