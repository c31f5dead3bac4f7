/** Numbers as a phone shows them, and what counts as right. */
import { t } from "./words.js";

/** How far from the right place or step an answer may be: a share of the view, and of the steps. */
const NEAR = { place: 1 / 16, step: 1 / 20 };

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** A whole number with the language's separator of groups. @param {number} count */
export const group = (count) => WHOLE.format(count).replaceAll(",", t("1,000").slice(1, -3));

/** A number with three digits and a true minus sign. @param {number} value */
export const short = (value) => String(Number(value.toPrecision(3))).replace("-", "−");

/** What a step means where it is read as a rate, which grows geometrically. @param {{ low: number, high: number }} reads @param {number} step @param {number} steps */
export const rateAt = ({ low, high }, step, steps) => String(Number((low * (high / low) ** (step / steps)).toPrecision(2)));

/** @typedef {Pick<import("./phone.js").Ask, "kind" | "view" | "right" | "truth">} Revealed */

/**
 * @param {Revealed} ask
 * @param {{ choice?: number, at?: number[], step?: number } | null} mine
 * @param {number} steps  of the run
 * @returns {boolean | null} whether the answer was right; null where there is none, or no right one
 */
export function isRight({ kind, view: [x0, x1, y0, y1], right, truth }, mine, steps) {
  if (!mine) return null;
  if (kind === "choice") return right === null || mine.choice === undefined ? null : mine.choice === right;
  if (kind === "step") return typeof truth?.step !== "number" || mine.step === undefined ? null : Math.abs(mine.step - truth.step) <= Math.max(1, NEAR.step * steps);
  if (!truth?.at || !mine.at) return null;
  const [dx, dy] = [(mine.at[0] - truth.at[0]) / (x1 - x0), (mine.at[1] - truth.at[1]) / (y1 - y0)];
  return Math.hypot(dx, dy) <= NEAR.place;
}

/**
 * Where the run from one's own start ended.
 *
 * @param {import("./frames.js").Starts} starts
 * @param {number[]} start
 * @returns {import("./frames.js").End | null} null if none of the runs began there
 */
export function endOf({ view: [x0, x1, y0, y1], paths, ends }, [x, y]) {
  const [near, far] = [paths.map((path) => Math.hypot((path.x[0] - x) / (x1 - x0), (path.y[0] - y) / (y1 - y0))), 0.001];
  const nearest = near.indexOf(Math.min(...near));
  return nearest >= 0 && near[nearest] < far ? (ends[paths[nearest].end] ?? null) : null;
}
