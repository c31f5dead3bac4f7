import assert from "node:assert/strict";
import { test } from "node:test";

import { complete } from "../../static/js/complete.js";
import { createState } from "../../static/js/state.js";
import { Stream } from "../../static/js/stream.js";
import { catalog } from "./small-catalog.js";

const scene = complete(catalog, { surface: { key: "bowl" }, steps: 100, lanes: [{ optimizer: { key: "plain" } }] });

/** @type {any[]} what the page sent */
let sent = [];

class Socket {
  static OPEN = 1;
  readyState = 1;
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
