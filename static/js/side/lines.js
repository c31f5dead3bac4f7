/** The lines of code of one step. Each is shown with symbols, with the numbers of this step, and with its result. */
import { filledIn, numeral, result, ruled, symbols } from "../text/math.js";
import { unitOf } from "../scene/units.js";

/** @typedef {import("../types.js").LaneStep} LaneStep */
/** @typedef {import("../types.js").RanLine} RanLine */
/** @typedef {import("../types.js").MethodUnit} MethodUnit */
/** @typedef {{ symbols: string, times: number, rows: { axis: "x" | "y" | null, numbers: string, result: string }[], moves: boolean }} ShownLine */

/** @param {import("../text/math.js").Tree} tree @returns {string[]} names in it, with their suffixes + and - */
const names = (tree) => (Array.isArray(tree) ? tree.slice(1).flatMap(names) : typeof tree === "string" ? [tree] : []);

/** Names of a method's state, which its lines read with the value from before the step (suffix -). @param {MethodUnit} unit */
export const remembered = ({ lines }) =>
  new Set(lines.flatMap(({ sets }) => sets.flatMap(([, tree]) => names(tree))).filter((name) => name.endsWith("-")).map((name) => name.slice(0, -1)));

/** @param {number | null | (number | null)[]} value @param {number} axis */
const along = (value, axis) => (Array.isArray(value) ? value[axis] : value);

/** @param {Record<string, object>} knobs @param {RanLine} ran @param {number} axis @returns {import("../text/math.js").Show} */
const numbers = (knobs, ran, axis) => (name) => {
  const base = name.replace(/-$/, "");
  const value = ran.before[base];
  if (value === undefined) return { markup: `<mi>${base}</mi>`, binds: 4 };
  const at = along(value, axis);
  return numeral(at, Object.hasOwn(knobs, base) || (at !== null && String(at).length <= 6));
};

/**
 * @param {MethodUnit} unit
 * @param {RanLine} ran
 * @returns {ShownLine[]} one for each name that the line sets
 */
export function shownLines(unit, ran) {
  const line = unit.lines.find(({ line }) => line === ran.line);
  const show = symbols(unit.knobs, remembered(unit));
  return (line?.sets ?? []).map(([name, tree]) => {
    const paired = [ran.after[name], ...names(tree).map((each) => ran.before[each.replace(/-$/, "")])].some(Array.isArray);
    const row = (/** @type {"x" | "y" | null} */ axis) => {
      const at = axis === "y" ? 1 : 0;
      return { axis, numbers: filledIn(tree, numbers(unit.knobs, ran, at)), result: result(along(ran.after[name], at) ?? null) };
    };
    const rows = paired ? [row("x"), row("y")] : [row(null)];
    return { symbols: ruled(name, tree, show), times: ran.times, rows, moves: /^[xy]\+?$/.test(name) };
  });
}

/** @param {Record<string, MethodUnit>} optimizers @param {LaneStep} step @returns {ShownLine[]} */
export function stepLines(optimizers, step) {
  return step.lines.flatMap((ran) => {
    const unit = /** @type {MethodUnit | undefined} */ (unitOf(optimizers, ran.unit));
    return unit ? shownLines(unit, ran) : [];
  });
}
