import assert from "node:assert/strict";
import { test } from "node:test";

import { told } from "../../static/js/server/faults.js";
import { speak } from "../../static/js/text/language.js";

test("a sentence of the server is said in the page's language, its values in their places", async () => {
  const words = { "{name} must be at most {bound}": "{name} không quá {bound}", "{name} is not known: there is no {key}": "không có {key}: {name}" };
  await speak("vi", async () => words);
  assert.equal(told("steps must be at most 200000"), "steps không quá 200000");
  assert.equal(told("optimizer is not known: there is no adamm"), "không có adamm: optimizer");
  assert.equal(told("something else went wrong"), "something else went wrong");
  await speak("en", async () => ({}));
});
