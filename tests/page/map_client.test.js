import assert from "node:assert/strict";
import { test } from "node:test";

import { boundsOf, letterOf } from "../../static/js/map/colors.js";
import { emptyGrid } from "../../static/js/map/grid.js";
import { complete } from "../../static/js/scene/complete.js";
import { Stream } from "../../static/js/server/stream.js";
import { createState } from "../../static/js/state.js";
import { catalog, given } from "./small-catalog.js";
import { frame } from "./map-frames.js";

const scene = complete(catalog, given);

/** @type {any[]} what the page sent */
let sent = [];

class Socket {
  static OPEN = 1;
  /** @type {any} */
  static last;
  readyState = 1;
  constructor() {
    Socket.last = this;
  }
  /** @param {string} text */
  send(text) {
    sent.push(JSON.parse(text));
  }
  close() {}
}

function opened() {
  sent = [];
  globalThis.WebSocket = /** @type {any} */ (Socket);
  const state = createState(catalog, scene);
  const stream = new Stream(state, "ws://nowhere");
  Socket.last.onopen();
  return { state, stream };
}

/** @param {{ draft?: boolean, until?: number | null, seeds?: number }} [more] @returns {import("../../static/js/types.js").MapRequest} */
const request = ({ draft = false, until = null, seeds = 1 } = {}) => {
  const axis = (/** @type {string} */ path) => /** @type {const} */ ({ path, low: 0, high: 1, count: 16, scale: "linear" });
  return { scene, map: { lane: 0, axes: [axis("start.0"), axis("start.1")], measure: "end", tolerance: null, seeds }, draft, until };
};

/** @param {number} id */
const headed = (id, count = 16, coarse = 8) => {
  const values = Array.from({ length: count }, (_, i) => i);
  Socket.last.onmessage({ data: JSON.stringify({ id, map: { x: values, y: values, minima: [], depths: [], saddles: [], tolerance: 0.1, runs: count * count, coarse, value: "log10_since", theory: [] } }) });
};

/** The coarsest tile. @param {number} id @param {object} [more] */
const drawn = (id, more) => Socket.last.onmessage({ data: frame({ id, ...more }, [[8, 0, 0, 16]], [0, 1, 2, 3], [1, 1, 1, 1]) });

test("a map arrives: its axes, then its pixels", () => {
  const { state, stream } = opened();
  stream.draw(request());
  headed(1);
  assert.equal(state.map.value?.frames, 0);
  drawn(1, { done: 4, last: true });
  assert.deepEqual([state.map.value?.runs, state.map.value?.last, state.map.value?.grid.classes[16 * 15 + 15]], [4, true, 3]);
  stream.close();
});

test("the newest map wins, and tiles of the one before are not drawn into it", () => {
  const { state, stream } = opened();
  stream.draw(request());
  headed(1);
  stream.draw(request({ seeds: 3 }));
  assert.deepEqual(sent.map(({ map }) => map.seeds), [1, 3]);
  headed(2);
  drawn(1);
  assert.equal(state.map.value?.frames, 0);
  drawn(2);
  assert.equal(state.map.value?.frames, 1);
  stream.close();
});

test("the picture before lies under a new one until that shows something", () => {
  const { state, stream } = opened();
  stream.draw(request());
  headed(1);
  drawn(1, { last: true });
  const first = state.map.value;
  for (const seeds of [3, 9]) stream.draw(request({ seeds }));
  headed(2);
  headed(3);
  assert.equal(state.map.value?.before?.grid, first?.grid);
  stream.close();
});

test("under the hand a map waits for the one in flight, and at rest it does not", () => {
  const { stream } = opened();
  for (const seeds of [1, 2, 3]) stream.draw(request({ draft: true, seeds }));
  assert.deepEqual(sent.map(({ map }) => map.seeds), [1]);
  headed(1, 4, 1);
  Socket.last.onmessage({ data: frame({ id: 1, last: true }, [[1, 0, 0, 64]], Array(16).fill(0), Array(16).fill(1)) });
  assert.deepEqual(sent.map(({ map }) => map.seeds), [1, 3]);
  stream.draw(request({ seeds: 4 }));
  assert.deepEqual(sent.map(({ map }) => map.seeds), [1, 3, 4]);
  stream.close();
});

test("who leaves gives the map up, and what comes later is not drawn", () => {
  const { state, stream } = opened();
  stream.draw(request());
  headed(1);
  drawn(1);
  stream.draw(null);
  assert.equal(sent.at(-1).map, null);
  drawn(1, { last: true });
  assert.deepEqual([state.map.value?.stopped, state.map.value?.frames], [true, 1]);
  stream.close();
});

test("a refusal of a map stands beside the map, not with the faults of the scene", () => {
  const { state, stream } = opened();
  stream.draw(request());
  Socket.last.onmessage({ data: JSON.stringify({ id: 1, errors: [{ path: "map.axes.0.low", message: "", value: "0", bound: "" }], sentences: [{ code: "x", template: "no", params: {} }] }) });
  assert.deepEqual([state.faults.value.length, state.mapFaults.value.map(({ path }) => path)], [0, ["map.axes.0.low"]]);
  stream.draw(request({ seeds: 3 }));
  headed(2);
  assert.deepEqual(state.mapFaults.value, []);
  stream.close();
});

test("a map that shows more than may be seen now is not shown", () => {
  const { state, stream } = opened();
  stream.draw(request());
  state.until.value = 50;
  headed(1);
  assert.equal(state.map.peek(), null);
  stream.draw(request({ until: 50 }));
  headed(2);
  const now = /** @type {any} */ (state.map.peek());
  assert.equal(now?.id, 2);
  stream.close();
});

test("a lost connection asks for a map again that was not whole", () => {
  const { state, stream } = opened();
  const wanted = request();
  stream.draw(wanted);
  headed(1);
  drawn(1, { last: true });
  Socket.last.onopen();
  assert.equal(sent.length, 1);
  stream.draw(request({ seeds: 3 }));
  stream.dropped();
  Socket.last.onopen();
  assert.deepEqual(sent.map(({ map }) => map.seeds), [1, 3, 3]);
  assert.equal(state.map.value?.last, true);
  stream.close();
});

test("the bounds of the colours hold all values but the rarest, and count no run without an end", () => {
  const grid = emptyGrid(100, 10);
  grid.cells.fill(1);
  grid.values.forEach((_, at) => (grid.values[at] = at < 995 ? 1 + (at % 10) / 10 : 4));
  grid.classes.fill(255, 0, 5);
  assert.deepEqual(boundsOf(grid, "log10_since")?.map((bound) => bound.toFixed(2)), ["1.00", "1.90"]);
  grid.classes.fill(255);
  assert.equal(boundsOf(grid, "log10_since"), null);
});

test("of losses the lowest is what the scale begins with; a share of the seeds is pale where all agree", () => {
  const grid = emptyGrid(100, 10);
  grid.cells.fill(1);
  grid.values.forEach((_, at) => (grid.values[at] = at < 10 ? -12.3 : at % 3));
  assert.deepEqual(boundsOf(grid, "log10_loss"), [-13, 2]);
  grid.values.forEach((_, at) => (grid.values[at] = at % 2 ? 1 : 5 / 9));
  assert.deepEqual(boundsOf(grid, "share")?.map((bound) => bound.toFixed(3)), ["1.000", "0.556"]);
});

test("minima have letters, however many there are", () => {
  assert.deepEqual([0, 25, 26, 120].map(letterOf), ["A", "Z", "A1", "Q4"]);
});
