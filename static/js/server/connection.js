/**
 * The connection to the server: a socket, or HTTP requests where the network blocks sockets.
 * If an open socket is lost, the page reports it and reconnects. If a socket does not open, HTTP takes over and
 * the page goes on trying to open one.
 */
import { HttpRequests } from "./over_http.js";

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;
/** The longest wait between two attempts to open a socket while HTTP works. */
const BESIDE = 30000;
/** A socket that takes longer to open is given up. */
const HANDSHAKE = 4000;

/**
 * @typedef {{ open: () => void, received: (data: string | ArrayBuffer) => void, dropped: () => void }} Handlers  open: messages can
 *   be sent; dropped: messages sent before will not be answered
 */

export class Line {
  /** @param {import("../state.js").State["connection"]} connection @param {string} url @param {Handlers} handlers */
  constructor(connection, url, handlers) {
    this.connection = connection;
    this.url = url;
    this.handlers = handlers;
    this.wait = FIRST_WAIT;
    this.closed = false;
    /** @type {Record<string, HttpRequests>} by kind of message, because a newer message cancels only its own kind */
    this.http = {};
    /** True if no socket opens and messages go by HTTP. */
    this.usesHttp = false;
    this.connect();
  }

  connect() {
    this.closeSocket();
    const socket = (this.socket = new WebSocket(this.url));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.opened();
    socket.onmessage = (message) => this.handlers.received(message.data);
    socket.onclose = () => this.lost();
    this.limit = setTimeout(() => this.lost(), HANDSHAKE);
  }

  opened() {
    clearTimeout(this.limit);
    this.usesHttp = false;
    this.stopHttp();
    this.wait = FIRST_WAIT;
    this.connection.value = "open";
    this.handlers.open();
  }

  /** The socket closed, stayed silent for too long, or never opened. */
  lost() {
    if (this.closed) return;
    const before = this.connection.peek();
    this.closeSocket();
    this.retryAfter(this.wait);
    this.wait = Math.min(2 * this.wait, before === "http" ? BESIDE : LONGEST_WAIT);
    if (before === "http") return;
    this.handlers.dropped();
    this.usesHttp = before !== "open";
    if (this.usesHttp) this.handlers.open();
    else this.connection.value = "lost";
  }

  /** An HTTP request ended. @param {boolean} reached  did the server answer? */
  answered(reached) {
    const was = this.connection.peek();
    this.connection.value = reached ? "http" : "lost";
    if (reached) return;
    this.handlers.dropped();
    if (was === "http") this.retryAfter(FIRST_WAIT); // the server is gone; a socket may be the first to reach it again
  }

  /** @param {number} wait */
  retryAfter(wait) {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.connect(), (this.wait = wait));
  }

  ready() {
    return this.usesHttp || this.socket?.readyState === WebSocket.OPEN;
  }

  /** @param {string} kind @param {number} id @param {string} text */
  send(kind, id, text) {
    if (!this.usesHttp) return this.socket?.send(text);
    this.http[kind] ??= new HttpRequests(this.handlers.received, (reached) => this.answered(reached));
    void this.http[kind].ask(id, text);
  }

  stopHttp() {
    for (const requests of Object.values(this.http)) requests.stop();
  }

  /** No answer within the time limit of the stream. HTTP requests have their own limit. */
  overdue() {
    if (!this.usesHttp) this.lost();
  }

  closeSocket() {
    clearTimeout(this.limit);
    if (this.socket) Object.assign(this.socket, { onopen: null, onmessage: null, onclose: null }).close();
  }

  close() {
    this.closed = true;
    clearTimeout(this.retry);
    this.stopHttp();
    this.closeSocket();
  }
}
