/**
 * The translator of the class's modules, which phone, projector and host share. The page of a phone holds its words in itself, and hands
 * them to `learn`; the usual page hands its own translator to `speakWith`.
 */

/** @typedef {(english: string, values?: Record<string, unknown>) => string} Translator */

/** @param {string} template @param {Record<string, unknown>} values @returns {string} with every {name} replaced */
const filled = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));

/** @type {Translator} */
let translate = (english, values = {}) => filled(english, values);

/** @param {string} english  with {name} for each value @param {Record<string, unknown>} [values] @returns {string} */
export const t = (english, values) => translate(english, values);

/** @param {Translator} translator */
export function speakWith(translator) {
  translate = translator;
}

/** @param {Record<string, string>} words  from English */
export const learn = (words) => speakWith((english, values = {}) => filled(words[english] ?? english, values));
