/** Messages of one kind that wait for an answer, by id. If a newer one arrives, the server may drop the older ones without an answer. */

/** @template Flight */
export class Flights {
  constructor() {
    /** @type {Map<number, Flight>} */
    this.waiting = new Map();
  }

  /** @param {number} id @param {Flight} flight  what the client needs to know when the answer arrives */
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

  /** @param {number} [id]  any message if omitted */
  has(id) {
    return id === undefined ? this.waiting.size > 0 : this.waiting.has(id);
  }

  /** Removes this message and all older ones. @param {number} id */
  land(id) {
    for (const other of this.waiting.keys()) if (other <= id) this.waiting.delete(other);
  }
}

/** What the clients of all kinds have in common. @template Flight */
export class Client {
  /** @param {import("../state.js").State} state @param {(message: object) => number} send  returns the id */
  constructor(state, send) {
    this.state = state;
    this.send = send;
    /** @type {Flights<Flight>} */
    this.flights = new Flights();
  }

  /** @param {number} [id] */
  awaits(id) {
    return this.flights.has(id);
  }

  /** @param {number} id */
  land(id) {
    this.flights.land(id);
  }
}

/** True if the future was hidden while the answer was on its way. @param {import("../state.js").State} state @param {number} end  the last step in the answer */
export const isHidden = (state, end) => state.until.peek() !== null && end > state.end.peek();
