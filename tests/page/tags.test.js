import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { LANGUAGES, known, said } from "../../static/js/text/language.js";
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
  assert.deepEqual([known(null), known(""), known("vi-VN"), known("fr")], ["th", "th", "vi", "en"]);
  assert.deepEqual([said("en"), said("th")], ["en", "th"]);
  browser(["en-GB"]);
  assert.deepEqual([known(null), said("en"), said("zh")], ["en", null, "zh"]);
});
