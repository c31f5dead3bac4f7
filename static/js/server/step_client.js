/**
 * Requests the exact numbers of a step: first for the marker, then for the step under the mouse. Only one request is in flight;
 * the newest one of each sort waits. Otherwise one sort would make the server drop the other.
 * This file only peeks at signals, as scene_client.js does.
 */
import { Client, isHidden } from "./flights.js";

/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {"exact" | "glance"} Sort  exact: the step at the marker; glance: the step under the mouse */

/** @extends {Client<{ sort: Sort, scene: Scene, step: number }>} */
export class StepClient extends Client {
  /** @param {import("../state.js").State} state @param {(message: object) => number} send */
  constructor(state, send) {
    super(state, send);
    /** @type {Scene | null} the newest scene */
    this.scene = null;
    /** @type {Record<Sort, number | null>} steps that were not requested yet */
    this.wanted = { exact: null, glance: null };
    /** @type {number | null} the newest step at the marker */
    this.marked = null;
  }

  /** The question about the marker's step may have gone with the connection before. */
  opened() {
    this.wanted.exact = this.marked;
    this.next();
  }

  /** When the scene changes, old answers are of no use. The numbers at the marker are requested again. @param {Scene} scene */
  follow(scene) {
    if (scene === this.scene) return;
    this.scene = scene;
    for (const { sort, step } of this.flights.all()) if (sort === "exact") this.wanted.exact ??= step;
    this.flights.land(Infinity);
  }

  /** @param {number} step */
  inspect(step) {
    this.wanted.exact = this.marked = step;
  }

  /** @param {number} step */
  glance(step) {
    this.wanted.glance = step;
  }

  /** During a drag, steps wait for the picture, because the scene changes again at once. */
  isHeld() {
    return this.flights.has() || (this.state.dragging.peek() && this.state.awaited.peek() !== null);
  }

  next() {
    const sort = /** @type {Sort[]} */ (["exact", "glance"]).find((each) => this.wanted[each] !== null);
    if (!sort || !this.scene || this.isHeld()) return;
    const step = Math.min(this.wanted[sort] ?? 0, this.scene.steps); // the scene may have become shorter
    this.wanted[sort] = null;
    this.flights.add(this.send({ scene: this.scene, inspect: { step } }), { sort, scene: this.scene, step });
  }

  /** @param {import("./stream.js").Answer} answer */
  answered({ id, inspect }) {
    const flight = this.flights.get(id ?? -1);
    if (inspect && flight && !isHidden(this.state, flight.step)) this.state[flight.sort].value = { scene: flight.scene, ...inspect };
    this.land(id ?? Infinity);
  }

  /** The answer to a step is JSON, never a binary frame. */
  frameReceived() {}
}
