import assert from "node:assert/strict";
import { test } from "node:test";
import { widened } from "../../static/js/charts/frozen.js";
import { differences } from "../../static/js/scene/differences.js";
import { bare, changedLanes, freeze } from "../../static/js/scene/freeze.js";
import { moveLane } from "../../static/js/scene/pens.js";
import { chooseOptimizer, chooseSurface, complete, removeLane, setAt } from "../../static/js/scene/scene.js";
import { catalog, given } from "./small-catalog.js";

const lanes = [{ optimizer: { key: "plain", knobs: { lr: 0.1 } } }, { optimizer: { key: "rms", knobs: { lr: 0.6 } } }];
const scene = complete(catalog, { ...given, lanes });

test("one scene is frozen, never a chain of them", () => {
  const twice = freeze(setAt(freeze(scene), "steps", 7));
  assert.equal(twice.frozen?.steps, 7);
  assert.equal(twice.frozen?.frozen, undefined);
  assert.equal(bare(twice).frozen, undefined);
  assert.deepEqual(complete(catalog, JSON.parse(JSON.stringify(twice))), twice);
});

test("a frozen lane is run once, and is not another run because the lane runs many times now", () => {
  const often = { ...scene, lanes: scene.lanes.map((lane) => ({ ...lane, many: /** @type {const} */ ({ over: "seeds", count: 9, spread: 0.05 }) })) };
  const frozen = freeze(often);
  assert.deepEqual(frozen.frozen?.lanes.map(({ many }) => many), [undefined, undefined]);
  assert.deepEqual(changedLanes(frozen.frozen ?? scene, frozen), []);
});

test("what differs is said in the words of the frozen scene", () => {
  const now = setAt(scene, "lanes.0.optimizer.knobs.lr", 0.4);
  assert.deepEqual(differences(catalog, scene, scene), []);
  assert.deepEqual(differences(catalog, scene, now), ["η = 0.1 (Plain descent)"]);
  assert.deepEqual(differences(catalog, scene, moveLane(now, 0, 1)), ["η = 0.1 (Plain descent)"]);
  assert.deepEqual(differences(catalog, scene, chooseOptimizer(catalog, scene, 0, "rms")), ["Plain descent, η = 0.1"]);
  assert.deepEqual(differences(catalog, scene, removeLane(scene, 1)), ["Root mean square"]);
  assert.equal(differences(catalog, scene, chooseSurface(catalog, scene, "trough"))[0], "Bowl");
});

test("an axis has room for both", () => {
  /** @param {[number, number]} range @param {number[]} ticks @returns {import("../../static/js/types.js").ValueAxis} */
  const axis = (range, ticks) => ({ log: true, bare: false, range, ticks: ticks.map((at) => [at, String(at)]) });
  const own = axis([0, 2], [0, 1, 2]);
  assert.equal(widened(own, axis([1, 2], [1, 2])), own);
  assert.deepEqual(widened(own, axis([-6, 1], [-6, -3, 0])), axis([-6, 2], [-6, -3, 0, 2]));
  assert.equal(widened(own, { ...axis([-6, 1], []), log: false }), own);
});

test("lanes that are as they were are not drawn twice", () => {
  assert.deepEqual(changedLanes(scene, moveLane(setAt(scene, "lanes.0.label", "mine"), 0, 1)), []);
  assert.deepEqual(changedLanes(scene, setAt(scene, "lanes.1.optimizer.knobs.lr", 0.4)), [{ lane: 1, pen: 1, other: 1 }]);
  assert.equal(changedLanes(scene, setAt(scene, "steps", 9)).length, 2);
  assert.deepEqual(changedLanes(scene, removeLane(scene, 1)), [{ lane: 1, pen: 1, other: -1 }]);
});
