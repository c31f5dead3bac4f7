import assert from "node:assert/strict";
import { test } from "node:test";

import { clauses, filled, followed, languageOf, listed, speak, t, woven } from "../../static/js/text/language.js";

test("values stand where their names do, and what is not named stays", () => {
  assert.equal(filled("step {n} of {all}, {what}", { n: 3, all: "2,000" }), "step 3 of 2,000, {what}");
});

test("a sentence without a translation stays English", async () => {
  await speak("en", async () => ({}));
  assert.equal(t("step {n}", { n: 7 }), "step 7");
  await speak(/** @type {any} */ ("xx"), async () => ({ "step {n}": "{n}. lépés" }));
  assert.equal(t("step {n}", { n: 7 }), "7. lépés");
  assert.equal(t("Walker"), "Walker");
  await speak("en", async () => ({}));
});

test("an unknown language is English", () => {
  assert.equal(languageOf("xx"), "en");
  assert.equal(languageOf("toString"), "en");
  assert.equal(languageOf(null), "en");
});

test("parts are joined as the language joins them", async () => {
  assert.deepEqual([listed([]), listed(["a"]), listed(["a", "b", "c"]), clauses(["a", "b"])], ["", "a", "a, b, c", "a; b"]);
  assert.equal(followed("One.", "Two.").join(""), "One. Two.");
  const zh = { "{list}, {next}": "{list}，{next}", "{sentence} {next}": "{sentence}{next}", "{list}; {next}": "{list}；{next}" };
  await speak("zh", async () => zh);
  assert.deepEqual([listed(["a", "b", "c"]), clauses(["a", "b"])], ["a，b，c", "a；b"]);
  assert.equal(followed("一。", "二。").join(""), "一。二。");
  await speak("en", async () => ({}));
});

test("a sentence is woven around its values in the order of the language", () => {
  assert.deepEqual(woven("{b} if {a}, else", { a: 1, b: 2 }), ["", 2, " if ", 1, ", else"]);
});
