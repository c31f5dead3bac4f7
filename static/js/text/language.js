/**
 * The words of the page. Where they are used, they stand in English; a language file (lang/KEY.json) maps an English sentence
 * to its own, and what it does not have stays English.
 */
import { signal } from "../../vendor/signals-core.js";

import { lookup } from "./language_tags.js";

/** Key of a language that has a file, and its own name. */
export const LANGUAGES = /** @type {const} */ ({ en: "English", zh: "简体中文", vi: "Tiếng Việt", th: "ไทย", id: "Bahasa Indonesia" });

const words = signal(/** @type {Record<string, string>} */ ({}));

/** @param {string} template @param {Record<string, unknown>} values @returns {string} with every {name} replaced */
export const filled = (template, values) =>
  template.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));

/**
 * Reads a signal: what shows a sentence inside an effect changes with the language.
 *
 * @param {string} english  with {name} where a value stands
 * @param {Record<string, unknown>} [values]
 * @returns {string}
 */
export const t = (english, values = {}) => filled(words.value[english] ?? english, values);

/**
 * A sentence whose values are elements: its pieces, in the order of the language.
 *
 * @param {string} sentence  from `t`, its places still open
 * @param {Record<string, unknown>} values
 */
export const woven = (sentence, values) => sentence.split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? values[piece] : piece));

/** @param {string[]} parts @returns {string} one after the other */
export const listed = (parts) => parts.reduce((list, next) => (list ? t("{list}, {next}", { list, next }) : next), "");

/** @param {string[]} parts @returns {string} clauses of one sentence */
export const clauses = (parts) => parts.reduce((list, next) => (list ? t("{list}; {next}", { list, next }) : next), "");

/** Sentences with a space between them, where the language has one. @param {unknown} first @param {unknown} next */
export const followed = (first, next) => woven(t("{sentence} {next}"), { sentence: first, next });

/**
 * Marks a sentence that stands in a table, for `t` where it is shown; what a key or a mark `says:` needs no mark. The tests
 * collect both, and look for them in every language.
 *
 * @param {string} english
 */
export const word = (english) => english;

/** @typedef {keyof typeof LANGUAGES} Language */

/** @param {string} said @returns {Language} */
const wanted = (said) => /** @type {Language} */ (lookup(said, Object.keys(LANGUAGES).toSorted()));

/** What the browser's reader reads. */
export const preferred = () => wanted(typeof navigator === "undefined" ? "" : (navigator.languages ?? []).join());

/** @param {string | null} asked  ?lang= @returns {Language} */
export const known = (asked) => (asked ? wanted(asked) : preferred());

/** English is not said in a link where it is what the browser asks for. @param {Language} key @returns {string | null} */
export const said = (key) => (key === "en" && preferred() === "en" ? null : key);

/** @param {keyof typeof LANGUAGES} key @param {(url: string) => Promise<Record<string, string>>} read */
export async function speak(key, read) {
  words.value = key === "en" ? {} : await read(new URL(`../../lang/${key}.json`, import.meta.url).href);
  if (typeof document !== "undefined") document.documentElement.lang = key === "zh" ? "zh-Hans" : key;
}
