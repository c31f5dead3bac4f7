import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { LANGUAGES, langParameter, languageOf } from "../../static/js/text/language.js";
import { lookup } from "../../static/js/text/language_tags.js";

/** The server's cases. @type {Record<string, string>} */
const cases = JSON.parse(readFileSync(new URL("tags.json", import.meta.url), "utf-8"));
const languages = ["en", "id", "th", "vi", "zh"];

test("languages are looked up as on the server", () => {
  assert.deepEqual(languages, Object.keys(LANGUAGES).toSorted());
  for (const [asked, language] of Object.entries(cases)) assert.equal(lookup(asked, languages), language, asked);
});

/** @param {string[]} reads */
const browser = (reads) => Object.defineProperty(globalThis, "navigator", { value: { languages: reads }, configurable: true });

test("without ?lang= the page speaks as the browser's reader does, and a link says what others would not guess", () => {
  browser(["fr", "th-TH", "en"]);
  assert.deepEqual([languageOf(null), languageOf(""), languageOf("vi-VN"), languageOf("fr")], ["th", "th", "vi", "en"]);
  assert.deepEqual([langParameter("en"), langParameter("th")], ["en", "th"]);
  browser(["en-GB"]);
  assert.deepEqual([languageOf(null), langParameter("en"), langParameter("zh")], ["en", null, "zh"]);
});
