import assert from "node:assert/strict";
import { test } from "node:test";

import { speak } from "../../static/js/text/language.js";
import { kindOf, sentenceOf, translated } from "../../static/js/text/sentences.js";

test("a sentence of the server is said in the page's language, its values in their places", async () => {
  const words = { "{name} must be at most {bound}": "{name} không quá {bound}", "column {column}: {why}": "cột {column}: {why}", "log of zero": "log của 0" };
  await speak("vi", async () => words);
  assert.equal(translated({ template: "{name} must be at most {bound}", params: { name: "steps", bound: 200000 } }), "steps không quá 200000");
  const why = { template: "log of zero", params: {} };
  assert.equal(translated({ template: "column {column}: {why}", params: { column: 4, why } }), "cột 4: log của 0");
  assert.equal(translated({ template: "something else went wrong", params: {} }), "something else went wrong");
  await speak("en", async () => ({}));
});

const numbers = { ratio: 3.03, axis: "y", peak: 12345.6, peak_step: 12345 };
const begin = "blow-up at step {from:d}: η h/σ = {ratio:.3g}; {axis} swings by {peak:.3g} at step {peak_step:d}; ";
const burst = { kind: "blow-up", from: 12340, to: 12350, says: "", numbers };

test("the server alone decides which sentence is said, and how a number is written", () => {
  const start = "blow-up at step 12,340: η h/σ = 3.03; y swings by 1.23 × 10⁴ at step 12,345; ";
  assert.equal(sentenceOf({ ...burst, template: `${begin}over at {to:d}` }), `${start}over at 12,350`);
  assert.equal(sentenceOf({ ...burst, template: `${begin}not over at the end` }), `${start}not over at the end`);
});

test("an event is said in the page's language: its numbers, and the reason of a run that ended", async () => {
  const words = {
    "1,000": "1.000", "diverged": "phân kỳ",
    "diverged at step {from:d}: {reason}": "phân kỳ ở bước {from:d}: {reason}", "{reason}, at ({x}, {y})": "{reason}, tại ({x}, {y})", "log of zero": "log của 0",
  };
  await speak("vi", async () => words);
  const why = { template: "{reason}, at ({x}, {y})", params: { reason: { template: "log of zero", params: {} }, x: "0", y: "2" } };
  const ended = { kind: "diverged", from: 1200, to: 1200, says: "", numbers: { distance: null, reason: "log of zero, at (0, 2)" } };
  assert.equal(sentenceOf({ ...ended, template: "diverged at step {from:d}: {reason}", why }), "phân kỳ ở bước 1.200: log của 0, tại (0, 2)");
  assert.equal(sentenceOf({ ...ended, template: "diverged at step {from:d}: {distance:.3g} from the origin" }), "diverged at step 1.200: – from the origin");
  assert.equal(kindOf({ ...ended, template: "" }), "phân kỳ");
  await speak("en", async () => ({}));
});
