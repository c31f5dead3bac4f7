/**
 * Translations. The code holds the English sentences. A language file (lang/KEY.json) maps each to its translation. A sentence
 * missing there stays English.
 */
import { signal } from "../../vendor/signals-core.js";

import { lookup } from "./language_tags.js";

/** Key and own name of each language. All except English have a file. */
export const LANGUAGES = /** @type {const} */ ({ en: "English", zh: "简体中文", vi: "Tiếng Việt", th: "ไทย", id: "Bahasa Indonesia" });

const words = signal(/** @type {Record<string, string>} */ ({}));

/** @param {string} template @param {Record<string, unknown>} values @returns {string} with every {name} replaced */
export const filled = (template, values) =>
  template.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));

/**
 * Translates a sentence. It reads a signal, so an effect that calls it runs again when the language changes.
 *
 * @param {string} english  with {name} for each value
 * @param {Record<string, unknown>} [values]
 * @returns {string}
 */
export const t = (english, values = {}) => filled(words.value[english] ?? english, values);

/**
 * Splits a sentence whose values are elements into pieces, in the language's word order.
 *
 * @param {string} sentence  from `t`, still with its {name}s
 * @param {Record<string, unknown>} values
 */
export const woven = (sentence, values) => sentence.split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? values[piece] : piece));

/** @param {string[]} parts @returns {string} joined by commas */
export const listed = (parts) => parts.reduce((list, next) => (list ? t("{list}, {next}", { list, next }) : next), "");

/** @param {string[]} parts @returns {string} joined by semicolons into one sentence */
export const clauses = (parts) => parts.reduce((list, next) => (list ? t("{list}; {next}", { list, next }) : next), "");

/** Two sentences, with a space between them if the language uses one. @param {unknown} first @param {unknown} next */
export const followed = (first, next) => woven(t("{sentence} {next}"), { sentence: first, next });

/**
 * Marks a sentence that is passed to `t` later. The `says:` of a key or mark needs no such call. The tests collect both, and
 * check that every language has them.
 *
 * @param {string} english
 */
export const word = (english) => english;

/** @typedef {keyof typeof LANGUAGES} Language */

/** @param {string} tags @returns {Language} */
const closestLanguage = (tags) => /** @type {Language} */ (lookup(tags, Object.keys(LANGUAGES).toSorted()));

/** The language preferred by the browser. */
export const preferred = () => closestLanguage(typeof navigator === "undefined" ? "" : (navigator.languages ?? []).join());

/** @param {string | null} text  ?lang= @returns {Language} */
export const languageOf = (text) => (text ? closestLanguage(text) : preferred());

/** The value of ?lang= in a link; null for English if the browser prefers English. @param {Language} key @returns {string | null} */
export const langParameter = (key) => (key === "en" && preferred() === "en" ? null : key);

/** @param {keyof typeof LANGUAGES} key @param {(url: string) => Promise<Record<string, string>>} read */
export async function speak(key, read) {
  words.value = key === "en" ? {} : await read(new URL(`../../lang/${key}.json`, import.meta.url).href);
  if (typeof document !== "undefined") document.documentElement.lang = key === "zh" ? "zh-Hans" : key;
}
