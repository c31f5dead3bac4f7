import assert from "node:assert/strict";
import test from "node:test";

import { differing, recorded } from "../../static/js/scene/history.js";

/** @typedef {import("../../static/js/scene/history.js").Moment} Moment */

/** @param {number} steps @returns {Moment} */
const moment = (steps) => /** @type {any} */ ({ lesson: null, scene: { steps } });

test("the fields that differ are named as the scene names them", () => {
  const old = { start: [1, 2], lanes: [{ lr: 0.1, clip: null }] };
  assert.deepEqual(differing(old, { start: [1, 3], lanes: [{ lr: 0.2, clip: null }] }), ["start.1", "lanes.0.lr"]);
  assert.deepEqual(differing(old, structuredClone(old)), []);
  assert.deepEqual(differing(old, { ...old, lanes: [...old.lanes, { lr: 1 }] }), ["lanes.1"]);
});

test("a change made together with the one before it leaves one moment to go back to", () => {
  const begun = { past: [], now: moment(1), coming: [moment(9)], sealed: false };
  const once = recorded(begun, moment(2), true);
  assert.deepEqual([once.past, once.now, once.coming], [[moment(1)], moment(2), []]);
  assert.deepEqual(recorded(once, moment(3), true).past, [moment(1)]);
  assert.deepEqual(recorded(once, moment(3), false).past, [moment(1), moment(2)]);
});
