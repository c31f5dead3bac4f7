/** The other side of a class's line: sockets and HTTP that a test plays, with a clock of its own. */
import { afterEach, beforeEach, mock } from "node:test";

import { join } from "../../static/js/class/connection.js";

/** @type {FakeSocket[]} */
export const sockets = [];
/** @type {[string, any][]} what the page was told */
export const told = [];
/** @type {any[]} what was asked by HTTP */
export const asked = [];
const silent = () => {
  throw new Error("no network");
};
/** What HTTP answers. @type {{ to: (body: any) => any }} */
export const http = { to: silent };

export class FakeSocket {
  readyState = 0;
  /** @type {any[]} */
  sent = [];
  /** @type {((event: any) => void) | null} */
  onmessage = null;
  /** @type {(() => void) | null} */
  onopen = null;
  /** @type {((event: any) => void) | null} */
  onclose = null;
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
  /** @param {number} [code] */
  fall(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  /** @param {any[]} messages */
  says(...messages) {
    for (const each of messages) this.onmessage?.({ data: each instanceof ArrayBuffer ? each : JSON.stringify(each) });
  }
  /** The hello of the other side. @param {any} [more] */
  lets(more) {
    this.readyState = 1;
    this.onopen?.();
    this.says({ t: "welcome", role: "student", seat: "seatseatseat", secret: "proof", ...more });
  }
}

export const last = () => /** @type {FakeSocket} */ (sockets.at(-1));
export const kinds = () => told.map(([kind]) => kind);
/** @param {string} kind @returns {any[]} */
export const of = (kind) => told.filter(([each]) => each === kind).map(([, message]) => message);
/** @param {any} [more] */
export const state = (more) => ({ t: "state", epoch: 5, rev: 1, ended: false, ask: { id: 1, round: 1, phase: "open" }, ...more });
/** @param {object} [more] */
export const joined = (more) => join({ code: "47291358", url: "http://here/api/class", on: (kind, message) => told.push([kind, message]), ...more });

/** @param {number} ms */
export const pass = async (ms) => {
  for (let left = ms; left > 0; left -= 100) {
    mock.timers.tick(Math.min(left, 100));
    for (let i = 0; i < 8; i += 1) await Promise.resolve();
  }
};

/** Forgets what happened. */
export function fresh() {
  for (const list of [sockets, told, asked]) list.length = 0;
}

beforeEach(() => {
  fresh();
  http.to = silent;
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  globalThis.WebSocket = /** @type {any} */ (FakeSocket);
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ url, /** @type {any} */ { body }) => {
      asked.push(JSON.parse(body));
      const { status = 200, ...rest } = http.to(asked.at(-1));
      return { ok: status < 400, json: async () => rest };
    }
  );
});
afterEach(() => mock.timers.reset());
