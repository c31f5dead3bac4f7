/** A table as text: is a pasted text one, which line does a sentence speak of? */
import { parse } from "../controls/typing.js";

/** The head of a table that is saved, and what its last column says: the server reads it (app/scene/saved_examples.py). */
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
