import assert from "node:assert/strict";
import { test } from "node:test";
import { placed } from "../../static/js/text/sentences.js";

const bound = { template: "{name} must be at least {bound}", params: { name: "alpha", bound: 0 } };
const order = { template: "the first number must be below the second", params: {} };

/** @type {[string, string, { template: string, params: Record<string, string | number> }][]} */
const cases = [
  ["alpha of walker 1 must be at least 0", "lanes.0.optimizer.knobs.alpha", bound],
  ["Walker 2: the first number must be below the second", "lanes.1.schedule.knobs", order],
  ["alpha must be at least 0", "surface.knobs.alpha", bound],
  ["domain: the first number must be below the second", "surface.domain", order],
  ["the first number must be below the second", "", order],
];
for (const [says, path, fault] of cases) test(says, () => assert.equal(placed({ path, ...fault }), says));
