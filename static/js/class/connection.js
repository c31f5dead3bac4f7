/**
 * The line of a phone, a projector or a lecturer's device to its class. It knows no page: what it hears, it passes to a function.
 * A lost socket is opened again after a random time, because three hundred phones lose theirs at once.
 */
import { Ballot } from "./ballot.js";
import { Poll } from "./poll.js";
import { CODES, REFUSED, stops, waitAfter, whenWoken } from "./refusals.js";

/** Milliseconds without any message after which a socket counts as lost; the server says something every ten seconds. */
const SILENT = 25000;
/** The same for a page that has just been woken up: its timers stood still. */
const ASLEEP = 12000;
/** A socket that takes longer to open is given up. */
const HANDSHAKE = 6000;
/** Sockets that fail in a row before the phone asks by HTTP. */
const FAILURES = 2;
/** How long a class is looked for that was there before: its server may be starting again. */
const RETURNS = 600000;

/** @typedef {"student" | "screen" | "host"} Role */
/**
 * @typedef {"welcome" | "state" | "step" | "tally" | "ack" | "done" | "error" | "frame" | "lost" | "back" | "gone"} Kind  frame: an
 *   ArrayBuffer; ack: has the vote's fields as `vote`; lost: it tries again; back: `slow` if only HTTP works; gone: `code`, it has stopped
 */
/** @typedef {{ code: string, role?: Role, seat?: string, secret?: string, n?: number, on: (kind: Kind, message: any) => void, url?: string }} Joining */

class Connection {
  /** @param {Joining} joining */
  constructor({ code, role = "student", seat, secret, n, on, url = new URL("api/class", location.href).href }) {
    this.hello = { code, role, seat, secret };
    this.on = on;
    this.url = url;
    this.seen = { epoch: 0, rev: -1 };
    this.failed = 0;
    this.in = false;
    /** Whether the socket has been let in. */
    this.open = false;
    this.ended = false;
    this.heardAt = 0;
    /** @type {number | undefined} since when a class that was there is not found */
    this.missing = undefined;
    /** @type {Poll} */
    this.poll = new Poll(`${url}/poll`, () => this.asks(), (answer) => this.answered(answer), (frame) => this.on("frame", frame));
    /** @type {Ballot} */
    this.ballot = new Ballot((vote) => this.send(vote) || this.poll.active, n);
    this.sleep = whenWoken(() => this.woken());
    this.connect();
  }

