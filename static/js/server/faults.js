/** The server's sentences about bad input, in the page's language; one that is not known here stays English. */
import { clauses, t, word } from "../text/language.js";

/** As app/scene/faults.py has them; the longer of two that begin alike comes first. */
const TEMPLATES = [
  word("{name} is missing"),
  word("{name} is not known: there is no {key}"),
  word("{name} is not known here"),
  word("{name} is not known"),
  word("{name} must be at least {bound}"),
  word("{name} must be above {bound}"),
  word("{name} must be at most {bound}"),
  word("{name} must be below {bound}"),
  word("{name} must be a finite number"),
  word("{name} must be a whole number"),
  word("{name} must be a number"),
  word("{name} has too many digits"),
  word("{name} is too long"),
  word("{name} has too many entries"),
  word("{name} has too few entries"),
  word("the first number must be below the second"),
  word("the interval is so narrow that numbers cannot tell its points apart"),
];

/** @param {string} template @returns {RegExp} what the server makes of it */
const patternOf = (template) => new RegExp(`^${template.replace(/\{(\w+)\}/g, "(?<$1>\\S+)")}$`);
const PATTERNS = TEMPLATES.map(patternOf);

/** @param {string} message @returns {string} */
export function told(message) {
  for (const [i, pattern] of PATTERNS.entries()) {
    const found = pattern.exec(message);
    if (found) return t(TEMPLATES[i], found.groups);
  }
  return message;
}

/** @param {import("../types.js").Fault[]} faults @returns {string} */
export const sentences = (faults) => clauses(faults.map(({ message }) => told(message)));
