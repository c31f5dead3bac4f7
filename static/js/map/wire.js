/** Reads the frames of a map: a header, then the class and the value of every pixel of its tiles. */
import { header } from "../server/wire.js";

/** @typedef {[number, number, number, number]} Job  distance of the pixels, left and lowest pixel, pixels on a side at that distance */
/** @typedef {{ job: Job, columns: Int32Array, rows: Int32Array, classes: Uint8Array, values: Float32Array }} Tile */

/** The distance of the pixels of the first, coarsest picture. */
export const COARSE = 8;

/** @type {Float32Array | null} every number of 16 bits, made at the first map */
let halves = null;

/** @returns {Float32Array} */
function table() {
  const made = new Float32Array(65536);
  for (let bits = 0; bits < 65536; bits++) {
    const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
    made[bits] = sign * (exponent === 0 ? fraction * 2 ** -24 : exponent === 31 ? (fraction ? NaN : Infinity) : (1024 + fraction) * 2 ** (exponent - 25));
  }
  return made;
}

/** @param {Uint16Array} bits */
function numbers(bits) {
  halves ??= table();
  const known = halves;
  return Float32Array.from(bits, (each) => known[each]);
}

/**
 * The pixels of a patch that no coarser patch has, row by row; app/maps has the same.
 *
 * @param {Job} job
 * @param {number} columns  of the map
 * @param {number} rows
 * @param {boolean} [only]  is this the only pass? Then no coarser patch has any
 */
export function pixels([cell, left, top, side], columns, rows, only = false) {
  const [i, j] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let row = top; row < Math.min(rows, top + side * cell); row += cell) {
    for (let column = left; column < Math.min(columns, left + side * cell); column += cell) {
      if (!only && cell < COARSE && column % (2 * cell) === 0 && row % (2 * cell) === 0) continue;
      i.push(column);
      j.push(row);
    }
  }
  return { columns: Int32Array.from(i), rows: Int32Array.from(j) };
}

/**
 * @param {ArrayBuffer} buffer
 * @param {number} columns  of the map
 * @param {number} rows
 * @param {boolean} [only]
 * @returns {{ tiles: Tile[], head: { id: number, done: number, seconds: number, last: boolean } }} done: runs until now
 * @throws {RangeError} for a frame that is too short
 */
export function decodeMap(buffer, columns, rows, only = false) {
  const head = header(buffer);
  const start = Math.ceil((4 + new DataView(buffer).getUint32(0, true)) / 8) * 8;
  const places = /** @type {Job[]} */ (head.tiles).map((job) => ({ job, ...pixels(job, columns, rows, only) }));
  const count = places.reduce((sum, { columns: { length } }) => sum + length, 0);
  const classes = new Uint8Array(buffer, start, count);
  const values = numbers(new Uint16Array(buffer, start + 2 * Math.ceil(count / 2), count));
  let at = 0;
  const tiles = places.map((place) => {
    const to = at + place.columns.length;
    const tile = { ...place, classes: classes.subarray(at, to), values: values.subarray(at, to) };
    at = to;
    return tile;
  });
  return { tiles, head };
}
