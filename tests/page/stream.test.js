import assert from "node:assert/strict";
import { test } from "node:test";

import { openStream } from "../../static/js/server/ask.js";
import { complete } from "../../static/js/scene/complete.js";
import { createState } from "../../static/js/state.js";
import { Stream } from "../../static/js/server/stream.js";
import { catalog } from "./small-catalog.js";

const scene = complete(catalog, { surface: { key: "bowl" }, steps: 100, lanes: [{ optimizer: { key: "plain" } }] });

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

/** @returns {Stream} with an open connection */
function opened() {
  sent = [];
  globalThis.WebSocket = /** @type {any} */ (Socket);
  const stream = new Stream(createState(catalog, scene), "ws://nowhere");
  stream.opened();
  return stream;
}

/** @param {number} steps */
const request = (steps) => /** @type {any} */ ({ scene: { ...scene, steps }, view: { panels: [], chart: { width: 1, steps: [0, steps], scale: "linear", series: [] }, draft: false } });

test("a step that was wanted of a longer scene is not asked of a shorter one", () => {
  const stream = opened();
  stream.ask(request(320));
  stream.land(1);
  stream.inspect(61);
  stream.ask(request(40));
  stream.land(3);
  stream.next();
  assert.deepEqual(sent.map(({ scene: { steps }, inspect }) => [steps, inspect?.step]), [[320, undefined], [320, 61], [40, undefined], [40, 40]]);
  stream.close();
});

test("a scene under the hand is asked for once, and what the answer says is no reason to ask again", () => {
  sent = [];
  globalThis.WebSocket = /** @type {any} */ (Socket);
  const state = createState(catalog, scene);
  state.boxes.value = [{ width: 100, height: 100 }];
  state.chartWidth.value = 100;
  state.dragging.value = true;
  const close = openStream(state, "ws://nowhere");
  for (const seed of [1, 2, 3]) {
    Socket.last.onmessage({ data: JSON.stringify({ id: sent.length, errors: [] }) });
    state.scene.value = { ...scene, seed };
  }
  Socket.last.onmessage({ data: JSON.stringify({ id: sent.length, errors: [] }) });
  state.dragging.value = false;
  assert.deepEqual(sent.map(({ scene: { seed }, view: { draft } }) => [seed, draft]), [[0, true], [1, true], [2, true], [3, true], [3, false]]);
  close();
});
