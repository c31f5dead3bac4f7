/**
 * The socket. The newest scene wins: one request is in flight, the newest one waits, the ones between are never sent.
 * Nothing is lost with the connection: a new one begins by asking for the newest scene.
 */
import { effect } from "../vendor/signals-core.js";

import { requestOf } from "./request.js";
import { decodeFrame } from "./wire.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./request.js").Request} Request */
/** @typedef {{ id: number, view: Request["view"] | null, scene: import("./types.js").Scene, glance: boolean }} Flight */

/** What a picture was drawn for. @param {Flight} flight @returns {Pick<import("./types.js").Frame, "scene" | "panels" | "axis">} */
const asked = ({ scene, view }) => ({ scene, panels: view?.panels ?? [], axis: view?.chart ?? { steps: [0, scene.steps], scale: "linear" } });

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;
/** An answer that takes longer is not waited for. */
const PATIENCE = 10000;
/** The marker rests this long before its exact numbers are asked for. */
const REST = 120;

class Stream {
  /** @param {State} state @param {string} url */
  constructor(state, url) {
    this.state = state;
    this.url = url;
    this.id = 0;
    this.wait = FIRST_WAIT;
    /** @type {Request | null} the newest scene that was not sent yet */
    this.waiting = null;
    /** @type {Request | null} */
    this.newest = null;
    /** @type {number | null} the step whose exact numbers are wanted */
    this.inspecting = null;
    /** @type {number | null} the step under the mouse, whose exact numbers are wanted after those of the marker */
    this.glancing = null;
    /** @type {Flight | null} */
    this.flight = null;
    this.closed = false;
    this.connect();
  }

  connect() {
    this.socket = new WebSocket(this.url);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => this.opened();
    this.socket.onmessage = (message) => this.received(message.data);
    this.socket.onclose = () => this.lost();
  }

  opened() {
    this.wait = FIRST_WAIT;
    this.state.connection.value = "open";
    this.waiting = this.newest;
    this.next();
  }

  lost() {
    if (this.closed) return;
    this.landed();
    this.state.connection.value = "lost";
    this.retry = setTimeout(() => this.connect(), this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }

  /** @param {Request} request */
  ask(request) {
    this.newest = this.waiting = request;
    this.next();
  }

  /** @param {number} step */
  inspect(step) {
    this.inspecting = step;
    this.next();
  }

  /** @param {number | null} step */
  glance(step) {
    this.glancing = step;
    this.next();
  }

  next() {
    if (this.flight || this.socket?.readyState !== WebSocket.OPEN) return;
    const { waiting, newest, inspecting, glancing } = this;
    if (waiting) {
      this.waiting = null;
      this.send(waiting, waiting.scene);
    } else if (newest && inspecting !== null) {
      this.inspecting = null;
      this.send({ scene: newest.scene, inspect: { step: inspecting } }, newest.scene);
    } else if (newest && glancing !== null) {
      this.glancing = null;
      this.send({ scene: newest.scene, inspect: { step: glancing } }, newest.scene, true);
    }
  }

  /**
   * @param {Request | { scene: object, inspect: object }} request
   * @param {import("./types.js").Scene} scene
   * @param {boolean} [glance]  is it about the step under the mouse?
   */
  send(request, scene, glance = false) {
    this.flight = { id: ++this.id, view: "view" in request ? request.view : null, scene, glance };
    this.watch = setTimeout(() => this.socket?.close(), PATIENCE);
    this.socket?.send(JSON.stringify({ id: this.id, ...request }));
  }

  landed() {
    clearTimeout(this.watch);
    this.flight = null;
  }

  /** @param {string | ArrayBuffer} data */
  received(data) {
    const flight = this.flight;
    this.landed();
    if (flight) this.take(data, flight);
    this.next();
  }

  /** @param {string | ArrayBuffer} data @param {Flight} flight */
  take(data, flight) {
    if (typeof data !== "string") {
      this.state.faults.value = [];
      this.state.frame.value = { ...decodeFrame(data), ...asked(flight) };
      return;
    }
    const answer = JSON.parse(data);
    if (answer.errors) this.state.faults.value = answer.errors;
    if (answer.inspect) this.state[flight.glance ? "glance" : "exact"].value = { scene: flight.scene, ...answer.inspect };
  }

  close() {
    this.closed = true;
    clearTimeout(this.retry);
    this.landed();
    this.socket?.close();
  }
}

/**
 * @param {State} state
 * @param {string} url
 * @returns {() => void}
 */
export function openStream(state, url) {
  const stream = new Stream(state, url);
  const disposeScene = effect(() => {
    const request = requestOf(state);
    if (request) stream.ask(request);
  });
  const disposeRest = effect(() => {
    const step = Math.min(state.marker.value + 1, state.scene.value.steps);
    if (state.dragging.value || state.playing.value) return;
    const rest = setTimeout(() => stream.inspect(step), REST);
    return () => clearTimeout(rest);
  });
  const disposeHover = effect(() => {
    const step = state.hover.value;
    if (step !== null) stream.glance(Math.min(step + 1, state.scene.value.steps));
  });
  return () => {
    disposeScene();
    disposeRest();
    disposeHover();
    stream.close();
  };
}
