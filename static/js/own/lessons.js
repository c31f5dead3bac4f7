/**
 * Lessons of one's own. A link, a file or the editor holds them as a document; the server checks it and answers with lessons as
 * the catalog has them. They stand in the catalog under keys with a dot, which no lesson of ours has.
 */
import { ask } from "../files/server.js";
import { boundOf, placed } from "../text/sentences.js";
import { t } from "../text/language.js";

/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Fault} Fault */
/** @typedef {import("../types.js").OwnDocument} OwnDocument */
/** @typedef {import("../types.js").OwnList} OwnList */

/** Lists by the JSON of their document, so that undo and the back button ask the server only once. @type {Map<string, OwnList>} */
const known = new Map();

/** A short name for a text: FNV-1a, 32 bits. @param {string} text */
function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** A fault in words: lesson, field, bound. @param {Fault} fault */
export function said(fault) {
  const [, number, own] = /^lessons\.(\d+)\.?(.*)$/.exec(fault.path) ?? [];
  const says = placed({ ...fault, path: (own ?? fault.path).replace(/^scene\./, "") });
  const whole = fault.bound ? t("{says} ({bound})", { says, bound: boundOf(fault) }) : says;
  return number === undefined ? whole : t("Lesson {n}: {says}", { n: Number(number) + 1, says: whole });
}

/**
 * Puts lessons into the catalog.
 *
 * @param {Catalog} catalog
 * @param {string} id  what their keys begin with
 * @param {{ title: string, lessons: import("../types.js").Lesson[] }} found  as the server answers
 * @param {OwnDocument | null} doc  null for lessons of the server's folder, whose links name them
 * @returns {OwnList}
 */
export function enter(catalog, id, { title, lessons }, doc) {
  const list = { title, doc, keys: lessons.map((_, i) => [id, i + 1].join(".")) };
  lessons.forEach((lesson, i) => (catalog.lessons[list.keys[i]] = { ...lesson, own: list }));
  return list;
}

/** Puts the lessons of the server's folder into the catalog. @param {Catalog} catalog */
export function enterFolder(catalog) {
  for (const { key, ...found } of catalog.own ?? []) enter(catalog, key, found, null);
}

/** Every list of one's own: those of the server's folder, and those that this page has opened. @param {Catalog} catalog @returns {OwnList[]} */
export const listsOf = ({ lessons }) => [...new Set(Object.values(lessons).flatMap(({ own }) => (own ? [own] : [])))];

/**
 * Checks a document and puts its lessons into the catalog. A single lesson becomes a list of one.
 *
 * @param {Catalog} catalog
 * @param {any} said  anything
 * @returns {Promise<OwnList>}
 * @throws {import("../files/server.js").Refused | Error} what is wrong with it; or a sentence, if the server did not answer
 */
export async function readLessons(catalog, said) {
  const doc = said !== null && typeof said === "object" && "scene" in said && !("lessons" in said) ? { lessons: [said] } : said;
  const text = JSON.stringify(doc);
  const list = known.get(text) ?? enter(catalog, fingerprint(text), await ask("api/lessons", text), doc);
  known.set(text, list);
  return list;
}

/** The list of the lesson that the page shows; null if the lesson is ours. @param {import("../state.js").State} state @returns {OwnList | null} */
export const listOf = ({ catalog, lesson }) => catalog.lessons[lesson.value ?? ""]?.own ?? null;
