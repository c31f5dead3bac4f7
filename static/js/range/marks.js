/** The marks on the curve of a range test, and the layout of their labels. */
import { t } from "../text/language.js";
import { chosen } from "../text/numbers.js";

/** @typedef {import("./test.js").Found} Found */
/**
 * @typedef {{ key: "steepest" | "tenth" | "lowest" | "limit" | "picked", lr: number, loss: number | null, says: string }} Label
 *   loss: height of the mark on the curve; null for a line from top to bottom
 */

/** @param {string} name @param {import("./test.js").Mark} mark */
const withReason = (name, { says }) => (says ? t("{name}: {says}", { name, says: t(says) }) : name);

/** @param {number} limit @param {number | undefined} curvature @returns {string} "2/L = "; "" if L is unknown */
const factorOf = (limit, curvature) => (curvature ? `${Number((limit * curvature).toPrecision(3))}/L = ` : "");

/**
 * @param {Found} found
 * @param {number | null} picked
 * @param {number} [curvature]  L
 * @returns {Label[]}
 */
export function labelsOf({ marks, suggestion }, picked, curvature) {
  /** @param {"steepest" | "tenth" | "lowest"} key @param {string} name @returns {Label} without text if its rate is picked, because the label of the picked rate names it */
  const point = (key, name) => ({ key, lr: marks[key].lr, loss: marks[key].loss, says: marks[key].lr === picked ? "" : withReason(name, marks[key]) });
  const names = { steepest: t("steepest"), tenth: t("lowest / 10"), lowest: t("lowest") };
  const limit = marks.limit === null ? [] : [{
    key: /** @type {const} */ ("limit"), lr: marks.limit, loss: null,
    says: t("true limit {rate}", { rate: factorOf(marks.limit, curvature) + chosen(marks.limit) }),
  }];
  const points = /** @type {(keyof typeof names)[]} */ (Object.keys(names));
  const same = points.find((key) => marks[key].lr === picked);
  const number = chosen(picked ?? 0);
  const rate = same ? t("{rate} ({name})", { rate: number, name: names[same] }) : number;
  const says = picked === suggestion.lr ? t("suggestion {rate}", { rate }) : t("your rate {rate}", { rate });
  const own = picked === null ? [] : [{ key: /** @type {const} */ ("picked"), lr: picked, loss: null, says }];
  return [...own, ...points.map((key) => point(key, names[key])), ...limit];
}

/**
 * Places labels in rows above the curve without overlap. Each is as near to its rate as the ends allow.
 *
 * @param {{ x: number, width: number }[]} labels  position of the leader line and width, in pixels
 * @param {[number, number]} room  left and right end
 * @param {number} gap
 * @returns {{ x: number, row: number }[]} left end and row, counted from the curve upward, in the same order
 */
export function inRows(labels, [left, right], gap) {
  /** @type {[number, number][][]} */
  const rows = [];
  return labels.map(({ x, width }) => {
    if (!width) return { x, row: 0 };
    const from = Math.max(left, Math.min(right - width, x - width / 2));
    const clear = (/** @type {[number, number][]} */ row) => row.every(([low, high]) => from + width + gap <= low || from >= high + gap);
    const free = rows.findIndex(clear);
    const row = free < 0 ? rows.push([]) - 1 : free;
    rows[row].push([from, from + width]);
    return { x: from, row };
  });
}
