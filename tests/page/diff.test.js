import assert from "node:assert/strict";
import test from "node:test";

import { difference } from "../../static/js/side/diff.js";

/** @param {string} before @param {string} after  one letter for each line @returns {string} +new -gone same */
const diff = (before, after) =>
  difference([...before], [...after]).map(({ kind, text }) => ({ new: "+", gone: "-", same: "" })[kind] + text).join(" ");

test("what both have stays, of a change the old line comes first", () => {
  assert.equal(diff("abc", "abc"), "a b c");
  assert.equal(diff("abc", "axc"), "a -b +x c");
  assert.equal(diff("", "ab"), "+a +b");
  assert.equal(diff("ab", ""), "-a -b");
});

test("any two texts: the new one can be read off, and so can the old; what stays is the longest there is", () => {
  /** @param {string[]} a @param {string[]} b @returns {number} the longest common subsequence by its definition */
  const longest = ([x, ...a], [y, ...b]) => {
    if (x === undefined || y === undefined) return 0;
    return x === y ? 1 + longest(a, b) : Math.max(longest(a, [y, ...b]), longest([x, ...a], b));
  };
  for (let n = 0; n < 300; n++) {
    // Words of up to five letters, each 0 or 1: the binary digits of a number.
    const [before, after] = [n % 31, (n * 7) % 29].map((each) => [...each.toString(2)]);
    const lines = difference(before, after);
    const kept = (/** @type {string} */ dropped) => lines.filter(({ kind }) => kind !== dropped).map(({ text }) => text);
    assert.deepEqual(kept("gone"), after);
    assert.deepEqual(kept("new"), before);
    assert.equal(lines.filter(({ kind }) => kind === "same").length, longest(before, after));
  }
});
