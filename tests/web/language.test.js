import assert from "node:assert/strict";
import { test } from "node:test";

import { filled, known, speak, t } from "../../static/js/language.js";

test("values stand where their names do, and what is not named stays", () => {
  assert.equal(filled("step {n} of {all}, {what}", { n: 3, all: "2,000" }), "step 3 of 2,000, {what}");
});

test("a sentence without a translation stays English", async () => {
  await speak("en", async () => ({}));
  assert.equal(t("step {n}", { n: 7 }), "step 7");
  await speak(/** @type {any} */ ("xx"), async () => ({ "step {n}": "{n}. lépés" }));
  assert.equal(t("step {n}", { n: 7 }), "7. lépés");
  assert.equal(t("Lane"), "Lane");
  await speak("en", async () => ({}));
});

test("an unknown language is English", () => {
  assert.equal(known("xx"), "en");
  assert.equal(known("toString"), "en");
  assert.equal(known(null), "en");
});
