/**
 * The line to the server: a socket, or, where the network lets none through, questions by HTTP. A socket that was open is
 * missed and tried again; one that does not open is not waited for, but tried again beside.
 */
import { Asking } from "./over_http.js";

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;
/** While questions by HTTP are answered, a socket is tried no more often. */
const BESIDE = 30000;
/** A socket that takes longer to open is held up on the way. */
const HANDSHAKE = 4000;

/**
 * @typedef {{ open: () => void, received: (data: string | ArrayBuffer) => void, dropped: () => void }} Ends  open: there is a
 *   line, ask what is wanted; dropped: what was asked is not answered any more
 */

export class Line {
  /** @param {import("../state.js").State["connection"]} connection @param {string} url @param {Ends} ends */
  constructor(connection, url, ends) {
    this.connection = connection;
    this.url = url;
    this.ends = ends;
    this.wait = FIRST_WAIT;
    this.closed = false;
    /** @type {Record<string, Asking>} by kind of message: a newer one takes the place of its kind only */
    this.http = {};
    /** Does no socket open, so that questions go by HTTP? */
    this.barred = false;
    this.connect();
  }

  connect() {
    this.leave();
    const socket = (this.socket = new WebSocket(this.url));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.opened();
    socket.onmessage = (message) => this.ends.received(message.data);
    socket.onclose = () => this.lost();
    this.limit = setTimeout(() => this.lost(), HANDSHAKE);
  }

  opened() {
    clearTimeout(this.limit);
    this.barred = false;
    this.stopHttp();
    this.wait = FIRST_WAIT;
    this.connection.value = "open";
    this.ends.open();
  }

  /** Nothing comes any more, or nothing ever did. */
  lost() {
    if (this.closed) return;
    const before = this.connection.peek();
    this.leave();
    this.again(this.wait);
    this.wait = Math.min(2 * this.wait, before === "http" ? BESIDE : LONGEST_WAIT);
    if (before === "http") return;
    this.ends.dropped();
    this.barred = before !== "open";
    if (this.barred) this.ends.open();
    else this.connection.value = "lost";
  }

  /** By HTTP. @param {boolean} told  did the server answer? */
  answered(told) {
    const was = this.connection.peek();
    this.connection.value = told ? "http" : "lost";
    if (told) return;
    this.ends.dropped();
    if (was === "http") this.again(FIRST_WAIT); // the server is gone: whichever way it comes back first
  }

  /** @param {number} wait */
  again(wait) {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.connect(), (this.wait = wait));
  }

  ready() {
    return this.barred || this.socket?.readyState === WebSocket.OPEN;
  }

  /** @param {string} kind @param {number} id @param {string} text */
  send(kind, id, text) {
    if (!this.barred) return this.socket?.send(text);
    this.http[kind] ??= new Asking(this.ends.received, (told) => this.answered(told));
    void this.http[kind].ask(id, text);
  }

  stopHttp() {
    for (const asking of Object.values(this.http)) asking.stop();
  }

  /** The socket is silent for too long; HTTP has its own limit. */
  overdue() {
    if (!this.barred) this.lost();
  }

  leave() {
    clearTimeout(this.limit);
    if (this.socket) Object.assign(this.socket, { onopen: null, onmessage: null, onclose: null }).close();
  }

  close() {
    this.closed = true;
    clearTimeout(this.retry);
    this.stopHttp();
    this.leave();
  }
}
