/** Diff of two texts, line by line, by their longest common subsequence. */

/** @typedef {{ kind: "same" | "new" | "gone", text: string }} DiffLine */

/**
 * @param {string[]} before
 * @param {string[]} after
 * @returns {number[][]} longest[i][j]: length of the longest common subsequence of before[i..] and after[j..]
 */
function common(before, after) {
  const longest = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const skipped = Math.max(longest[i + 1][j], longest[i][j + 1]);
      longest[i][j] = before[i] === after[j] ? 1 + longest[i + 1][j + 1] : skipped;
    }
  }
  return longest;
}

/**
 * @param {string[]} before
 * @param {string[]} after
 * @returns {DiffLine[]} all lines of `after` in order, and between them the removed ones; in a change the old line comes first
 */
export function difference(before, after) {
  const longest = common(before, after);
  /** @type {DiffLine[]} */
  const lines = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ kind: "same", text: after[j++] });
      i++;
    } else if (j >= after.length || (i < before.length && longest[i + 1][j] >= longest[i][j + 1])) {
      lines.push({ kind: "gone", text: before[i++] });
    } else {
      lines.push({ kind: "new", text: after[j++] });
    }
  }
  return lines;
}
