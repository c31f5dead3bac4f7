/** Reads the server's binary answers: u32 header length, JSON header, padding, little-endian float32 arrays. */

/** @typedef {Record<string, { offset: number, length: number }>} Layout */

/**
 * @param {ArrayBuffer} buffer
 * @returns {any} the JSON header
 */
export function header(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  if (length + 4 > buffer.byteLength) throw new RangeError(`frame of ${buffer.byteLength} bytes names a header of ${length}`);
  return JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
}

/**
 * The arrays are views of the buffer, not copies.
 *
 * @param {ArrayBuffer} buffer
 * @param {Layout} layout
 * @returns {Record<string, Float32Array>}
 */
export function arrays(buffer, layout) {
  return Object.fromEntries(Object.entries(layout).map(([name, at]) => [name, new Float32Array(buffer, at.offset, at.length)]));
}

/**
 * @typedef {import("../types.js").LaneFrame} LaneFrame
 * @typedef {Omit<import("../types.js").Frame, "scene" | "panels" | "axis" | "lanes"> & { part: number, last: boolean, lanes: (LaneFrame | null)[] }} Part
 *   one binary answer; a lane is null if this part holds nothing of it
 */

/**
 * @param {ArrayBuffer} buffer
 * @returns {Part}
 */
export function decodePart(buffer) {
  const head = header(buffer);
  const lanes = head.lanes.map((/** @type {{ arrays: Layout } | null} */ lane) => lane && { ...lane, arrays: arrays(buffer, lane.arrays) });
  return { ...head, lanes, arrays: arrays(buffer, head.arrays) };
}

/** @param {number} size @param {number} to @returns {number} the next multiple */
const padded = (size, to) => Math.ceil(size / to) * to;

/** The end of a frame of a map: its header, or classes and values of so many pixels. @param {ArrayBuffer} buffer @param {number} [pixels] */
const endOfMap = (buffer, pixels = 0) => padded(padded(4 + new DataView(buffer).getUint32(0, true), 8) + padded(pixels, 2) + 2 * pixels, 8);

/** The end of a frame in bytes, which is the end of its last array. @param {ArrayBuffer} buffer */
function endOf(buffer) {
  const { arrays: shared, lanes, map, pixels } = header(buffer);
  if (map) return endOfMap(buffer, pixels);
  const layouts = [shared, ...lanes.map((/** @type {{ arrays: Layout } | null} */ lane) => lane?.arrays ?? {})];
  const ends = layouts.flatMap((layout) => Object.values(layout).map(({ offset, length }) => offset + 4 * length));
  return Math.max(padded(4 + new DataView(buffer).getUint32(0, true), 8), ...ends);
}

/** Splits a buffer of consecutive frames. @param {ArrayBuffer} buffer @returns {ArrayBuffer[]} */
export function frames(buffer) {
  const found = [];
  for (let rest = buffer; rest.byteLength; rest = rest.slice(endOf(rest))) found.push(rest.slice(0, endOf(rest)));
  return found;
}

/**
 * Joins the parts received so far into one picture.
 *
 * @param {Part[]} parts  of one answer, in their order
 * @param {LaneFrame[]} before  the lanes of the last picture; empty if they cannot be used
 * @returns {(Omit<import("../types.js").Frame, "scene" | "panels" | "axis">) | null} lanes that are not complete are taken from
 *   before; null if that is not possible
 */
export function joined(parts, before) {
  const [first] = parts;
  const done = parts.at(-1)?.last ?? false;
  // A lane may be split between two parts. The last lane received counts as incomplete until another one follows.
  const open = done ? -1 : (parts.at(-1)?.lanes.findLastIndex(Boolean) ?? -1);
  const lanes = first.lanes.map((_, i) => {
    const pieces = parts.flatMap(({ lanes }) => lanes[i] ?? []);
    if (!pieces.length || i === open) return before.length === first.lanes.length ? before[i] : null;
    return { ...pieces[0], arrays: Object.assign({}, ...pieces.map((piece) => piece.arrays)) };
  });
  return lanes.every((lane) => lane !== null) ? { ...first, arrays: Object.assign({}, ...parts.map((part) => part.arrays)), axes: parts.at(-1)?.axes, members: parts.at(-1)?.members, lanes: /** @type {LaneFrame[]} */ (lanes) } : null;
}

/** Are two arrays equal bit by bit, NaN included? @param {Float32Array} a @param {Float32Array} b */
function sameNumbers(a, b) {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  const [x, y] = [a, b].map(({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length));
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return true;
}

/** @param {Record<string, Float32Array>} a @param {Record<string, Float32Array>} b */
const sameArrays = (a, b) => Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, array]) => b[name] && sameNumbers(array, b[name]));

/** @param {LaneFrame} now @param {LaneFrame | undefined} before @returns {LaneFrame} the one before if they are equal */
function reusedLane(now, before) {
  if (!before || now === before) return now;
  const [{ arrays: newer, ...facts }, { arrays: older, ...known }] = [now, before];
  return JSON.stringify(facts) === JSON.stringify(known) && sameArrays(newer, older) ? before : now;
}

/**
 * Reuses the objects of the frame before where the new one has equal ones. Unchanged objects need not be drawn again.
 *
 * @template {Pick<import("../types.js").Frame, "surface" | "arrays" | "lanes">} T
 * @param {T} now
 * @param {Pick<import("../types.js").Frame, "surface" | "arrays" | "lanes"> | null} before
 * @returns {T}
 */
export function reused(now, before) {
  if (!before) return now;
  const surface = JSON.stringify(now.surface) === JSON.stringify(before.surface) ? before.surface : now.surface;
  const arrays = sameArrays(now.arrays, before.arrays) ? before.arrays : now.arrays;
  return { ...now, surface, arrays, lanes: now.lanes.map((lane, i) => reusedLane(lane, before.lanes[i])) };
}

/**
 * @param {ArrayBuffer} buffer
 * @returns {import("../types.js").Mesh}
 */
export function decodeMesh(buffer) {
  const { nx, ny, spacing, levels, arrays: layout } = header(buffer);
  return { nx, ny, spacing, levels, bands: arrays(buffer, layout).bands };
}
