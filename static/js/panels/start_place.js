/** Where the start's ring stands in a panel, and which texts of the panel make room for it. */

/** @typedef {[number, number]} Point */
/** @typedef {{ side: "right" | "left" | "above" | "below", by: number }} Label  by: from the start to where the label begins, in pixels */

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

/** In em: height of the strips at the top and the bottom of a panel in which name and numbers stand with the ring beside, and their length. */
const [TOP, BOTTOM, LONG] = [4.4, 3.4, 22];
/** In em: height of the lines above the numbers. */
const TALLY = 2.2;

/**
 * Which texts of a panel stand at its other end, because the start lies where they usually are.
 *
 * @param {Point} at  left end of the start's ring and label, and its height, in pixels of the panel
 * @param {number} height  of the panel
 * @param {number} em  in pixels
 * @returns {{ name: boolean, numbers: boolean, tally: boolean }} tally: the lines above the numbers
 */
export function aside([x, y], height, em) {
  const under = x < LONG * em;
  return { name: under && y < TOP * em, numbers: under && y > height - BOTTOM * em, tally: under && y > height - (BOTTOM + TALLY) * em };
}

/** Moves a point so far from the edge that the whole arrow is inside the panel. @param {Point} edge @param {{ width: number, height: number }} area @returns {Point} */
export const inset = ([x, y], { width, height }) => [Math.min(width - ARROW, Math.max(ARROW, x)), Math.min(height - ARROW, Math.max(ARROW, y))];

/** Pixels between two looks at a path, and how many looks are taken at most. */
const [STRIDE, LOOKS] = [5, 6000];

/**
 * The side of the start on which its label covers the least of the paths.
 *
 * @param {Float32Array[]} paths  x, y pairs in pixels of the panel; a NaN pair is a gap
 * @param {Point} start
 * @param {{ width: number, height: number, gap: number }} label  gap: from the start's middle to the label
 * @param {{ width: number, height: number }} area
 * @returns {{ side: "right" | "left" | "above" | "below", left: number }} left: where the label begins
 */
export function labelSide(paths, [x, y], { width, height, gap }, area) {
  const middle = Math.max(0, Math.min(area.width - width, x - width / 2)); // near an edge, it is moved along it
  const sides = /** @type {const} */ ([
    ["right", x + gap, y - height / 2],
    ["left", x - gap - width, y - height / 2],
    ["above", middle, y - gap - height],
    ["below", middle, y + gap],
  ]);
  const inside = sides.filter(([, left, top]) => left >= 0 && top >= 0 && left + width <= area.width && top + height <= area.height);
  const covered = inside.map(() => 0);
  for (const [px, py] of looks(paths)) {
    inside.forEach(([, left, top], side) => (covered[side] += Number(px >= left && px <= left + width && py >= top && py <= top + height)));
  }
  const [side, left] = inside[covered.indexOf(Math.min(...covered))] ?? sides[x > area.width / 2 ? 1 : 0];
  return { side, left };
}

/** Where the name at a path's end stands: a line of some letters to its right. @param {Float32Array} path  x, y pairs in pixels @param {number} em */
export function besideEnd(path, em) {
  const [x, y] = path.slice(-2);
  return Float32Array.of(x, y, x + 6 * em, y);
}

/** Points along paths, in equal strides. @param {Float32Array[]} paths @returns {Generator<Point>} */
function* looks(paths) {
  let left = LOOKS;
  for (const path of paths) {
    for (let i = 2; i < path.length && left > 0; i += 2) {
      const [x, y, dx, dy] = [path[i - 2], path[i - 1], path[i] - path[i - 2], path[i + 1] - path[i - 1]];
      const parts = Math.min(400, Math.max(1, Math.ceil(Math.hypot(dx, dy) / STRIDE) || 0));
      for (let k = 1; k <= parts; k++, left--) yield [x + (dx * k) / parts, y + (dy * k) / parts];
    }
  }
}
