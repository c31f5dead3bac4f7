import assert from "node:assert/strict";
import { test } from "node:test";

import { whatOf } from "../../static/js/host/failure.js";
import { speak } from "../../static/js/text/language.js";

const TEMPLATE = "{name} must be at most {last}, the run's last step; it is {step}";
const PARAMS = { name: "until", last: 100, step: 101 };

test("what a class does not take is said in the language of the page", async () => {
  const failure = { code: "bad", message: "until must be at most 100.", template: TEMPLATE, params: PARAMS };
  assert.equal(whatOf(failure), "until must be at most 100, the run's last step; it is 101");
  await speak("vi", async () => ({ [TEMPLATE]: "{name}: {last} < {step}" }));
  assert.equal(whatOf(failure), "until: 100 < 101");
  await speak("en", async () => ({}));
});

test("a field is named that the sentence does not name, and a walker by its number", () => {
  const says = { code: "bad", message: "", template: "the interval must rise", params: {} };
  assert.equal(whatOf({ ...says, path: "view.x1" }), "x1: the interval must rise");
  assert.equal(whatOf({ ...says, template: "{name} is too long", params: { name: "label" }, path: "lanes.1.label" }), "label of walker 2 is too long");
});

test("what has no translation is said as it came, without its full stop", () => {
  assert.equal(whatOf({ code: "ended", message: "this class has ended." }), "this class has ended");
});
