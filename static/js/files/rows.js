/** Reads trajectories: CSV with a head, or JSON. Columns x and y are needed, loss and lane are optional, others are ignored. */
import { parse } from "../controls/typing.js";
import { t } from "../text/language.js";

/** @typedef {{ file: string, x: number[], y: number[], loss: number[] | null }} Rows */
/** @typedef {import("./text.js").Given} Given */
/** @typedef {{ row: number, cells: Record<string, unknown> }} Row  row: as the user counts them */

const SEPARATORS = ["\t", ";", ","];
const NEEDED = ["x", "y"];

/** The cells of a line; in quotes, a separator is text. @param {string} line @param {string} separator */
function cellsOf(line, separator) {
  const cells = line.match(new RegExp(`("(?:[^"]|"")*"|[^${separator}]*)(?:${separator}|$)`, "g")) ?? [];
  const bare = cells.map((cell) => (cell.endsWith(separator) ? cell.slice(0, -1) : cell).trim());
  return bare.map((cell) => (/^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

/** The lines that count, with their numbers: not empty, no comment. @param {string} text @returns {[number, string][]} */
const linesOf = (text) => [...text.split(/\r\n?|\n/).entries()].filter(([, line]) => line.trim() && !line.startsWith("#"));

/** @param {string} line @returns {{ separator: string, names: string[] } | null} null if it is no head with x and y */
function headOf(line) {
  for (const separator of SEPARATORS) {
    const names = cellsOf(line, separator).map((name) => name.toLowerCase());
    if (NEEDED.every((name) => names.includes(name))) return { separator, names };
  }
  return null;
}

/** @param {string} text @returns {Row[] | null} */
function csvRows(text) {
  const [first, ...lines] = linesOf(text);
  const head = first ? headOf(first[1]) : null;
  if (!head) return null;
  const { separator, names } = head;
  return lines.map(([at, line]) => {
    const cells = cellsOf(line, separator);
    return { row: at + 1, cells: Object.fromEntries(names.map((name, i) => [name, cells[i]])) };
  });
}

/** @param {any} value */
const isTable = (value) => value !== null && typeof value === "object" && NEEDED.every((name) => Array.isArray(value[name]));
/** @param {any} value */
const isRow = (value) => value !== null && typeof value === "object" && NEEDED.every((name) => name in value);

/** Columns as rows. @param {Record<string, any>} table @param {unknown} lane @returns {Row[]} */
const turned = (table, lane) =>
  table.x.map((/** @type {unknown} */ x, /** @type {number} */ row) => ({ row, cells: { lane, x, y: table.y[row], ...(Array.isArray(table.loss) && { loss: table.loss[row] }) } }));

/** @param {any} data @returns {Row[] | null} */
function jsonRows(data) {
  if (isTable(data)) return turned(data, undefined);
  if (Array.isArray(data) && data.length && isRow(data[0])) return data.map((cells, row) => ({ row, cells: cells ?? {} }));
  if (Array.isArray(data?.lanes) && data.lanes.length && data.lanes.every(isTable)) {
    return data.lanes.flatMap((/** @type {any} */ lane, /** @type {number} */ index) => turned(lane, lane.name ?? index));
  }
  return null;
}

/** @param {Given} given @returns {Row[] | null} null if this is no trajectory */
export const rowsIn = ({ text, data }) => (data !== null && typeof data === "object" ? jsonRows(data) : csvRows(text));

/** A cell as a sentence quotes it: JSON may hold an object there, which may be none that is a text. @param {unknown} cell */
const written = (cell) => (typeof cell === "object" && cell !== null ? JSON.stringify(cell) : String(cell ?? "–"));

/** @param {string} file @param {Row} row @param {string} name @returns {number} */
function numberIn(file, { row, cells }, name) {
  const cell = cells[name];
  const value = typeof cell === "number" ? cell : typeof cell === "string" ? parse(cell) : null;
  if (value !== null && Number.isFinite(value)) return value;
  throw new Error(t("{file} was not opened: {name} in row {row} is not a finite number: {value}.", { file, name, row, value: written(cell).slice(0, 40) || "–" }));
}

/**
 * @param {string} file
 * @param {Row[]} rows
 * @returns {Rows[]} one for each lane
 * @throws {Error} with a sentence that names the first bad row
 */
export function trajectoriesOf(file, rows) {
  /** @type {Map<unknown, Row[]>} */
  const lanes = new Map();
  for (const each of rows) {
    const own = lanes.get(each.cells.lane);
    if (own) own.push(each);
    else lanes.set(each.cells.lane, [each]);
  }
  return [...lanes].map(([lane, own]) => {
    const column = (/** @type {string} */ name) => own.map((row) => numberIn(file, row, name));
    const loss = own.some(({ cells }) => cells.loss !== undefined) ? column("loss") : null;
    return { file: lanes.size > 1 ? t("{list}, {next}", { list: file, next: written(own[0].cells.name ?? lane) }) : file, x: column("x"), y: column("y"), loss };
  });
}
