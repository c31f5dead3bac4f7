/**
 * Requests pictures. The newest scene wins. During a drag, one request is in flight and the newest one waits; those between are
 * never sent. Otherwise, the newest request is sent at once and replaces the one in flight.
 * This file only peeks at signals. If it read them, the effect that calls it would depend on them and send the request again.
 */
import { batch } from "../../vendor/signals-core.js";

import { isSaid, withSaid } from "../data/sent.js";
import { Client, isHidden } from "./flights.js";
import { decodePart, joined, reused } from "./wire.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./request.js").Request} Request */
/** @typedef {{ request: Request, end: number, said: boolean, parts: import("./wire.js").Part[] }} Flight  end: the last step requested; said: were examples left out that the page knows? parts: the parts received so far */

/** The fields of a frame that come from its request. @param {Request} request @returns {Pick<import("../types.js").Frame, "scene" | "panels" | "axis">} */
const requestFields = ({ scene, view }) => ({ scene, panels: view.panels, axis: view.chart });

/** @extends {Client<Flight>} */
export class SceneClient extends Client {
  /** @param {State} state @param {(message: object) => number} send */
  constructor(state, send) {
    super(state, send);
    /** @type {Request | null} the newest request, if it was not sent yet */
    this.waiting = null;
    /** @type {Request | null} */
    this.newest = null;
  }

  opened() {
    this.waiting = this.newest;
    this.next();
  }

  /** @param {Request} request */
  ask(request) {
    this.newest = this.waiting = request;
  }

  /** During a drag, the next request waits for the answer in flight. Otherwise a slow picture would never be seen. */
  next() {
    const request = this.waiting;
    if (!request || (this.flights.has() && this.state.dragging.peek())) return;
    this.waiting = null;
    this.flights.land(Infinity);
    if (this.state.awaited.peek() === null) this.state.awaited.value = performance.now();
    const said = isSaid(request, this.state.frame.peek());
    const sent = said ? { ...request, view: { ...request.view, data: false } } : request;
    this.flights.add(this.send(sent), { request, end: request.view.until ?? request.scene.steps, said, parts: [] });
  }

  /** @param {number} id */
  land(id) {
    super.land(id);
    if (!this.flights.has()) this.state.awaited.value = null;
  }

  /** A JSON answer to a scene is always a refusal. @param {import("./stream.js").Answer} answer */
  answered({ id }) {
    this.land(id ?? Infinity);
  }

  /** Lanes that have not arrived yet keep their old picture. @param {ArrayBuffer} data */
  frameReceived(data) {
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
    const picture = reused(flight.said ? withSaid(frame, before) : frame, before);
    if (before && !part.last && picture.lanes.every((lane, i) => lane === before.lanes[i])) return; // nothing new to draw yet
    batch(() => {
      if (this.state.faults.peek().length) this.state.faults.value = []; // a new empty list would redraw every control
      this.state.frame.value = { ...picture, ...requestFields(flight.request) };
    });
  }
}
