import assert from "node:assert/strict";
import { test } from "node:test";
import { beyond } from "../../static/js/controls/bounds.js";
import { knobAt } from "../../static/js/controls/knobs.js";
import { complete } from "../../static/js/scene/scene.js";
import { catalog, given } from "./small-catalog.js";

const scene = complete(catalog, given);

/** @type {[number | null, string, string | null][]} */
const cases = [
  [500_000, "steps", "{name} must be at most {bound}"], [0, "steps", "{name} must be at least {bound}"], [1000, "steps", null],
  [-1, "lanes.0.optimizer.knobs.lr", "{name} must be at least {bound}"], [0, "lanes.0.clip", "{name} must be above {bound}"], [null, "lanes.0.clip", null],
];
for (const [value, path, template] of cases) {
  test(`${path} of ${value} is ${template ? "refused" : "taken"}`, () => {
    const knob = /** @type {any} */ (knobAt({ ...catalog, limits: { steps: 1000, lane_steps: 10_000 } }, scene, path));
    assert.equal(beyond(value, knob, path)?.template ?? null, template);
  });
}

test("many lanes leave fewer steps to each", () => {
  const lanes = Array.from({ length: 4 }, () => scene.lanes[0]);
  assert.equal(knobAt({ ...catalog, limits: { steps: 1000, lane_steps: 2000 } }, { ...scene, lanes }, "steps")?.max, 500);
});
