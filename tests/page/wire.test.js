import assert from "node:assert/strict";
import test from "node:test";

import { decodeMesh, decodePart, header, joined, reused } from "../../static/js/server/wire.js";

/**
 * A frame as the server packs it: the arrays begin at the first multiple of 8 after the header.
 *
 * @param {(at: number) => object} head  called with the offset of the arrays
 * @param {number[]} values
 */
function pack(head, values) {
  const begin = 512;
  const text = new TextEncoder().encode(JSON.stringify(head(begin)));
  const buffer = new ArrayBuffer(begin + 4 * values.length);
  new DataView(buffer).setUint32(0, text.length, true);
  new Uint8Array(buffer).set(text, 4);
  new Float32Array(buffer, begin).set(values);
  return buffer;
}

test("a frame's arrays are views at the offsets that its header names", () => {
  const buffer = pack(
    (at) => ({
      id: 7,
      steps: 2,
      arrays: { stops: { offset: at, length: 3 } },
      lanes: [{ status: { kind: "finished", step: 2, reason: null }, events: [], arrays: { path: { offset: at + 12, length: 4 } } }],
    }),
    [0, 1, 2, 10, 20, NaN, 40],
  );
  const frame = decodePart(buffer);
  assert.equal(frame.id, 7);
  assert.deepEqual([...frame.arrays.stops], [0, 1, 2]);
  assert.deepEqual([...frame.lanes[0]?.arrays.path ?? []], [10, 20, NaN, 40]);
  assert.equal(frame.lanes[0]?.arrays.path.buffer, buffer);
});

test("a mesh keeps its rows", () => {
  const buffer = pack((at) => ({ nx: 3, ny: 2, spacing: "log", levels: [7, 8], arrays: { bands: { offset: at, length: 6 } } }), [1, 2, 3, 4, 5, 6]);
  const mesh = decodeMesh(buffer);
  assert.deepEqual([mesh.nx, mesh.ny, mesh.spacing, mesh.levels, [...mesh.bands]], [3, 2, "log", [7, 8], [1, 2, 3, 4, 5, 6]]);
});

test("a header that is longer than its frame is refused", () => {
  const buffer = new ArrayBuffer(16);
  new DataView(buffer).setUint32(0, 1000, true);
  assert.throws(() => header(buffer), /names a header of 1000/);
});

/** @param {string} name @param {number[]} values */
const piece = (name, values) => /** @type {any} */ ({ status: { kind: "finished" }, events: [], arrays: { [name]: new Float32Array(values) } });

/** @param {number} part @param {boolean} last @param {any[]} lanes */
const partOf = (part, last, lanes) => /** @type {any} */ ({ id: 7, part, last, steps: 2, arrays: part ? {} : { stops: [0] }, lanes });

test("lanes that have not come yet stay as they were, and one that was cut waits for its rest", () => {
  const before = [piece("path", [1]), piece("path", [2])];
  const parts = [partOf(0, false, [piece("path", [10]), null])];
  assert.equal(joined(parts, before)?.lanes[0], before[0]);
  parts.push(partOf(1, false, [piece("loss", [11]), piece("path", [20])]));
  const [first, second] = joined(parts, before)?.lanes ?? [];
  assert.deepEqual([[...first.arrays.path], [...first.arrays.loss]], [[10], [11]]);
  assert.equal(second, before[1]);
  parts.push(partOf(2, true, [null, piece("loss", [21])]));
  const whole = joined(parts, before);
  assert.deepEqual([[...(whole?.lanes[1].arrays.path ?? [])], [...(whole?.lanes[1].arrays.loss ?? [])]], [[20], [21]]);
  assert.deepEqual(whole?.arrays.stops, [0]);
});

test("with nothing before there is no picture until every lane is there", () => {
  const parts = [partOf(0, false, [piece("path", [10]), null])];
  assert.equal(joined(parts, []), null);
  assert.equal(joined([...parts, partOf(1, true, [null, piece("path", [20])])], [])?.lanes.length, 2);
});

test("what came again is the same object, so that it is not drawn again", () => {
  const frame = (/** @type {number} */ last) => /** @type {any} */ ({ surface: { minima: [[1, 2]] }, arrays: {}, lanes: [piece("path", [1, NaN, 3]), piece("path", [4, NaN, last])] });
  const before = frame(5);
  const [same, other] = [reused(frame(5), before), reused(frame(6), before)];
  assert.equal(same.surface, before.surface);
  assert.ok(same.lanes.every((/** @type {any} */ lane, /** @type {number} */ i) => lane === before.lanes[i]));
  assert.equal(other.lanes[0], before.lanes[0]);
  assert.notEqual(other.lanes[1], before.lanes[1]);
  assert.deepEqual([...other.lanes[1].arrays.path], [4, NaN, 6]);
});

test("a lane with the same numbers and another end is another lane", () => {
  const before = /** @type {any} */ ({ surface: {}, arrays: {}, lanes: [piece("path", [1])] });
  const ended = { ...before.lanes[0], status: { kind: "diverged" }, arrays: { path: new Float32Array([1]) } };
  assert.equal(reused({ ...before, lanes: [ended] }, before).lanes[0], ended);
});
