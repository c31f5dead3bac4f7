/** Where the start's disc stands in a panel, and which texts of the panel make room for it. */

/** @typedef {[number, number]} Point */

/** Half of an arrow, in pixels. */
const ARROW = 18;

/**
 * The direction in which a start outside the panel lies.
 *
 * @param {Point} at  in pixels of the panel
 * @param {{ width: number, height: number }} area
 * @returns {{ edge: Point, toward: number } | null} the nearest point of the edge and an angle in degrees, clockwise from the right; null if the start is inside
 */
export function directionOutside([x, y], { width, height }) {
  const edge = /** @type {Point} */ ([Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))]);
  if (x === edge[0] && y === edge[1]) return null;
  return { edge, toward: (Math.atan2(y - edge[1], x - edge[0]) * 180) / Math.PI };
}

/** In em: height of the strips at the top and the bottom of a panel in which name and numbers stand with a disc beside, and their length. */
const [TOP, BOTTOM, LONG] = [4.4, 3.4, 22];

/**
 * Which texts of a panel stand at its other end, because the start lies where they usually are.
 *
 * @param {Point} at  left end of the start's disc and label, and its height, in pixels of the panel
 * @param {number} height  of the panel
 * @param {number} em  in pixels
 * @returns {{ name: boolean, numbers: boolean }}
 */
export function aside([x, y], height, em) {
  const under = x < LONG * em;
  return { name: under && y < TOP * em, numbers: under && y > height - BOTTOM * em };
}

/** Moves a point so far from the edge that the whole arrow is inside the panel. @param {Point} edge @param {{ width: number, height: number }} area @returns {Point} */
export const inset = ([x, y], { width, height }) => [Math.min(width - ARROW, Math.max(ARROW, x)), Math.min(height - ARROW, Math.max(ARROW, y))];
