/** The lanes' names on a class's picture. */
import { outlined } from "../view/looks.js";
import { around, fromAbove, isNearerTo, isWithin, overlap, placesBeside } from "../view/names.js";

/** @typedef {import("../view/names.js").Point} Point */
/** @typedef {import("../view/names.js").Rect} Rect */

/** Does a piece of a line meet a rectangle? Liang and Barsky (1984). @param {Rect} rect @param {Point} from @param {Point} to */
function meets([left, top, right, bottom], [x, y], [x1, y1]) {
  let [first, last] = [0, 1];
  for (const [way, room] of [[x - x1, x - left], [x1 - x, right - x], [y - y1, y - top], [y1 - y, bottom - y]]) {
    if (way === 0 && room < 0) return false;
    if (way < 0) first = Math.max(first, room / way);
    if (way > 0) last = Math.min(last, room / way);
  }
  return first <= last;
}

/** Pieces of paths under a rectangle; once they are more than `most`, it does not matter how many. @param {import("./ink.js").Trail[]} trails @param {Rect} rect @param {number} most */
function piecesUnder(trails, rect, most) {
  let count = 0;
  for (const { lane: { line, rows }, points } of trails) {
    let before = 0;
    for (let i = 1; i < rows && count <= most; i++) {
      if (line?.[i] === ".") continue;
      if (line?.[i] !== "m" && meets(rect, [points[2 * before], points[2 * before + 1]], [points[2 * i], points[2 * i + 1]])) count++;
      before = i;
    }
  }
  return count;
}

/** Pieces of paths that a name may cover. */
const COVERED = 4;

/**
 * The lanes' names beside their markers, where they cover no mark, no other name and not much of any path, and are nearest to their own: each is in the legend, too.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {{ at: Point, name: string }[]} named
 * @param {{ box: { width: number, height: number }, trails: import("./ink.js").Trail[], marks: Point[] }} picture  marks: what must be seen, the minima
 * @param {import("./ink.js").Theme} theme
 */
export function drawNames(pen, named, { box, trails, marks }, theme) {
  pen.font = `600 ${theme.text}px ${theme.font}`;
  pen.textBaseline = "middle";
  const taken = [...marks, ...named.map(({ at }) => at)].map((at) => around(at, theme.em));
  for (const { at, name } of fromAbove(named, box)) {
    const others = named.filter((each) => each.at !== at).map((each) => each.at);
    const isFree = (/** @type {Rect} */ rect) => isWithin(rect, box) && !taken.some((other) => overlap(rect, other)) && !isNearerTo(rect, at, others);
    const found = placesBeside(at, pen.measureText(name).width, theme, 1).find((each) => isFree(each) && piecesUnder(trails, each, COVERED) <= COVERED);
    if (!found) continue;
    taken.push(found);
    pen.textAlign = "left";
    outlined(pen, name, [found[0], (found[1] + found[3]) / 2], theme);
  }
}
