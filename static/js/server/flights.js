/** Messages of one kind that wait for their answer, by id. A newer one makes the server drop an older one of its kind without an answer. */

/** @template Flight */
export class Flights {
  constructor() {
    /** @type {Map<number, Flight>} */
    this.waiting = new Map();
  }

  /** @param {number} id @param {Flight} flight  what must be known of the message when its answer is there */
  add(id, flight) {
    this.waiting.set(id, flight);
  }

  /** @param {number} id */
  get(id) {
    return this.waiting.get(id);
  }

  all() {
    return [...this.waiting.values()];
  }

  /** @param {number} [id]  any, where it is not said */
  has(id) {
    return id === undefined ? this.waiting.size > 0 : this.waiting.has(id);
  }

  /** What was answered, and what was asked before it, is no longer awaited. @param {number} id */
  land(id) {
    for (const other of this.waiting.keys()) if (other <= id) this.waiting.delete(other);
  }
}

/** Was the future hidden while the answer was on its way? @param {import("../state.js").State} state @param {number} end  the last step that it shows */
export const isHidden = (state, end) => state.until.peek() !== null && end > state.end.peek();
