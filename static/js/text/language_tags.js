/** Chooses a language by the lookup of RFC 4647, section 3.4. The server does the same in app/catalog/language_tags.py. */

/** Other codes of the same languages. @type {Record<string, string>} */
const OTHER = { in: "id", cmn: "zh", zho: "zh", chi: "zh", vie: "vi", tha: "th", ind: "id", eng: "en" };
/** Most characters that are read. */
const MOST = 1000;

/** @param {string} tag @returns {string[]} */
function subtags(tag) {
  const [first, ...rest] = tag.trim().toLowerCase().split(/[.@]/)[0].replaceAll("_", "-").split("-");
  return [Object.hasOwn(OTHER, first) ? OTHER[first] : first, ...rest];
}

/** @param {string} tag @param {readonly string[]} languages @returns {string | null} */
function match(tag, languages) {
  let parts = subtags(tag);
  while (parts.length) {
    const whole = parts.join("-");
    if (languages.includes(whole)) return whole;
    parts = parts.slice(0, parts.length > 2 && parts.at(-2)?.length === 1 ? -2 : -1);
  }
  return null;
}

/** @param {string[]} parameters @returns {number} */
const quality = (parameters) => parameters.map((each) => /^\s*q\s*=\s*(\d(?:\.\d*)?|\.\d+)\s*$/i.exec(each)).flatMap((found) => (found ? [Number(found[1])] : []))[0] ?? 1;

/**
 * @param {string} tags  a tag, or a list of them as in Accept-Language
 * @param {readonly string[]} languages
 * @returns {string} the best match, or the first language if none matches
 */
export function lookup(tags, languages) {
  const ranges = tags.slice(0, MOST).split(",").map((each) => each.split(";")).map(([tag, ...rest]) => ({ tag: tag.trim(), wanted: quality(rest) }));
  const refused = ranges.filter(({ wanted }) => wanted === 0).map(({ tag }) => subtags(tag).join("-"));
  const left = languages.filter((language) => !refused.includes(language));
  for (const { tag } of ranges.filter(({ wanted }) => wanted > 0).sort((a, b) => b.wanted - a.wanted)) {
    const found = tag === "*" ? left[0] : match(tag, left);
    if (found) return found;
  }
  return languages[0];
}
