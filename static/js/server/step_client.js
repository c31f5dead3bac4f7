/**
 * Asks for the exact numbers of a step: of the marker's first, then of the one under the mouse. One is in flight, the newest of both sorts
 * waits, so that neither makes the server drop the other. Signals are only peeked at here, as in scene_client.js.
 */
import { Flights, isHidden } from "./flights.js";

/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {"exact" | "glance"} Sort  where the marker rests, or under the mouse */

export class StepClient {
  /** @param {import("../state.js").State} state @param {(message: object) => number} send  gives the id */
  constructor(state, send) {
    this.state = state;
    this.send = send;
    /** @type {Scene | null} the newest that was asked for */
    this.scene = null;
    /** @type {Record<Sort, number | null>} steps that were not sent yet */
    this.wanted = { exact: null, glance: null };
    /** @type {Flights<{ sort: Sort, scene: Scene, step: number }>} */
    this.flights = new Flights();
  }

  opened() {
    this.next();
  }

  /** Numbers of another scene are of no use: those at the marker are asked for again. @param {Scene} scene */
  follow(scene) {
    if (scene === this.scene) return;
    this.scene = scene;
    for (const { sort, step } of this.flights.all()) if (sort === "exact") this.wanted.exact ??= step;
    this.flights.land(Infinity);
  }

  /** @param {number} step */
  inspect(step) {
    this.wanted.exact = step;
  }

  /** @param {number} step */
  glance(step) {
    this.wanted.glance = step;
  }

  /** Under a hand that drags, the picture is waited for: the scene is another one a moment later. */
  isHeld() {
    return this.flights.has() || (this.state.dragging.peek() && this.state.awaited.peek() !== null);
  }

  next() {
    const sort = /** @type {Sort[]} */ (["exact", "glance"]).find((each) => this.wanted[each] !== null);
    if (!sort || !this.scene || this.isHeld()) return;
    const step = Math.min(this.wanted[sort] ?? 0, this.scene.steps); // it may have been wanted of a longer scene
    this.wanted[sort] = null;
    this.flights.add(this.send({ scene: this.scene, inspect: { step } }), { sort, scene: this.scene, step });
  }

  /** @param {number} [id] */
  awaits(id) {
    return this.flights.has(id);
  }

  /** @param {number} id */
  land(id) {
    this.flights.land(id);
  }

  /** @param {import("./stream.js").Told} answer */
  told({ id, inspect }) {
    const flight = this.flights.get(id ?? -1);
    if (inspect && flight && !isHidden(this.state, flight.step)) this.state[flight.sort].value = { scene: flight.scene, ...inspect };
    this.land(id ?? Infinity);
  }

  /** A step is told in words. */
  drawn() {}
}
