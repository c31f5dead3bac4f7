/**
 * The words of the page. Where they are used, they stand in English; a language file (lang/KEY.json) maps an English sentence
 * to its own, and what it does not have stays English.
 */
import { signal } from "../vendor/signals-core.js";

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
 * Marks a sentence that stands in a table, for `t` where it is shown; what a key or a mark `says:` needs no mark. The tests
 * collect both, and look for them in every language.
 *
 * @param {string} english
 */
export const word = (english) => english;

/** @param {string | null} asked  ?lang= @returns {keyof typeof LANGUAGES} */
export const known = (asked) => (asked !== null && Object.hasOwn(LANGUAGES, asked) ? /** @type {keyof typeof LANGUAGES} */ (asked) : "en");

/** @param {keyof typeof LANGUAGES} key @param {(url: string) => Promise<Record<string, string>>} read */
export async function speak(key, read) {
  words.value = key === "en" ? {} : await read(new URL(`../lang/${key}.json`, import.meta.url).href);
  if (typeof document !== "undefined") document.documentElement.lang = key === "zh" ? "zh-Hans" : key;
}
