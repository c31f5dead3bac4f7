import assert from "node:assert/strict";
import { test } from "node:test";

import { endOf, isRight, rateAt } from "../../static/js/class/reading.js";
import { codeIn } from "../../static/js/class/seat.js";

const ask = /** @type {import("../../static/js/class/reading.js").Revealed} */ ({ kind: "choice", view: [0, 16, 0, 32], right: 1, truth: null });

test("a choice is right if it is the right one, and neither where there is none", () => {
  assert.deepEqual([isRight(ask, { choice: 1 }, 9), isRight(ask, { choice: 0 }, 9), isRight(ask, null, 9)], [true, false, null]);
  assert.equal(isRight({ ...ask, right: null }, { choice: 0 }, 9), null);
});

test("a place is right within a sixteenth of the view, as wide and as high as that is", () => {
  const place = /** @type {import("../../static/js/class/reading.js").Revealed} */ ({ ...ask, kind: "click", truth: { at: [8, 16], step: null } });
  const at = (/** @type {number} */ x, /** @type {number} */ y) => isRight(place, { at: [x, y] }, 9);
  assert.deepEqual([at(8.9, 16), at(9.1, 16), at(8, 17.9), at(8, 18.1)], [true, false, true, false]);
  assert.equal(isRight({ ...place, truth: { at: null, step: null } }, { at: [8, 16] }, 9), null);
});

test("a step is right within a twentieth of the run, in a short one within one step", () => {
  const step = /** @type {import("../../static/js/class/reading.js").Revealed} */ ({ ...ask, kind: "step", truth: { at: null, step: 100 } });
  assert.deepEqual([110, 111, 90].map((k) => isRight(step, { step: k }, 200)), [true, false, true]);
  assert.deepEqual([101, 102].map((k) => isRight(step, { step: k }, 10)), [true, false]);
});

test("a step is read as a rate that grows by factors", () => {
  assert.deepEqual([0, 50, 100].map((k) => rateAt({ low: 0.001, high: 10 }, k, 100)), ["0.001", "0.1", "10"]);
});

test("one's own run is the one that starts where one has tapped", () => {
  const ends = [{ kind: "minimum", x: 1, y: 1, count: 1 }, { kind: "diverged", x: null, y: null, count: 1 }];
  const starts = /** @type {any} */ ({ view: [0, 1, 0, 1], ends, paths: [{ x: [0.2], y: [0.2], end: 0 }, { x: [0.8], y: [0.2], end: 1 }] });
  assert.deepEqual([endOf(starts, [0.80001, 0.2])?.kind, endOf(starts, [0.2, 0.2])?.kind, endOf(starts, [0.5, 0.5])], ["diverged", "minimum", null]);
});

test("a code is read with spaces, in other digits, and in a link", () => {
  assert.deepEqual(["4729 1358", "４７２９１３５８", "๔๗๒๙๑๓๕๘", "http://10.0.0.7:8000/class#47291358"].map(codeIn), Array(4).fill("47291358"));
  assert.deepEqual(["", "4729 135", "0729 1358", "472913581"].map(codeIn), [null, null, null, null]);
});
