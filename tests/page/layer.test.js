import assert from "node:assert/strict";
import test from "node:test";

import { createLayer } from "../../static/js/charts/layer.js";

/** @type {any[]} what is done with the layer's own canvas */
const own = [];
const pen = (/** @type {any[]} */ log) =>
  /** @type {any} */ ({ drawImage: () => log.push("copy"), setTransform: () => {}, clearRect: () => log.push("clear"), log });
const canvas = { style: {}, getContext: () => pen(own) };
Object.assign(globalThis, { devicePixelRatio: 1, document: { createElement: () => canvas } });

/** @param {Float32Array[]} curves @param {ReturnType<typeof createLayer>} layer @param {unknown} [source] */
function drawn(layer, curves, source = 0) {
  own.length = 0;
  const log = /** @type {any[]} */ ([]);
  layer(pen(log), { box: { width: 9, height: 9 }, curves, sources: [source], order: [1, 2, 0], draw: (on, lane) => void /** @type {any} */ (on).log.push(lane) });
  return { front: log, own: [...own] };
}

const [a, b, c, d, e] = [1, 2, 3, 4, 5].map((value) => Float32Array.of(value));

test("curves that do not move are drawn once and then copied, below the one that moves", () => {
  const layer = createLayer();
  assert.deepEqual(drawn(layer, [a, b, c]), { front: [1, 2, 0], own: [] });
  assert.deepEqual(drawn(layer, [d, b, c]), { front: ["copy", 0], own: ["clear", 1, 2] });
  assert.deepEqual(drawn(layer, [e, b, c]), { front: ["copy", 0], own: [] });
});

test("a picture that is drawn again for its names alone moves no curve", () => {
  const layer = createLayer();
  for (const first of [a, d, d]) drawn(layer, [first, b, c]);
  assert.deepEqual(drawn(layer, [e, b, c]), { front: ["copy", 0], own: [] });
});

test("another axis draws every curve again", () => {
  const layer = createLayer();
  for (const first of [a, d]) drawn(layer, [first, b, c]);
  assert.deepEqual(drawn(layer, [e, b, c], 1), { front: ["copy", 0], own: ["clear", 1, 2] });
});

test("where all curves move, nothing is copied", () => {
  const layer = createLayer();
  drawn(layer, [a, b, c]);
  assert.deepEqual(drawn(layer, [d, e, a]), { front: [1, 2, 0], own: [] });
});
