/** Searches the lessons: the best first, in spite of slips of spelling. The library is loaded when it is first needed. */

/** @typedef {Record<string, import("../types.js").Lesson>} Lessons */
/** @typedef {(words: string) => string[]} Search  returns keys of lessons, the best first */

/** What each part of a lesson counts. */
const WEIGHTS = { title: 8, ask: 3, sentence: 3, group: 2, see: 1, why: 1 };
/** How far a word may be from what was typed, 0 (equal) to 1. */
const SLIP = 0.3;

/** "warm-up" is found as "warmup". @param {string} text */
const joined = (text) => text.replace(/(?<=\p{L})[-‐‑](?=\p{L})/gu, "");

/** Words, also of languages that write none apart. @param {string} language @returns {(text: string) => string[]} */
function splitter(language) {
  const segments = new Intl.Segmenter(language, { granularity: "word" });
  return (text) => [...segments.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/** @param {Lessons} lessons @param {string} language @returns {Promise<Search>} */
export async function searchOf(lessons, language) {
  const { default: Fuse } = await import("../../vendor/fuse.js");
  const docs = Object.entries(lessons).map(([key, { title, group, ask, sentence, text }]) => {
    const parts = Object.entries({ title, group, ask, sentence, see: text.see, why: text.why });
    return { key, ...Object.fromEntries(parts.map(([name, words]) => [name, joined(words ?? "")])) };
  });
  const keys = Object.entries(WEIGHTS).map(([name, weight]) => ({ name, weight }));
  const [all, tokenize] = [/** @type {const} */ ("all"), splitter(language)];
  const index = new Fuse(docs, { keys, ignoreLocation: true, ignoreDiacritics: true, useTokenSearch: true, tokenMatch: all, threshold: SLIP, tokenize });
  return (words) => index.search(joined(words)).map(({ item }) => item.key);
}
