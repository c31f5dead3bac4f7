/**
 * Asks for pictures. The newest scene wins: while a hand drags, one is in flight, the newest one waits, the ones between are never
 * sent; once it rests, the newest one is sent at once and what is in flight is dropped.
 * Signals are only peeked at here: an effect that asks would ask again for whatever was read on the way.
 */
import { batch } from "../../vendor/signals-core.js";

import { Flights, isHidden } from "./flights.js";
import { decodePart, joined } from "./wire.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./request.js").Request} Request */
/** @typedef {{ request: Request, end: number, parts: import("./wire.js").Part[] }} Flight  end: the last step asked for; parts: what has come of it */

/** What a picture was drawn for. @param {Request} request @returns {Pick<import("../types.js").Frame, "scene" | "panels" | "axis">} */
const asked = ({ scene, view }) => ({ scene, panels: view.panels, axis: view.chart });

export class SceneClient {
  /** @param {State} state @param {(message: object) => number} send  gives the id */
  constructor(state, send) {
    this.state = state;
    this.send = send;
    /** @type {Request | null} the newest scene that was not sent yet */
    this.waiting = null;
    /** @type {Request | null} */
    this.newest = null;
    /** @type {Flights<Flight>} */
    this.flights = new Flights();
  }

  opened() {
    this.waiting = this.newest;
    this.next();
  }

  /** @param {Request} request */
  ask(request) {
    this.newest = this.waiting = request;
  }

  /** While a hand drags, every scene that is asked for is waited for, or a slow one would never be seen. */
  next() {
    const request = this.waiting;
    if (!request || (this.flights.has() && this.state.dragging.peek())) return;
    this.waiting = null;
    this.flights.land(Infinity);
    if (this.state.awaited.peek() === null) this.state.awaited.value = performance.now();
    this.flights.add(this.send(request), { request, end: request.view.until ?? request.scene.steps, parts: [] });
  }

  /** @param {number} [id] */
  awaits(id) {
    return this.flights.has(id);
  }

  /** @param {number} id */
  land(id) {
    this.flights.land(id);
    if (!this.flights.has()) this.state.awaited.value = null;
  }

  /** In words there are only refusals. @param {import("./stream.js").Told} answer */
  told({ id }) {
    this.land(id ?? Infinity);
  }

  /** Lanes that have not come yet stay as they were. @param {ArrayBuffer} data */
  drawn(data) {
    const part = decodePart(data);
    const flight = this.flights.get(part.id);
    if (!flight) return;
    flight.parts.push(part);
    if (isHidden(this.state, flight.end)) return;
    const before = this.state.frame.peek();
    const alike = before && this.state.until.peek() === null && JSON.stringify(before.panels) === JSON.stringify(flight.request.view.panels);
    const frame = joined(flight.parts, alike ? before.lanes : []);
    if (part.last) this.land(part.id);
    if (!frame) return;
    batch(() => {
      if (this.state.faults.peek().length) this.state.faults.value = []; // an empty list of its own would redraw every control
      this.state.frame.value = { ...frame, ...asked(flight.request) };
    });
  }
}
