import assert from "node:assert/strict";
import test from "node:test";

import { pointsOf } from "../../static/js/map/tried.js";
import { mapFor } from "../../static/js/tune/show.js";
import { places, scoreText } from "../../static/js/tune/scores.js";
import { applied, requests } from "../../static/js/tune/tuning.js";

/** @param {Partial<import("../../static/js/types.js").Lane>} more @returns {import("../../static/js/types.js").Lane} */
const lane = (more = {}) => ({
  ...{ optimizer: { key: "adam", knobs: { lr: 0.1, beta1: 0.9 } }, schedule: { key: "constant", knobs: {} } },
  ...{ warmup: 0, lr_scale: [1, 1], weight_decay: 0, clip: null, label: null },
  ...more,
});
/** @param {import("../../static/js/types.js").Lane[]} lanes @returns {import("../../static/js/types.js").Scene} */
const scene = (...lanes) => ({ version: 1, surface: { key: "booth", knobs: {} }, start: [0, 0], steps: 9, seed: 0, noise: [0, 0], lanes });
const knob = (/** @type {string} */ field, /** @type {number} */ best) => ({ path: "knobs.lr", field, low: 0.01, high: 10, scale: /** @type {"log"} */ ("log"), now: 0.1, best });
/** @param {number} index @param {number | null} promised @param {ReturnType<typeof knob>[]} knobs */
const tuned = (index, promised, ...knobs) => ({
  ...{ lane: index, optimizer: "adam", knobs, now: null, promised, judged: promised, sensitivity: 0.1 },
  tried: { values: [[0.01, 10, 1]], scores: [null, 1e-12, 0.1], rounds: [0, 0, 0], best: 1 },
});
const FORKED = { fork: { step: 2, before: lane() } };
const DRAWN = { trajectory: { file: "a.csv", points: "", loss: null } };

test("every lane that can be tuned is asked for alone, so that the table fills; if none can, the server says why", () => {
  const all = { lane: null, budget: "", seed: "" };
  assert.deepEqual(requests(scene(lane(), lane(FORKED), lane(DRAWN), lane()), all), [[0], [3]]);
  assert.deepEqual(requests(scene(lane(), lane()), { ...all, lane: 1 }), [[1]]);
  assert.deepEqual(requests(scene(lane(DRAWN)), all), [null]);
});

test("the best knobs go into the scene, and a label made of a number goes; a lane without good knobs stays", () => {
  const before = scene(lane({ label: "Rate 0.1" }), lane());
  const after = applied(before, [
    tuned(0, 1e-9, knob("lanes.0.optimizer.knobs.lr", 2), knob("lanes.0.optimizer.knobs.beta1", 0.5)),
    tuned(1, null, knob("lanes.1.optimizer.knobs.lr", 7)),
  ]);
  assert.deepEqual(after.lanes[0].optimizer.knobs, { lr: 2, beta1: 0.5 });
  assert.equal(after.lanes[0].label, null);
  assert.equal(after.lanes[1], before.lanes[1]);
});

test("a setting stands at its rate and its loss; what diverges stands above, and the best one is drawn last", () => {
  const found = places(tuned(0, 1e-12, knob("lanes.0.optimizer.knobs.lr", 1)), 1e-12);
  assert.deepEqual(found.map(({ x }) => Math.round(x)), [5, 98, 145]); // 0.01, 1, 10 between 0.01 and 10
  assert.deepEqual(found.map(({ lost, best }) => [lost, best]), [[true, false], [false, false], [false, true]]);
  assert.ok(found[0].y < found[1].y && found[1].y < found[2].y);
});

test("a loss at the floor is no more than that, and none is a run that diverges", () => {
  assert.equal(scoreText(1e-12, 1e-12), "≤ 10⁻¹²");
  assert.equal(scoreText(null, 1e-12), "diverges");
  assert.equal(scoreText(0.0213, 1e-12), "0.0213");
});

test("a map of two knobs shows what was tried, for the same walker on the same surface alone", () => {
  const own = scene(lane(), lane());
  const two = { ...tuned(0, 0.1, knob("lr", 1), { ...knob("beta1", 0.9), path: "knobs.beta1", low: 0, high: 0.99, scale: /** @type {any} */ ("near_one") }), tried: { values: [[0.01, 10, 1], [0, 0.9, 0.99]], scores: [], rounds: [], best: 1 } };
  const map = mapFor(two);
  assert.equal(mapFor(tuned(0, 0.1, knob("lr", 1))), null);
  assert.ok(map);
  const tried = { lane: 0, optimizer: "adam", surface: "booth", paths: ["knobs.lr", "knobs.beta1"], ...two.tried };
  assert.deepEqual(pointsOf(tried, own, map).map(({ shares: [x, y], best }) => [Number(x.toFixed(3)), Number(y.toFixed(3)), best]), [[0, 0, false], [0.667, 1, false], [1, 0.5, true]]);
  assert.deepEqual(pointsOf(tried, own, { ...map, lane: 1 }), []);
  assert.deepEqual(pointsOf({ ...tried, surface: "canyon" }, own, map), []);
  assert.deepEqual(pointsOf({ ...tried, paths: ["knobs.lr", "knobs.beta2"] }, own, map), []);
});