  connect() {
    this.drop();
    this.refused = "";
    const socket = (this.socket = new WebSocket(this.url.replace(/^http/, "ws")));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.expect(HANDSHAKE);
      socket.send(JSON.stringify({ t: "hello", ...this.hello }));
    };
    socket.onmessage = ({ data }) => this.heard(data);
    socket.onclose = ({ code }) => this.closed(this.refused || CODES[code] || "");
    this.expect(HANDSHAKE);
  }

  /** @param {number} wait  the socket is lost if it says nothing for so long */
  expect(wait) {
    clearTimeout(this.limit);
    this.limit = setTimeout(() => this.closed(""), wait);
  }

  woken() {
    if (this.open && Date.now() - this.heardAt > ASLEEP) this.closed("");
    if (!this.open && this.retry !== undefined) this.connect();
  }

  /** @param {string | ArrayBuffer} data */
  heard(data) {
    this.heardAt = Date.now();
    this.expect(SILENT);
    if (typeof data === "string") this.take(JSON.parse(data));
    else this.poll.frame(data);
  }

  /** @param {any} message @returns {void} */
  take(message) {
    if (message.t === "welcome") this.welcome(message, false);
    else if (message.t === "state") this.state(message);
    else if (message.t === "step") this.step(message);
    else if (message.t === "ack") this.on("ack", { ...message, vote: this.ballot.acked(message) });
    else if (message.t === "error") this.error(message);
    else if (message.t === "tally" || message.t === "done") this.on(message.t, message);
  }

  /** @param {{ t: string, role: Role, seat: string, secret: string }} message @param {boolean} slow  by HTTP */
  welcome(message, slow) {
    if (!slow) [this.failed, this.open] = [0, true];
    if (!slow) this.poll.stop();
    if (message.seat) Object.assign(this.hello, { seat: message.seat, secret: message.secret });
    [this.in, this.doubtful, this.missing] = [true, true, undefined];
    this.on("welcome", message);
    this.on("back", { slow });
  }

  /** Newer is a higher epoch or, in the same epoch, revision. After a reconnection the same state may come again. @param {any} state */
  state(state) {
    const { epoch, rev } = this.seen;
    const later = state.epoch > epoch || (state.epoch === epoch && (this.doubtful ? state.rev >= rev : state.rev > rev));
    if (!later) return;
    const doubts = this.doubtful || state.epoch > epoch;
    this.doubtful = false;
    this.seen = { epoch: state.epoch, rev: state.rev };
    this.on("state", state);
    if (doubts) this.ballot.doubt(state.ask);
  }

  /** @param {{ rev: number, k: number }} message */
  step(message) {
    if (message.rev <= this.seen.rev) return;
    this.seen.rev = message.rev;
    this.on("step", message);
  }

  /** @param {{ code: string }} message */
  error(message) {
    if (!this.open || message.code === "ended" || message.code === "removed") this.refused = message.code;
    if (REFUSED.includes(message.code)) this.ballot.settle();
    this.on("error", message);
  }

  /** @param {string} why  the code of a refusal; empty: the network */
  closed(why) {
    if (this.ended) return;
    this.drop();
    this.failed += why ? 0 : 1;
    this.missing ??= why === "no_class" && this.in ? Date.now() : undefined;
    const lost = why === "no_class" && (this.missing === undefined || Date.now() - this.missing > RETURNS);
    if (lost || stops(why)) return this.stop(why);
    if (this.failed >= FAILURES && this.hello.role === "student") this.poll.start();
    if (!this.poll.works) this.on("lost", { code: why });
    this.retry = setTimeout(() => this.connect(), waitAfter(why, this.failed, this.poll.works));
  }

  /** What a phone without a socket asks. @returns {object} */
  asks() {
    const { role: _, ...hello } = this.hello;
    return { ...hello, epoch: this.seen.epoch, rev: Math.max(0, this.seen.rev), vote: this.ballot.waiting ?? undefined };
  }

  /** @param {import("./poll.js").Answer} answer */
  answered({ fresh, code, body }) {
    if (this.ended || this.open) return;
    if (code === undefined) return this.on("lost", { code: "" });
    if (stops(code) || (code === "no_class" && !this.in)) return this.stop(code);
    if (code) return this.error({ ...body, code });
    if (fresh) this.welcome({ t: "welcome", role: "student", seat: body.seat, secret: body.secret }, true);
    if (body.state) this.state({ t: "state", ...body.state });
    for (const t of ["ack", "tally", "error"]) if (body[t]) this.take({ ...body[t], t });
  }

  /** @param {object} message @returns {boolean} whether it was sent */
  send(message) {
    if (!this.open || this.socket?.readyState !== 1) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  drop() {
    clearTimeout(this.limit);
    clearTimeout(this.retry);
    [this.retry, this.open] = [undefined, false];
    if (this.socket) Object.assign(this.socket, { onopen: null, onmessage: null, onclose: null }).close();
    this.socket = undefined;
  }

  /** @param {string} why */
  stop(why) {
    this.close();
    this.on("gone", { code: why });
  }

  close() {
    this.ended = true;
    this.drop();
    this.poll.stop();
    this.ballot.settle();
    this.sleep();
  }
}

/**
 * Joins a class and stays in it.
 *
 * @param {Joining} joining  role: student; seat, secret: those of an earlier welcome, or the host's secret; n: of the seat's last vote;
 *   url: of the class, here api/class
 * @returns {{ send(message: object): boolean, vote(fields: import("./ballot.js").Fields): void, n(): number, close(): void }} send: whether
 *   it was sent; vote: is repeated until it is stored; n: of the last vote
 */
export function join(joining) {
  const line = new Connection(joining);
  return { send: (message) => line.send(message), vote: (fields) => line.ballot.vote(fields), n: () => line.ballot.n, close: () => line.close() };
}
