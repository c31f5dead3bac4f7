/** What a frame draws, prepared once per frame: how far a path has come at a step, where the ball stands, what a series spans. */

/**
 * @typedef {{ points: Float32Array, steps: Float32Array, length: number }} Trail
 *   x, y pairs and their length in pixels; steps never fall and have no holes
 */

/**
 * @param {import("../types.js").LaneFrame} lane
 * @returns {Trail}
 */
export function trailOf(lane) {
  const steps = Float32Array.from(lane.arrays.path_steps ?? []);
  // A lifted pen has no step of its own; it takes that of the vertex before, so that a binary search works.
  for (let i = 0; i < steps.length; i++) if (Number.isNaN(steps[i])) steps[i] = i ? steps[i - 1] : 0;
  const points = lane.arrays.path ?? new Float32Array();
  return { points, steps, length: lengthOf(points) };
}

/** @param {Float32Array} points  a NaN pair lifts the pen */
function lengthOf(points) {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) length += Math.hypot(points[i] - points[i - 2], points[i + 1] - points[i - 1]) || 0;
  return length;
}

/**
 * A panel that has changed its size or its view since the frame was asked for moves the old picture until the new one is there.
 *
 * @param {import("../types.js").Frame} frame
 * @param {number} lane
 * @param {import("../types.js").Box & import("../types.js").View} panel  as it is now
 * @returns {import("../types.js").LaneFrame} with its paths in pixels of this panel
 */
export function fitted(frame, lane, panel) {
  const [asked, own] = [frame.panels[lane] ?? panel, frame.lanes[lane]];
  const ranges = [[asked.x, panel.x], [asked.y.toReversed(), panel.y.toReversed()]];
  const zoom = ranges.map(([then, now]) => (then[1] - then[0]) / (now[1] - now[0]));
  const scale = [(zoom[0] * panel.width) / asked.width, (zoom[1] * panel.height) / asked.height];
  const shift = ranges.map(([then, now], axis) => ((then[0] - now[0]) / (now[1] - now[0])) * [panel.width, panel.height][axis]);
  if (scale.every((by) => by === 1) && shift.every((by) => by === 0)) return own;
  const stretch = (/** @type {Float32Array} */ pairs) => pairs.map((pixel, index) => pixel * scale[index % 2] + shift[index % 2]);
  return { ...own, arrays: { ...own.arrays, path: stretch(own.arrays.path), balls: stretch(own.arrays.balls) } };
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
 * @returns {number} the number of vertices that are drawn up to this step
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
 * @param {ArrayLike<number>} steps  of each
 * @param {[number, number]} at
 * @param {number} reach  in the same pixels
 * @returns {{ step: number, apart: number } | null} the nearest within reach
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
 * @param {Float32Array} pairs  min, max pairs, NaN where a column is empty
 * @param {number} floor  values below count as floor; -Infinity where none do
 * @returns {[number, number] | null} null where there is nothing
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
 * @returns {number} index of the last column that holds a row, -1 where there is none
 */
export function lastColumn(pairs) {
  let column = pairs.length / 2 - 1;
  while (column >= 0 && Number.isNaN(pairs[2 * column])) column--;
  return column;
}
