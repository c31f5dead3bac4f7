/** What is marked on the curve of a range test, and where its labels stand. */
import { t } from "../language.js";
import { chosen } from "../numbers.js";

/** @typedef {import("./test.js").Found} Found */
/**
 * @typedef {{ key: "steepest" | "tenth" | "lowest" | "limit" | "picked", lr: number, loss: number | null, says: string }} Label
 *   loss: where it stands on the curve; null for a line from top to bottom
 */

/** @param {string} name @param {import("./test.js").Mark} mark */
const told = (name, { says }) => (says ? `${name}: ${t(says)}` : name);

/** @param {number} limit @param {number | undefined} curvature @returns {string} "2/L", where L is known */
const factorOf = (limit, curvature) => (curvature ? `${Number((limit * curvature).toPrecision(3))}/L = ` : "");

/**
 * @param {Found} found
 * @param {number | null} picked
 * @param {number} [curvature]  L
 * @returns {Label[]}
 */
export function labelsOf({ marks, suggestion }, picked, curvature) {
  /** @param {"steepest" | "tenth" | "lowest"} key @param {string} name @returns {Label} */
  const point = (key, name) => ({ key, lr: marks[key].lr, loss: marks[key].loss, says: told(name, marks[key]) });
  const limit = marks.limit === null ? [] : [{
    key: /** @type {const} */ ("limit"), lr: marks.limit, loss: null,
    says: t("true limit {rate}", { rate: factorOf(marks.limit, curvature) + chosen(marks.limit) }),
  }];
  const name = picked === suggestion.lr ? t("suggestion {rate}", { rate: chosen(picked ?? 0) }) : t("your rate {rate}", { rate: chosen(picked ?? 0) });
  const own = picked === null ? [] : [{ key: /** @type {const} */ ("picked"), lr: picked, loss: null, says: name }];
  return [...own, point("steepest", t("steepest")), point("tenth", t("lowest / 10")), ...limit, point("lowest", t("lowest"))];
}

/**
 * Labels in rows above the curve, each as near to its rate as the ends allow, none over another.
 *
 * @param {{ x: number, width: number }[]} labels  where their leaders stand, and their width, in pixels
 * @param {[number, number]} room  left and right end
 * @param {number} gap
 * @returns {{ x: number, row: number }[]} left end and row, counted from the curve upward, in the same order
 */
export function inRows(labels, [left, right], gap) {
  /** @type {[number, number][][]} */
  const rows = [];
  return labels.map(({ x, width }) => {
    const from = Math.max(left, Math.min(right - width, x - width / 2));
    const clear = (/** @type {[number, number][]} */ row) => row.every(([low, high]) => from + width + gap <= low || from >= high + gap);
    const free = rows.findIndex(clear);
    const row = free < 0 ? rows.push([]) - 1 : free;
    rows[row].push([from, from + width]);
    return { x: from, row };
  });
}
