/** Reads JSON that somebody else has written. */

/** How deep it may be nested. A scene has a third of it; the page goes down level by level when it writes one, and its stack ends. */
const DEEPEST = 64;

/** @param {unknown} value @param {number} [room] @returns {boolean} */
const isShallow = (value, room = DEEPEST) =>
  value === null || typeof value !== "object" || (room > 0 && Object.values(value).every((each) => isShallow(each, room - 1)));

/** @param {string} text @returns {any} undefined if this is no JSON, or nested deeper than anything of ours */
export function jsonOf(text) {
  try {
    const value = JSON.parse(text);
    return isShallow(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
