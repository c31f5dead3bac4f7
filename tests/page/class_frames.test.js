import assert from "node:assert/strict";
import test from "node:test";
import { deflateSync } from "node:zlib";

import { unpack } from "../../static/js/class/frames.js";

/** A frame as the server packs it. @param {number} kind @param {object} head @param {Uint8Array} body @param {{ number?: number, draft?: boolean }} [label] */
function packed(kind, head, body, { number = 7, draft = false } = {}) {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const raw = new Uint8Array(4 + text.length + body.length);
  new DataView(raw.buffer).setUint32(0, text.length, true);
  raw.set(text, 4);
  raw.set(body, 4 + text.length);
  const zipped = deflateSync(raw, { level: 1 });
  const made = new Uint8Array(8 + zipped.length);
  new DataView(made.buffer).setUint32(0, number, true);
  made.set([kind, Number(draft), 0, 0], 4);
  made.set(zipped, 8);
  return made.buffer;
}

/** All low bytes, then all high bytes. @param {number[]} numbers */
const bytes = (numbers) => Uint8Array.from([...numbers.map((n) => n & 255), ...numbers.map((n) => (n >> 8) & 255)]);
/** @param {number[]} column */
const differences = (column) => column.map((value, i) => (value - (i ? column[i - 1] : 0) + 65536) % 65536);

test("places are counted over three views, losses over their own range", async () => {
  const columns = [[0, 32767, 65534], [65534, 32767, 0], [0, 65534, 32767]];
  const head = { view: [-1, 1, 0, 4], loss: [-6, 2], lanes: [{ rows: 3, whole: true, steps: 2, diverged: false }] };
  const found = await unpack(packed(1, head, bytes(columns.flatMap(differences)), { number: 4_000_000_000, draft: true }));
  assert.ok(found?.kind === 1);
  assert.deepEqual([found.number, found.draft, found.view], [4_000_000_000, true, [-1, 1, 0, 4]]);
  assert.deepEqual([...found.lanes[0].x], [-3, 0, 3]);
  assert.deepEqual([...found.lanes[0].y], [8, 2, -4]);
  assert.deepEqual([...found.lanes[0].loss], [-6, 2, -2]);
  assert.deepEqual([...found.lanes[0].at], [0, 1, 2]);
});

test("a thinned lane names its rows with 32 bits, and the next lane follows it", async () => {
  const rows = [0, 65_537, 1_000_000];
  const halves = rows.map((row, i) => row - (i ? rows[i - 1] : 0)).flatMap((gap) => [gap & 65535, gap >> 16]);
  const lanes = [{ rows: 3, whole: false, steps: 1_000_000, diverged: true }, { rows: 1, whole: true, steps: 0, diverged: false }];
  const flat = [0, 0, 0];
  const body = bytes([...flat, ...flat, ...flat, ...halves, 32767, 0, 65534]);
  const found = await unpack(packed(1, { view: [0, 1, 0, 1], loss: [0, 1], lanes }, body));
  assert.ok(found?.kind === 1);
  assert.deepEqual([...found.lanes[0].at], rows);
  assert.deepEqual([found.lanes[1].x[0], found.lanes[1].y[0], found.lanes[1].loss[0]], [0.5, -1, 1]);
});

test("each row of a ground begins anew, and 65535 is no height", async () => {
  const rows = [[0, 65534], [65535, 32767]];
  const found = await unpack(packed(2, { view: [0, 1, 0, 1], n: 2, range: [10, 20], levels: [12], minima: [[0, 0]], log: false }, bytes(rows.flatMap(differences))));
  assert.ok(found?.kind === 2);
  assert.deepEqual([...found.values], [10, 20, NaN, 15]);
});

test("starts and basins", async () => {
  const ends = [{ kind: "minimum", x: 0, y: 0, count: 1 }];
  const head = { view: [0, 1, 0, 1], ask: 3, round: 1, at: [0, 80], ends, paths: [{ rows: 2, end: 0 }, { rows: 1, end: 0 }] };
  const starts = await unpack(packed(3, head, bytes([[0, 65534], [65534, 0], [32767], [32767]].flatMap(differences))));
  assert.ok(starts?.kind === 3);
  assert.deepEqual([...starts.paths[0].x, ...starts.paths[0].y, ...starts.paths[1].x], [-1, 2, 2, -1, 0.5]);
  const basins = await unpack(packed(4, { view: [0, 1, 0, 1], ask: 3, n: 2, ends }, Uint8Array.of(0, 255, 0, 0)));
  assert.ok(basins?.kind === 4);
  assert.deepEqual([...basins.values], [0, 255, 0, 0]);
});

test("a kind of tomorrow is passed over, a frame that ends early is said", async () => {
  assert.equal(await unpack(packed(9, {}, new Uint8Array())), null);
  const head = { view: [0, 1, 0, 1], loss: [0, 1], lanes: [{ rows: 3, whole: true, steps: 2, diverged: false }] };
  await assert.rejects(unpack(packed(1, head, bytes([0, 0, 0]))), /ends before 6/);
});
