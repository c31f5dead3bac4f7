/** A table as text: is a pasted text one, which line does a sentence speak of? */
import { parse } from "../controls/typing.js";

export const HEAD = "a,b,t,set";
export const [TRAINING, VALIDATION] = ["training", "validation"];

/** @param {string} line */
const cells = (line) => line.trim().split(line.includes(";") ? /;/ : line.includes("\t") ? /\t/ : line.includes(",") ? /,/ : /\s+/).map((cell) => cell.trim());

/**
 * Is most of a text a table of numbers with two or more columns? Then whoever pastes it means data, even if a cell is wrong.
 *
 * @param {string} text
 */
export function isTable(text) {
  const lines = text.slice(0, 20_000).split(/\r\n?|\n/).filter((line) => line.trim() && !line.startsWith("#")).slice(0, 50);
  if (lines.length < 2) return false;
  const numbers = lines.filter((line) => cells(line).filter((cell) => parse(cell) !== null).length >= 2);
  return numbers.length > 0 && 2 * numbers.length >= lines.length - 1; // one line may hold names
}

/**
 * Where a line of a text begins and ends, so that it can be marked.
 *
 * @param {string} text
 * @param {number} line  from 1
 * @returns {[number, number]}
 */
export function lineAt(text, line) {
  const before = text.split("\n").slice(0, line - 1).join("\n").length;
  const from = line > 1 ? before + 1 : 0;
  const end = text.indexOf("\n", from);
  return [Math.min(from, text.length), end < 0 ? text.length : end];
}

/**
 * The examples of a table that Ravine has saved: its last column says which are for validation.
 *
 * @param {string} text
 * @returns {{ examples: import("../types.js").Example[], held: import("../types.js").Example[] } | null} null for any other text, or with an error in it
 */
export function divided(text) {
  const [head, ...lines] = text.trim().split(/\r?\n/);
  if (head !== HEAD) return null;
  const rows = lines.map((line) => line.split(","));
  const set = (/** @type {string} */ name) =>
    rows.filter((row) => row[3] === name).map((row) => /** @type {import("../types.js").Example} */ (row.slice(0, 3).map(parse)));
  const [examples, held] = [set(TRAINING), set(VALIDATION)];
  const whole = examples.length > 1 && held.length > 0 && examples.length + held.length === rows.length;
  return whole && [...examples, ...held].every((row) => row.every(Number.isFinite)) ? { examples, held } : null;
}
