/** The lanes' names on a class's picture. */
import { outlined } from "../view/looks.js";

/** @typedef {[number, number]} Point  pixels */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Rect  pixels */

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

/** Places of a name: side of its marker, and rows below it. @type {[1 | -1, number][]} */
const PLACES = [[1, 0], [-1, 0], [1, 1.2], [1, -1.2], [-1, 1.2], [-1, -1.2]];
/** Pieces of paths that a name may cover. */
const COVERED = 4;

/**
 * The lanes' names beside their markers, where they cover no mark, no other name and not much of any path: each is in the legend, too.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {{ at: Point, name: string }[]} named
 * @param {{ box: { width: number, height: number }, trails: import("./ink.js").Trail[], marks: Point[] }} picture  marks: what must be seen, the minima
 * @param {import("./ink.js").Theme} theme
 */
export function drawNames(pen, named, { box, trails, marks }, theme) {
  pen.font = `600 ${theme.text}px ${theme.font}`;
  pen.textBaseline = "middle";
  const { em, text } = theme;
  const taken = [...marks, ...named.map(({ at }) => at)].map(([x, y]) => /** @type {Rect} */ ([x - 0.6 * em, y - 0.6 * em, x + 0.6 * em, y + 0.6 * em]));
  const inside = named.filter(({ at: [x, y] }) => x >= 0 && x <= box.width && y >= 0 && y <= box.height).sort((a, b) => a.at[1] - b.at[1]);
  for (const { at: [x, y], name } of inside) {
    const long = pen.measureText(name).width;
    const rect = (/** @type {[1 | -1, number]} */ [side, down]) => {
      const [near, row] = [x + side * 0.7 * em, y + down * text];
      return /** @type {Rect} */ ([Math.min(near, near + side * long), row - 0.6 * text, Math.max(near, near + side * long), row + 0.6 * text]);
    };
    const isFree = (/** @type {Rect} */ [left, top, right, bottom]) => left >= 0 && top >= 0 && right <= box.width && bottom <= box.height && !taken.some((other) => left < other[2] && right > other[0] && top < other[3] && bottom > other[1]);
    const found = PLACES.map(rect).find((each) => isFree(each) && piecesUnder(trails, each, COVERED) <= COVERED);
    if (!found) continue;
    taken.push(found);
    pen.textAlign = "left";
    outlined(pen, name, [found[0], (found[1] + found[3]) / 2], theme);
  }
}
