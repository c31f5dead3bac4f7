import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { complete } from "../../static/js/scene/complete.js";
import { createState } from "../../static/js/state.js";
import { Stream } from "../../static/js/server/stream.js";
import { frames } from "../../static/js/server/wire.js";
import { catalog } from "./small-catalog.js";

const scene = complete(catalog, { surface: { key: "bowl" }, steps: 100, lanes: [{ optimizer: { key: "plain" } }] });
/** @param {number} seed */
const request = (seed) => /** @type {any} */ ({ scene: { ...scene, seed }, view: { panels: [], chart: { width: 1, steps: [0, 100], scale: "linear", series: [] }, draft: false } });

/** @type {any[]} sockets that the page tried */
let sockets = [];
class Socket {
  static OPEN = 1;
  readyState = 0;
  /** @type {any[]} */
  sent = [];
  constructor() {
    sockets.push(this);
  }
  /** @param {string} text */
  send(text) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = 3;
  }
}

/** @type {{ said: any, signal: AbortSignal, answer: (status: number, body: any) => Promise<void>, fail: () => Promise<void> }[]} */
let asked = [];
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};
/** @param {string} _ @param {any} how */
function fakeFetch(_, { body, signal }) {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("aborted")));
    const answer = (/** @type {number} */ status, /** @type {any} */ said) => {
      resolve({ ok: status < 300, status, headers: { get: () => "application/json" }, json: async () => said });
      return settled();
    };
    asked.push({ said: JSON.parse(body), signal, answer, fail: () => (reject(new Error("no network")), settled()) });
  });
}

beforeEach(() => {
  [sockets, asked] = [[], []];
  globalThis.WebSocket = /** @type {any} */ (Socket);
  globalThis.fetch = /** @type {any} */ (fakeFetch);
  mock.timers.enable({ apis: ["setTimeout"] });
});
afterEach(() => mock.timers.reset());

/** @returns {Stream} with a first request that waits for a socket */
function begun() {
  const stream = new Stream(createState(catalog, scene), "ws://nowhere");
  stream.ask(request(1));
  return stream;
}
/** @param {Stream} stream */
const said = ({ state }) => [state.connection.value, state.awaited.value === null ? "idle" : "awaits"];

test("a handshake that hangs is given up after four seconds, and the newest question goes by HTTP", async () => {
  const stream = begun();
  stream.ask(request(2));
  mock.timers.tick(3999);
  assert.deepEqual([said(stream), asked.length], [["connecting", "idle"], 0]);
  mock.timers.tick(1);
  assert.deepEqual(asked.map((each) => each.said.scene.seed), [2]);
  await asked[0].answer(422, { errors: [{ path: "steps", message: "no", value: "", bound: "" }], sentences: [{ code: "", template: "no", params: {} }] });
  assert.deepEqual(said(stream), ["http", "idle"]);
  assert.equal(stream.state.faults.value[0].path, "steps");
  stream.close();
});

test("a refused socket needs no time at all, and a newer scene takes the place of an older one on its way", async () => {
  const stream = begun();
  sockets[0].onclose();
  stream.ask(request(2));
  assert.deepEqual(asked.map((each) => [each.said.scene.seed, each.signal.aborted]), [[1, true], [2, false]]);
  await settled();
  assert.deepEqual(said(stream), ["connecting", "awaits"], "who was overtaken tells nothing");
  stream.close();
});

test("a question that HTTP does not answer either is a lost connection; whichever way comes back first is taken", async () => {
  const stream = begun();
  sockets[0].onclose();
  await asked[0].fail();
  assert.deepEqual(said(stream), ["lost", "idle"]);
  mock.timers.tick(250);
  sockets[1].onclose();
  await asked[1].answer(200, { inspect: { step: 1, lanes: [] } });
  assert.deepEqual([said(stream)[0], asked[1].said.scene.seed], ["http", 1]);
  stream.close();
});

test("a page of a proxy's is no answer", async () => {
  const stream = begun();
  sockets[0].onclose();
  await asked[0].answer(502, {});
  assert.equal(said(stream)[0], "lost");
  stream.close();
});

test("beside HTTP a socket is tried ever more rarely, and takes over once it opens", async () => {
  const stream = begun();
  sockets[0].onclose();
  await asked[0].answer(200, { inspect: { step: 1, lanes: [] } });
  const waits = [];
  for (let tries = 1; tries < 12; tries++) {
    let waited = 0;
    for (; sockets.length === tries; waited += 250) mock.timers.tick(250);
    waits.push(waited);
    if (tries < 11) sockets[tries].onclose();
  }
  assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000, 30000]);
  assert.equal(asked.length, 1, "what was answered is not asked again");
  Object.assign(sockets[11], { readyState: 1 }).onopen();
  assert.equal(said(stream)[0], "open");
  stream.close();
});

test("a socket that was open and closes is tried again first", () => {
  const stream = begun();
  Object.assign(sockets[0], { readyState: 1 }).onopen();
  sockets[0].onclose();
  assert.deepEqual([said(stream)[0], asked.length], ["lost", 0]);
  stream.close();
  mock.timers.tick(100_000);
  assert.deepEqual([sockets.length, asked.length], [1, 0], "who is gone tries nothing");
});

test("after a lost connection the numbers of the marker's step are asked for again, answered or not", () => {
  const stream = begun();
  stream.inspect(7);
  const open = (/** @type {any} */ socket) => (Object.assign(socket, { readyState: 1 }).onopen(), socket.sent.map((/** @type {any} */ each) => each.inspect?.step ?? "scene"));
  assert.deepEqual(open(sockets[0]), ["scene", 7]);
  sockets[0].onclose();
  mock.timers.tick(250);
  assert.deepEqual(open(sockets[1]), ["scene", 7]);
  stream.close();
});

test("frames that stand one behind the other are cut where the last array of each ends", () => {
  /** @param {object} head @param {number} floats */
  const frame = (head, floats) => {
    const text = new TextEncoder().encode(JSON.stringify(head));
    const base = Math.ceil((4 + text.length) / 8) * 8;
    const bytes = new Uint8Array(base + 4 * floats);
    new DataView(bytes.buffer).setUint32(0, text.length, true);
    bytes.set(text, 4);
    return bytes;
  };
  const empty = frame({ id: 1, arrays: {}, lanes: [null] }, 0);
  const full = frame({ id: 2, arrays: {}, lanes: [{ arrays: { path: { offset: 80, length: 3 } } }] }, 0);
  const parts = [empty, new Uint8Array([...full, ...new Uint8Array(92 - full.length)]), empty];
  const whole = new Uint8Array(parts.flatMap((part) => [...part]));
  assert.deepEqual(frames(whole.buffer).map((part) => part.byteLength), parts.map((part) => part.length));
  assert.deepEqual(frames(new ArrayBuffer(0)), []);
});
