/** Places for a name beside its marker. */

/** @typedef {[number, number]} Point  pixels */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Rect  pixels */

/** What a mark or a marker takes. @param {Point} at @param {number} em @returns {Rect} */
export const around = ([x, y], em) => [x - 0.6 * em, y - 0.6 * em, x + 0.6 * em, y + 0.6 * em];

/**
 * @param {Point} at  the marker
 * @param {number} long  the name's length in pixels
 * @param {{ em: number, text: number }} theme
 * @param {number} rows  how far above and below
 * @returns {Rect[]} right and left of the marker, under and over it, then the nearest rows first
 */
export function placesBeside([x, y], long, { em, text }, rows) {
  const rect = (/** @type {number} */ left, /** @type {number} */ row) => /** @type {Rect} */ ([left, row - 0.6 * text, left + long, row + 0.6 * text]);
  const beside = (/** @type {number} */ row) => [rect(x + 0.7 * em, row), rect(x - 0.7 * em - long, row)];
  const centred = [1, -1].map((side) => rect(x - long / 2, y + side * 0.65 * (em + text)));
  const others = Array.from({ length: 2 * rows }, (_, i) => y + (i % 2 ? -1.2 : 1.2) * (1 + Math.floor(i / 2)) * text);
  return [...beside(y), ...centred, ...others.flatMap(beside)];
}

/** @param {Rect} rect @param {{ width: number, height: number }} box */
export const isWithin = ([left, top, right, bottom], { width, height }) => left >= 0 && top >= 0 && right <= width && bottom <= height;

/** How far a point is from a rectangle, in pixels. @param {Rect} rect @param {Point} at */
const farFrom = ([left, top, right, bottom], [x, y]) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

/** Would a name here be read as another marker's? @param {Rect} rect @param {Point} own @param {Point[]} others  the other markers */
export const isNearerTo = (rect, own, others) => others.some((at) => farFrom(rect, at) < farFrom(rect, own));

/** @param {Rect} one @param {Rect} other */
export const overlap = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

/**
 * @template {{ at: Point }} T
 * @param {T[]} named
 * @param {{ width: number, height: number }} box
 * @returns {T[]} those whose marker is in the box, from above
 */
export const fromAbove = (named, box) => named.filter(({ at }) => isWithin([...at, ...at], box)).sort((one, other) => one.at[1] - other.at[1]);
