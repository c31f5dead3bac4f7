import assert from "node:assert/strict";
import { mock, test } from "node:test";

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
  Socket.last.onopen();
  return stream;
}

/** The shortest answer that there is. @param {number} id @param {object} [more] */
const refused = (id, more) => Socket.last.onmessage({ data: JSON.stringify({ id, errors: [], sentences: [], ...more }) });

/** A picture without any array in it. @param {number} id @param {object} [more] */
function drawn(id, more) {
  const words = new TextEncoder().encode(JSON.stringify({ id, kind: "scene", part: 0, last: true, steps: 1, surface: {}, arrays: {}, lanes: [], ...more }));
  const data = new Uint8Array(4 + words.length);
  new DataView(data.buffer).setUint32(0, words.length, true);
  data.set(words, 4);
  Socket.last.onmessage({ data: data.buffer });
}

/** What was sent, in short. */
const told = () => sent.map(({ kind, inspect, scene: { steps } }) => (inspect ? `${kind} ${inspect.step} of ${steps}` : `${kind} ${steps}`));

/** @param {number} steps */
const request = (steps) => /** @type {any} */ ({ scene: { ...scene, steps }, view: { panels: [], chart: { width: 1, steps: [0, steps], scale: "linear", series: [] }, draft: false } });

test("a step that was wanted of a longer scene is not asked of a shorter one", () => {
  const stream = opened();
  stream.ask(request(320));
  refused(1);
  stream.inspect(61);
  stream.ask(request(40));
  refused(3);
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
    refused(sent.length);
    state.scene.value = { ...scene, seed };
  }
  refused(sent.length);
  state.dragging.value = false;
  assert.deepEqual(sent.map(({ scene: { seed }, view: { draft } }) => [seed, draft]), [[0, true], [1, true], [2, true], [3, true], [3, false]]);
  close();
});

test("a part in which nothing is new is not drawn; the last one always is", () => {
  const stream = opened();
  const { state } = stream;
  let frames = -1;
  const stop = state.frame.subscribe(() => void frames++);
  const lane = (/** @type {number} */ step) => ({ status: { kind: "finished", step }, events: [], arrays: {} });
  for (const [id, step] of [[1, 5], [2, 6]]) {
    stream.ask(request(320));
    drawn(id, { lanes: [lane(step), null, null], last: false });
    drawn(id, { lanes: [null, lane(5), null], last: false, part: 1 });
    drawn(id, { lanes: [null, null, lane(5)], part: 2 });
  }
  assert.equal(frames, 1 + 2); // the first picture once it is whole; then the new lane, and the whole
  stop();
  stream.close();
});

test("a step does not wait for a picture, nor does the answer of one lose what is awaited of the other", () => {
  const stream = opened();
  stream.ask(request(320));
  stream.inspect(61);
  assert.deepEqual(told(), ["scene 320", "step 61 of 320"]);
  refused(2, { kind: "step" });
  assert.ok(stream.scene.awaits(1));
  stream.inspect(62);
  drawn(1);
  assert.ok(!stream.scene.awaits(1) && stream.step.awaits(3));
  assert.equal(stream.state.awaited.value, null);
  const { scene } = stream.step;
  Socket.last.onmessage({ data: JSON.stringify({ id: 3, kind: "step", inspect: { step: 62, lanes: [] } }) });
  assert.deepEqual(stream.state.exact.value, { scene, step: 62, lanes: [] });
  assert.ok(!stream.step.awaits());
  stream.close();
});

test("the step at the marker goes before the one under the mouse, and neither takes the other's place", () => {
  const stream = opened();
  stream.ask(request(320));
  stream.glance(5);
  stream.glance(6);
  stream.inspect(61);
  stream.glance(7);
  assert.deepEqual(told(), ["scene 320", "step 5 of 320"]);
  refused(2);
  refused(3);
  assert.deepEqual(told(), ["scene 320", "step 5 of 320", "step 61 of 320", "step 7 of 320"]);
  stream.close();
});

test("under a hand that drags, a step waits for the picture", () => {
  const stream = opened();
  stream.state.dragging.value = true;
  stream.ask(request(320));
  stream.glance(5);
  assert.deepEqual(told(), ["scene 320"]);
  drawn(1);
  assert.deepEqual(told(), ["scene 320", "step 5 of 320"]);
  stream.close();
});

test("a refusal without an id frees every kind; one that nobody awaits says nothing", () => {
  const stream = opened();
  stream.ask(request(320));
  stream.inspect(61);
  const fault = { path: "", message: "the message is too large", value: "", bound: "" };
  const said = { code: "message_too_large", template: "the message is too large", params: {} };
  Socket.last.onmessage({ data: JSON.stringify({ id: 77, kind: "step", errors: [fault], sentences: [said] }) });
  assert.deepEqual(stream.state.faults.value, []);
  Socket.last.onmessage({ data: JSON.stringify({ id: null, kind: null, errors: [fault], sentences: [said] }) });
  assert.deepEqual(stream.state.faults.value, [{ ...fault, ...said }]);
  assert.ok(!stream.scene.awaits() && !stream.step.awaits());
  stream.close();
});

test("by HTTP a message takes the place of an older one of its kind only", async () => {
  /** @type {{ text: any, signal: AbortSignal }[]} */
  const asked = [];
  const unanswered = (/** @type {string} */ _, /** @type {{ body: string, signal: AbortSignal }} */ { body, signal }) => {
    asked.push({ text: JSON.parse(body), signal });
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
  };
  globalThis.fetch = /** @type {any} */ (unanswered);
  const stream = opened();
  stream.line.usesHttp = true;
  stream.ask(request(320));
  stream.inspect(61);
  stream.ask(request(321));
  assert.deepEqual(asked.map(({ text, signal }) => [text.kind, signal.aborted]), [["scene", true], ["step", true], ["scene", false], ["step", false]]);
  stream.close();
  assert.ok(asked.every(({ signal }) => signal.aborted));
});

test("a server that is silent is asked again, and has twice as long each time until it answers", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const stream = opened();
  const lost = (/** @type {number} */ ms) => {
    const before = Socket.last;
    let passed = 0;
    for (; Socket.last === before; passed += 250) mock.timers.tick(250);
    assert.equal(passed, ms + 250); // the first wait before the next socket
    Socket.last.onopen();
  };
  stream.ask(request(7));
  for (const ms of [10_000, 20_000, 40_000, 80_000, 160_000, 160_000]) lost(ms);
  assert.deepEqual(told(), Array(7).fill("scene 7"));
  drawn(7);
  stream.ask(request(8));
  lost(10_000);
  stream.close();
  mock.timers.reset();
});
