import assert from "node:assert/strict";
import { test } from "node:test";

import { isNext } from "../../static/js/panels/iterates.js";
import { isSecond, modelOf, noteOf } from "../../static/js/panels/models.js";
import { rangeOf } from "../../static/js/panels/profile.js";

const lane = (/** @type {number[]} */ curve, /** @type {number[]} */ iterates) =>
  /** @type {any} */ ({ profile: { t: [0, 10] }, status: { kind: "finished" }, arrays: { curve: Float32Array.from(curve), iterates: Float32Array.from(iterates) } });

test("the f axis shows the crest between two wells, not only the well that the walker is in", () => {
  const [low, high] = rangeOf([lane([9, -2, -1, -4, 9], [6, -3.5, 7, -4])]);
  assert.ok(low <= -4 && high >= -1 && high < 3, `${low} ... ${high}`);
});

test("walls outside the path are cut off", () => {
  const [low, high] = rangeOf([lane([900, 1, 0, 1, 900], [6, 1, 7, 0])]);
  assert.ok(low <= 0 && high >= 1 && high < 3, `${low} ... ${high}`);
});

test("the next iterate is shown only if it is one step away and finite", () => {
  const iterates = [2, 1, 1, 0.5, NaN, NaN];
  assert.deepEqual([isNext(iterates, [0, 1, 2], 0), isNext(iterates, [0, 1, 2], 1), isNext(iterates, [0, 1, 2], 2), isNext(iterates, [0, 2, 4], 0)], [true, false, false, false]);
});

test("a method that uses the Hessian steps on the parabola, another one on the tangent", () => {
  const catalog = /** @type {any} */ ({ optimizers: { newton: { hessian: true }, gradient_descent: { hessian: false }, lookahead: { hessian: false } } });
  const second = (/** @type {any} */ optimizer) => isSecond(catalog, /** @type {any} */ ({ optimizer }));
  assert.deepEqual([second({ key: "newton" }), second({ key: "gradient_descent" }), second({ key: "lookahead", inner: { key: "newton" } })], [true, false, true]);
  const foot = { t: 2, f: 5, slope: 4, bend: 2 };
  assert.equal(modelOf(foot, true)?.(0), 1);
  assert.equal(modelOf(foot, false)?.(0), -3);
  assert.equal(modelOf({ ...foot, bend: null }, false), null);
});

test("the note names what the panels draw", () => {
  const state = (/** @type {string[]} */ ...keys) =>
    /** @type {any} */ ({
      catalog: { optimizers: { newton: { hessian: true }, adam: { hessian: false } } },
      marker: { value: 3 },
      scene: { value: { steps: 9, lanes: keys.map((key) => ({ optimizer: { key } })) } },
    });
  const says = (/** @type {any} */ its, apart = true) => ["tangent", "parabola", "pale"].filter((what) => noteOf(its, apart).includes(what));
  assert.deepEqual(says(state("adam", "adam")), ["tangent", "pale"]);
  assert.deepEqual(says(state("newton")), ["parabola", "pale"]);
  assert.deepEqual(says(state("adam", "newton")), ["tangent", "parabola", "pale"]);
  assert.deepEqual(says(state("adam", "newton"), false), []);
  assert.deepEqual(says({ ...state("adam", "newton"), marker: { value: 9 } }), ["tangent", "parabola"], "no step follows the last one");
});
