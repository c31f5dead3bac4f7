/** Prepares and searches the arrays of a frame, for example the vertices of a path up to a step, or the range of a series. */

/**
 * @typedef {{ points: Float32Array, steps: Float32Array, length: number, area: number }} Trail
 *   x, y pairs, the path's length in pixels and the area that it fills in square pixels; steps never decrease and contain no NaN
 */

/**
 * @param {import("../types.js").LaneFrame} lane
 * @returns {Trail}
 */
export function trailOf(lane) {
  const steps = Float32Array.from(lane.arrays.path_steps ?? []);
  // A gap in the path has NaN for a step. It gets the step of the vertex before, so that a binary search works.
  for (let i = 0; i < steps.length; i++) if (Number.isNaN(steps[i])) steps[i] = i ? steps[i - 1] : 0;
  const points = lane.arrays.path ?? new Float32Array();
  return { points, steps, length: lengthOf(points), area: areaOf(points) };
}

/** @param {Float32Array} points  a NaN pair is a gap */
export function lengthOf(points) {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) length += Math.hypot(points[i] - points[i - 2], points[i + 1] - points[i - 1]) || 0;
  return length;
}

/** A path narrower than this, in pixels, is a line and fills no area: its passes lie on each other. */
const NARROW = 40;

/**
 * The area that most of a path fills: that of the evenly filled rectangle with the path's spread along its principal axes.
 *
 * @param {Float32Array} points  a NaN pair is a gap
 * @returns {number} in square pixels; infinity for a path that is a line
 */
export function areaOf(points) {
  let [weight, x, y, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  for (let i = 2; i < points.length; i += 2) {
    const [a, b] = [(points[i] + points[i - 2]) / 2, (points[i + 1] + points[i - 1]) / 2];
    const [dx, dy] = [points[i] - points[i - 2], points[i + 1] - points[i - 1]];
    const long = Math.hypot(dx, dy);
    if (!(long > 0)) continue;
    weight += long;
    x += long * a;
    y += long * b;
    xx += long * (a * a + (dx * dx) / 12); // of all points of the segment, not of its middle alone
    xy += long * (a * b + (dx * dy) / 12);
    yy += long * (b * b + (dy * dy) / 12);
  }
  const [p, q, r] = [xx / weight - (x / weight) ** 2, xy / weight - (x * y) / weight ** 2, yy / weight - (y / weight) ** 2];
  const [middle, half] = [(p + r) / 2, Math.hypot((p - r) / 2, q)];
  const sides = [middle + half, middle - half].map((spread) => Math.sqrt(12 * Math.max(0, spread)));
  return sides[1] > NARROW ? sides[0] * sides[1] : Infinity;
}

/** The arrays of a lane that are x, y pairs in pixels of its panel. */
const PLACES = ["path", "balls", "others", "ends", "answer"];

/**
 * Moves and scales an old picture to the current panel. It is used until the new picture arrives, after a change of size or view.
 *
 * @param {import("../types.js").Frame} frame
 * @param {number} lane
 * @param {import("../types.js").Box & import("../types.js").View} panel  the current one
 * @returns {import("../types.js").LaneFrame} with the paths in pixels of this panel
 */
export function fitted(frame, lane, panel) {
  const [requested, own] = [frame.panels[lane] ?? panel, frame.lanes[lane]];
  const ranges = [[requested.x, panel.x], [requested.y.toReversed(), panel.y.toReversed()]];
  const zoom = ranges.map(([then, now]) => (then[1] - then[0]) / (now[1] - now[0]));
  const scale = [(zoom[0] * panel.width) / requested.width, (zoom[1] * panel.height) / requested.height];
  const shift = ranges.map(([then, now], axis) => ((then[0] - now[0]) / (now[1] - now[0])) * [panel.width, panel.height][axis]);
  if (scale.every((by) => by === 1) && shift.every((by) => by === 0)) return own;
  const stretch = (/** @type {Float32Array} */ pairs) => pairs.map((pixel, index) => pixel * scale[index % 2] + shift[index % 2]);
  const moved = PLACES.filter((name) => own.arrays[name]).map((name) => [name, stretch(own.arrays[name])]);
  return { ...own, arrays: { ...own.arrays, ...Object.fromEntries(moved) } };
}

/**
 * @param {ArrayLike<number>} sorted
 * @param {number} value
 * @returns {number} how many entries are not above value
 */
export function countUpTo(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {Trail} trail
 * @param {number} step
 * @returns {number} the number of vertices drawn up to this step
 */
export const reached = (trail, step) => countUpTo(trail.steps, step);

/**
 * @param {Float32Array} stops
 * @param {number} step
 * @returns {number} index of the last stop not beyond the step
 */
export const stopAt = (stops, step) => Math.max(0, countUpTo(stops, step) - 1);

/**
 * @param {Float32Array} points  x, y pairs
 * @param {ArrayLike<number>} steps  the step of each point
 * @param {[number, number]} at
 * @param {number} reach  largest distance, in the same pixels
 * @returns {{ step: number, apart: number } | null} the nearest step and its distance; null if none is within reach
 */
export function nearestStep(points, steps, [x, y], reach) {
  let [apart, found] = [reach, -1];
  for (let i = 0; i < steps.length; i++) {
    const away = Math.hypot(points[2 * i] - x, points[2 * i + 1] - y);
    if (away <= apart) [apart, found] = [away, i];
  }
  return found < 0 ? null : { step: Math.round(steps[found]), apart };
}

/**
 * Adds the vertices to the pen's path. A NaN pair is a gap.
 *
 * @param {{ moveTo(x: number, y: number): void, lineTo(x: number, y: number): void }} pen
 * @param {Float32Array} points
 * @param {number} from  first vertex
 * @param {number} to  vertex after the last
 */
export function trace(pen, points, from, to) {
  let down = false;
  for (let i = from; i < to; i++) {
    const x = points[2 * i];
    const y = points[2 * i + 1];
    if (x !== x) down = false;
    else if (down) pen.lineTo(x, y);
    else {
      pen.moveTo(x, y);
      down = true;
    }
  }
}

/**
 * @param {Float32Array} pairs  min, max pairs, NaN for an empty column
 * @param {number} floor  smaller values count as floor
 * @returns {[number, number] | null} the range of all values; null if there are none
 */
export function extent(pairs, floor) {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < pairs.length; i += 2) {
    if (pairs[i] < low) low = pairs[i];
    if (pairs[i + 1] > high) high = pairs[i + 1];
  }
  return low <= high ? [Math.max(low, floor), Math.max(high, floor)] : null;
}

/**
 * @param {Float32Array} pairs
 * @returns {number} index of the last column that holds a row, -1 if there is none
 */
export function lastColumn(pairs) {
  let column = pairs.length / 2 - 1;
  while (column >= 0 && Number.isNaN(pairs[2 * column])) column--;
  return column;
}
