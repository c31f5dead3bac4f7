import assert from "node:assert/strict";
import { test } from "node:test";

import { speak } from "../../static/js/text/language.js";
import { told } from "../../static/js/text/told.js";

test("a sentence of the server is said in the page's language, its values in their places", async () => {
  const words = { "{name} must be at most {bound}": "{name} không quá {bound}", "column {column}: {why}": "cột {column}: {why}", "log of zero": "log của 0" };
  await speak("vi", async () => words);
  assert.equal(told({ template: "{name} must be at most {bound}", params: { name: "steps", bound: 200000 } }), "steps không quá 200000");
  const why = { template: "log of zero", params: {} };
  assert.equal(told({ template: "column {column}: {why}", params: { column: 4, why } }), "cột 4: log của 0");
  assert.equal(told({ template: "something else went wrong", params: {} }), "something else went wrong");
  await speak("en", async () => ({}));
});
