import assert from "node:assert/strict";
import { test } from "node:test";
import { createClaims } from "../../static/js/controls/claims.js";

/** @param {...string} paths */
const faults = (...paths) => paths.map((path) => ({ path, message: `${path} is wrong`, value: "", bound: "", code: "", template: "{path} is wrong", params: { path } }));

test("a fault stands at its own control, once", () => {
  const { claim, rest } = createClaims(faults("steps", "noise.0"));
  assert.equal(claim("steps"), "steps is wrong");
  assert.equal(claim("steps"), "");
  assert.equal(claim("noise.0"), "noise.0 is wrong");
  assert.equal(rest(), "");
});

test("what has no control of its own stands at its group", () => {
  const { claim } = createClaims(faults("lanes.1.optimizer.inner.key", "lanes.1.clip"));
  assert.equal(claim("lanes.1.clip"), "lanes.1.clip is wrong");
  assert.equal(claim("lanes.1"), "lanes.1.optimizer.inner.key is wrong");
});

test("a lane does not claim its namesake's faults", () => {
  assert.equal(createClaims(faults("lanes.10", "lanes")).claim("lanes.1"), "");
});

test("what nobody claims is left for the top", () => {
  const { claim, rest } = createClaims(faults("version", "other", "lanes"));
  claim("lanes");
  assert.equal(rest(), "version is wrong; other is wrong");
});
