/**
 * What is asked of the server. The newest scene wins: while a hand drags, one is in flight, the newest one waits, the ones between are never
 * sent; once it rests, the newest one is sent at once and what is in flight is dropped.
 * Nothing is lost with the connection: a new one begins by asking for the newest scene.
 * Signals are only peeked at here: an effect that asks would ask again for whatever was read on the way.
 */
import { batch } from "../../vendor/signals-core.js";

import { Line } from "./connection.js";
import { decodePart, joined } from "./wire.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./request.js").Request} Request */
/**
 * @typedef {{
 *   slot: "scene" | "exact" | "glance", view: Request["view"] | null, scene: import("../types.js").Scene, end: number,
 *   parts: import("./wire.js").Part[]
 * }} Flight  end: the last step asked for; parts: what has come of it
 */

/** What a picture was drawn for. @param {Flight} flight @returns {Pick<import("../types.js").Frame, "scene" | "panels" | "axis">} */
const asked = ({ scene, view }) => ({ scene, panels: view?.panels ?? [], axis: view?.chart ?? { steps: [0, scene.steps], scale: "linear" } });

/** An answer that takes longer is not waited for. */
const PATIENCE = 10000;

export class Stream {
  /** @param {State} state @param {string} url */
  constructor(state, url) {
    this.state = state;
    this.id = 0;
    /** @type {Request | null} the newest scene that was not sent yet */
    this.waiting = null;
    /** @type {Request | null} */
    this.newest = null;
    /** @type {number | null} the step whose exact numbers are wanted */
    this.inspecting = null;
    /** @type {number | null} the step under the mouse, whose exact numbers are wanted after those of the marker */
    this.glancing = null;
    /** @type {Map<number, Flight>} by id; a newer one makes the server drop an older one without an answer */
    this.flights = new Map();
    this.line = new Line(state.connection, url, {
      open: () => this.opened(),
      received: (data) => this.received(data),
      dropped: () => this.land(Infinity),
    });
  }

  opened() {
    this.waiting = this.newest;
    this.next();
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

  /** @param {number} step */
  glance(step) {
    this.glancing = step;
    this.next();
  }

  /** While a hand drags, every scene that is asked for is waited for, or a slow one would never be seen. */
  busy() {
    const slots = [...this.flights.values()].map(({ slot }) => slot);
    return this.waiting ? slots.includes("scene") && this.state.dragging.peek() : slots.length > 0;
  }

  next() {
    if (!this.line?.ready() || this.busy()) return;
    const { waiting, newest, inspecting, glancing } = this;
    if (waiting) {
      this.waiting = null;
      this.send("scene", waiting, waiting.scene);
    } else if (newest && inspecting !== null) {
      this.inspecting = null;
      this.look("exact", newest.scene, inspecting);
    } else if (newest && glancing !== null) {
      this.glancing = null;
      this.look("glance", newest.scene, glancing);
    }
  }

  /** The step may have been wanted of a longer scene. @param {"exact" | "glance"} slot @param {import("../types.js").Scene} scene @param {number} step */
  look(slot, scene, step) {
    this.send(slot, { scene, inspect: { step: Math.min(step, scene.steps) } }, scene);
  }

  /** @param {Flight["slot"]} slot @param {Request | { scene: object, inspect: { step: number } }} request @param {import("../types.js").Scene} scene */
  send(slot, request, scene) {
    if (slot === "scene") {
      // The server drops a question about a step for a newer picture: it is asked again behind that.
      for (const other of this.flights.values()) if (other.slot === "exact") this.inspecting ??= other.end;
      this.flights.clear();
      if (this.state.awaited.peek() === null) this.state.awaited.value = performance.now();
    }
    const view = "view" in request ? request.view : null;
    const end = "inspect" in request ? request.inspect.step : (view?.until ?? scene.steps);
    this.flights.set(++this.id, { slot, view, scene, end, parts: [] });
    this.watch();
    this.line.send(this.id, JSON.stringify({ id: this.id, ...request }));
  }

  /** The server must not be silent for too long. */
  watch() {
    clearTimeout(this.overdue);
    if (this.flights.size) this.overdue = setTimeout(() => this.line.overdue(), PATIENCE);
  }

  /** What was answered, and whatever was asked before it, is no longer awaited. @param {number} id */
  land(id) {
    for (const other of this.flights.keys()) if (other <= id) this.flights.delete(other);
    if (![...this.flights.values()].some(({ slot }) => slot === "scene")) this.state.awaited.value = null;
    this.watch();
  }

  /** @param {string | ArrayBuffer} data */
  received(data) {
    if (typeof data === "string") this.told(JSON.parse(data));
    else this.drawn(decodePart(data));
    this.next();
  }

  /** @param {{ id: number | null, errors?: import("../types.js").Fault[], inspect?: any }} answer */
  told(answer) {
    const flight = this.flights.get(answer.id ?? -1);
    if (answer.errors) this.state.faults.value = answer.errors;
    if (answer.inspect && flight && flight.slot !== "scene" && !this.tells(flight)) {
      this.state[flight.slot].value = { scene: flight.scene, ...answer.inspect };
    }
    this.land(answer.id ?? Infinity);
  }

  /** Was the future hidden while the answer was on its way? @param {Flight} flight */
  tells({ end }) {
    return this.state.until.peek() !== null && end > this.state.end.peek();
  }

  /** Lanes that have not come yet stay as they were. @param {import("./wire.js").Part} part */
  drawn(part) {
    const flight = this.flights.get(part.id);
    if (!flight) return;
    flight.parts.push(part);
    if (this.tells(flight)) return;
    const before = this.state.frame.peek();
    const alike = before && this.state.until.peek() === null && JSON.stringify(before.panels) === JSON.stringify(flight.view?.panels);
    const frame = joined(flight.parts, alike ? before.lanes : []);
    if (part.last) this.land(part.id);
    if (!frame) return;
    batch(() => {
      if (this.state.faults.peek().length) this.state.faults.value = []; // an empty list of its own would redraw every control
      this.state.frame.value = { ...frame, ...asked(flight) };
    });
  }

  close() {
    this.line.close();
    this.land(Infinity);
  }
}
