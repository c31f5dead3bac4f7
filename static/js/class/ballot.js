/**
 * The last vote of this phone. It is sent until the server says that it is stored, and again whenever the server may have lost it.
 * A vote by HTTP that its page gave up may arrive after a newer one: it does not replace one with a higher number. A number therefore counts
 * on after a reload, and beyond that of any other page of the seat.
 */

/** Milliseconds until a vote without an answer is sent again. */
const AGAIN = 2000;
/** Milliseconds between two votes at least, because the server takes four a second. A newer one replaces one that waits. */
const GAP = 300;
/** The highest number of a vote. */
const HIGHEST = 2 ** 31;

/**
 * @typedef {{ ask: number, round: number, choice?: number, at?: number[], step?: number, sure?: number }} Fields  one of choice, at (in units
 *   of the surface) and step; sure: 1 to 3
 */

export class Ballot {
  /** @param {(vote: object) => boolean} send  returns whether it could be sent @param {number} [n]  the highest number so far */
  constructor(send, n = 0) {
    this.send = send;
    this.n = n;
    /** @type {({ t: "vote", n: number } & Fields) | null} */
    this.last = null;
    this.stored = true;
    /** Whether the server has never said that it stores the vote. */
    this.fresh = false;
    this.sent = -GAP;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** The vote that is not stored yet. */
  get waiting() {
    return this.stored ? null : this.last;
  }

  /** @param {Fields} fields */
  vote(fields) {
    this.count(this.n);
    this.last = { t: "vote", n: this.n, ...fields };
    [this.stored, this.fresh] = [false, true];
    this.sayAfter(this.sent + GAP - Date.now());
  }

  /** Takes the next number. @param {number} before */
  count(before) {
    this.n = Math.min(before + 1, HIGHEST);
  }

  /** @param {number} wait */
  sayAfter(wait) {
    clearTimeout(this.timer);
    if (wait > 0) this.timer = setTimeout(() => this.say(), wait);
    else this.say();
  }

  say() {
    if (!this.waiting) return;
    if (this.send(this.waiting)) this.sent = Date.now();
    this.sayAfter(AGAIN);
  }

  /** @param {{ ask: number, round: number, n: number }} ack @returns {Fields | null} the vote that is stored, if it is the last */
  acked({ ask, round, n }) {
    if (this.last?.ask !== ask || this.last.round !== round || n < this.last.n) return null;
    if (n > this.last.n && this.waiting && this.fresh) return this.outdo(n);
    this.fresh = false;
    this.settle();
    return this.last;
  }

  /** Another page of this seat has counted farther, and what is said here now is newer. @param {number} n  its number @returns {null} */
  outdo(n) {
    this.count(n);
    this.last = this.last && { ...this.last, n: this.n };
    this.sayAfter(this.sent + GAP - Date.now());
    return null;
  }

  /** The server will not take the vote, or stores it already. */
  settle() {
    clearTimeout(this.timer);
    this.stored = true;
  }

  /** The server may have lost the vote. @param {{ id: number, round: number, phase: string } | null} ask  what is asked now */
  doubt(ask) {
    if (ask?.phase === "open" && ask.id === this.last?.ask && ask.round === this.last.round) this.stored = false;
    this.say();
  }
}
