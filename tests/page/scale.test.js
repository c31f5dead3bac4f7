import assert from "node:assert/strict";
import test from "node:test";

import { keptRange, linearBucket, linearTicks, logBucket, logTicks, roundUp } from "../../static/js/view/scale.js";

const log = Math.log10;
/** @param {number[]} powers */
const plain = (powers) => powers.map((power) => Number((10 ** power).toPrecision(6)));

test("sizes round up to 1, 2, 5", () => {
  assert.deepEqual([0.011, 0.02, 3, 5, 5.1, 90].map(roundUp), [0.02, 0.02, 5, 5, 10, 100]);
});

test("linear ticks sit on round numbers inside the range", () => {
  assert.deepEqual(linearTicks([-3.3, 3.3], 6), [-2, 0, 2]);
  assert.deepEqual(linearTicks([0, 400], 4), [0, 100, 200, 300, 400]);
  assert.deepEqual(linearTicks([0, 0.3], 3), [0, 0.1, 0.2, 0.3]);
});

test("a range near the smallest number has no ticks, and its rounded one has some", () => {
  for (const high of [5e-324, 1e-320, 2e-308]) {
    assert.deepEqual(linearTicks([0, high], 6), []);
    assert.ok(linearTicks(linearBucket([0, high]), 6).includes(0));
  }
});

test("log ticks are decades, and 1, 2, 5 where there are few decades", () => {
  assert.deepEqual(plain(logTicks([-3, 3], 10)), [0.001, 0.01, 0.1, 1, 10, 100, 1000]);
  assert.deepEqual(plain(logTicks([-12, 0], 4)), [1e-12, 1e-9, 1e-6, 1e-3, 1]);
  assert.deepEqual(plain(logTicks([log(0.5), 1], 5)), [0.5, 1, 2, 5, 10]);
});

test("ranges are buckets that hold their data", () => {
  assert.deepEqual(linearBucket([-2.9, 3.1]), [-4, 4]);
  assert.deepEqual(linearBucket([0, 0]), [-0.2, 0.2]);
  assert.deepEqual(linearBucket([5, 5]), [4, 6]);
  assert.deepEqual(plain(logBucket([log(0.8), log(6)])), [0.5, 10]);
  assert.deepEqual(logBucket([-6.2, 2.1]), [-7, 3]);
});

test("every bucket holds its data, whatever they are", () => {
  for (let i = 0; i < 300; i++) {
    const low = Math.sin(i) * 10 ** ((i % 13) - 6);
    const high = low + Math.abs(Math.cos(3 * i)) * 10 ** ((i % 11) - 5);
    for (const bucket of [linearBucket, logBucket]) {
      const [from, to] = bucket([low, high]);
      assert.ok(from <= low + 1e-5 * Math.abs(low) + 1e-5 && to >= high - 1e-5 * Math.abs(high) - 1e-5 && from < to, `${bucket.name} ${low} ${high}`);
    }
  }
});

test("a dragged axis stays while its data fit and fill a third", () => {
  assert.deepEqual(keptRange([-4, 4], [-2, 2]), [-4, 4]);
  assert.deepEqual(keptRange([-4, 4], [-1, 1]), [-1, 1]);
  assert.deepEqual(keptRange([-4, 4], [-5, 2]), [-5, 2]);
  assert.deepEqual(keptRange(null, [-5, 2]), [-5, 2]);
});
