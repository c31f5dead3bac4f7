/** What theory says, drawn over a map: lines that runs must obey, and the best point. */
import { listed, t, word } from "../text/language.js";
import { chosen } from "../text/numbers.js";
import { setFont } from "../view/canvas.js";
import { shareOf } from "./axis.js";
import { cased, comparable, outlined, placeOf } from "./picture.js";

/** @typedef {import("../types.js").MapHead} Head */
/** @typedef {NonNullable<Head["theory"]>[0]} Line */

/** @type {Record<Line["name"], { says: string, dash: number[], width: number, rim: number }>} */
const LOOKS = {
  stable: { says: word("largest stable rate"), dash: [], width: 2, rim: 2.5 },
  optimum: { says: word("best by theory"), dash: [7, 4], width: 1.5, rim: 1.5 },
  critical: { says: word("critical"), dash: [2, 3], width: 1.5, rim: 1.5 },
  rate: { says: word("× {factor} a step"), dash: [], width: 0.8, rim: 0.8 },
};

/** The name of a line; of the best point with its numbers, and of a limit that is the same multiple of 1/L everywhere with this. @param {Line} line */
function nameOf({ name, level, points }) {
  if (name === "optimum" && points.length === 1) return t("best by theory: {place}", { place: listed(points[0].map(chosen)) });
  if (name === "stable" && level !== undefined) return t("largest stable rate, {factor}/L", { factor: Number(level.toPrecision(3)) });
  return t(LOOKS[name].says, { factor: level });
}

/** A place for the name of a line: inside, and not where another name stands. @param {[number, number][]} places @param {import("./picture.js").Area} area @param {[number, number][]} taken @param {number} text */
function freePlace(places, { left, top, width, height }, taken, text) {
  const inside = places.filter(([x, y]) => x > left + text && x < left + width - text && y > top + 2 * text && y < top + height - text);
  const apart = (/** @type {[number, number]} */ [x, y]) => taken.every(([u, v]) => Math.abs(y - v) > 1.6 * text || Math.abs(x - u) > 22 * text);
  const free = inside.filter(apart);
  return free[Math.floor(free.length / 3)];
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("../types.js").MapPicture} picture
 * @param {readonly import("../types.js").MapAxis[]} axes
 * @param {import("./picture.js").Area} area
 * @param {import("../view/theme.js").Theme} theme
 */
export function drawTheory(pen, { head, request }, axes, area, theme) {
  if (request.until !== null || !head.theory?.length || !comparable(request.map.axes, axes)) return; // theory would tell what is hidden
  setFont(pen, `600 ${theme.text}px ${theme.font}`);
  pen.textBaseline = "bottom";
  /** @type {[number, number][]} */
  const taken = [];
  const named = new Set();
  for (const line of head.theory.toSorted((a, b) => a.points.length - b.points.length)) { // the best point first: its name takes its place
    const { dash, width, rim } = LOOKS[line.name];
    const places = line.points.map((point) => placeOf(area, [shareOf(axes[0], point[0]), shareOf(axes[1], point[1])]));
    pen.setLineDash(dash);
    if (places.length === 1) cased(pen, () => pen.arc(...places[0], 0.75 * theme.text, 0, 2 * Math.PI), 2.5);
    else cased(pen, () => places.forEach((place) => pen.lineTo(...place)), width, rim);
    pen.setLineDash([]);
    const says = nameOf(line);
    const at = named.has(says) ? undefined : freePlace(places, area, taken, theme.text);
    if (!at) continue;
    named.add(says);
    taken.push(at);
    pen.textAlign = at[0] > area.left + area.width / 2 ? "right" : "left";
    outlined(pen, says, [at[0] + (pen.textAlign === "left" ? 8 : -8), at[1] - 4]);
  }
}
