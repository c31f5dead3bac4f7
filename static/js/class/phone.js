/** What a phone knows of its class, and what it answers. It draws nothing. */
import { join } from "./connection.js";
import { forgetSeat, keepSeat, seatOf } from "./seat.js";

/** @typedef {import("./ballot.js").Fields} Fields */
/**
 * @typedef {{
 *   id: number, round: number, phase: "open" | "closed" | "shown", kind: "choice" | "click" | "step", title: string, options: string[],
 *   until: number, at: number | null, lane: number, view: [number, number, number, number], runs: boolean,
 *   reads: { name: string, low: number, high: number } | null, right: number | null, answer: string,
 *   truth: { at: [number, number] | null, step: number | null } | null
 * }} Ask  right, answer and truth only after the reveal
 * @typedef {{
 *   epoch: number, rev: number, scene: string | null, labels: string[], step: number, steps: number, until: number | null,
 *   mode: "follow" | "free" | "paused", view: number[] | null, ended: boolean, ask: Ask | null
 * }} Room
 * @typedef {{ ask: number | "", round: number | "", voted: number, connected: number, counts?: number[], cells?: [number, number][],
 *   steps?: [number, number][], sure?: number[] }} Tally
 */

/** @param {{ id: number, round: number }} ask */
const keyOf = ({ id, round }) => [id, round].join(".");

/** Has a tally what was answered, and not only how many? @param {Tally} tally */
const isWhole = ({ counts, cells, steps }) => Boolean(counts ?? cells ?? steps);

export class Phone {
  /**
   * @param {string} code
   * @param {() => void} changed  called when there is something new to show
   * @param {(buffer: ArrayBuffer) => void} [framed]  called with every picture
   * @param {() => void} [entered]  called with every new connection, on which the pictures' numbers may begin anew
   */
  constructor(code, changed, framed, entered) {
    this.code = code;
    this.changed = changed;
    this.framed = framed;
    this.entered = entered;
    this.kept = seatOf(code);
    /** @type {Room | null} */
    this.room = null;
    /** The votes of each round. @type {Record<string, Tally>} */
    this.tallies = {};
    /** @type {"joining" | "open" | "slow" | "lost"} */
    this.line = "joining";
    /** Why it may not enter, or no longer; the newest reason why it waits. */
    this.gone = "";
    this.waits = "";
    /** Is a vote under way? */
    this.sending = false;
    /** Did a vote come too late? */
    this.late = false;
    /** The vote that the server has stored. @type {import("./seat.js").Answer | null} */
    this.stored = null;
    const { seat, secret, n } = this.kept;
    this.connection = join({ code, seat, secret, n, on: (kind, message) => this.heard(kind, message) });
  }

  /** The question that stands. */
  get ask() {
    return this.room?.ask ?? null;
  }

  /** This phone's answer to the question. */
  get mine() {
    const kept = this.ask && this.kept.answers[keyOf(this.ask)];
    return kept && kept.title === this.ask?.title ? kept : null;
  }

  /** What all answered, if that is shown. */
  get tally() {
    return this.ask?.phase === "shown" ? (this.tallies[keyOf(this.ask)] ?? null) : null;
  }

  /** What all answered in the round before. */
  get earlier() {
    return this.ask ? (this.tallies[keyOf({ id: this.ask.id, round: this.ask.round - 1 })] ?? null) : null;
  }

  get isRevealed() {
    return this.ask?.phase === "shown" && this.room?.until === null;
  }

  /** Whether there is a scene to follow. */
  get follows() {
    return Boolean(this.room && (this.room.scene || this.room.until !== null));
  }

  /** @param {import("./connection.js").Kind} kind @param {any} message */
  heard(kind, message) {
    if (kind === "frame") return this.framed?.(message);
    HEARS[kind]?.(this, message);
    this.changed();
  }

  /** @param {Room} room */
  show(room) {
    const known = this.room !== null;
    const { epoch } = this.room ?? room;
    const before = this.ask && keyOf(this.ask);
    this.room = room;
    if (room.ended) return forgetSeat(this.code);
    const now = this.ask && keyOf(this.ask);
    if (before !== now) [this.late, this.sending, this.stored] = [false, false, this.mine];
    if (epoch !== room.epoch && !now) this.tallies = {};
    if (!known && this.mine && this.ask?.phase === "open") this.send(this.mine); // after a reload: the server may have lost it meanwhile
  }

  /** @param {Partial<Fields>} fields  one of choice, at, step; or sure alone, which is added to the answer */
  vote(fields) {
    if (this.ask?.phase !== "open") return;
    const { id, round, title } = this.ask;
    const answer = { ...this.mine, ...fields, ask: id, round, title };
    this.keep(answer);
    this.send(answer);
    this.changed();
  }

  /** @param {import("./seat.js").Answer} answer */
  send({ title: _, ...fields }) {
    [this.sending, this.late] = [true, false];
    this.connection.vote(fields);
    this.count();
  }

  /** The next page of this seat counts its votes on. */
  count() {
    if (this.room?.ended) return; // nothing of the class is kept any more
    this.kept.n = this.connection.n();
    keepSeat(this.code, this.kept);
  }

  /** @param {import("./seat.js").Answer | null} answer */
  keep(answer) {
    if (!this.ask) return;
    const { [keyOf(this.ask)]: _, ...others } = this.kept.answers;
    this.kept.answers = answer ? { ...others, [keyOf(this.ask)]: answer } : others;
    keepSeat(this.code, this.kept);
  }

  /** A vote came when its round was closed: what was stored before it counts. */
  refuse() {
    if (!this.sending) return;
    [this.sending, this.late] = [false, true];
    this.keep(this.stored);
  }

  close() {
    this.connection.close();
  }
}

/** @type {Partial<Record<import("./connection.js").Kind, (phone: Phone, message: any) => void>>} */
const HEARS = {
  welcome: (phone, { seat, secret }) => {
    Object.assign(phone.kept, { seat, secret });
    phone.waits = "";
    phone.entered?.();
    keepSeat(phone.code, phone.kept);
  },
  back: (phone, { slow }) => void (phone.line = slow ? "slow" : "open"),
  lost: (phone, { code }) => {
    [phone.line, phone.waits] = [phone.room ? "lost" : "joining", code];
  },
  gone: (phone, { code }) => {
    phone.gone = code;
    if (code === "ended") forgetSeat(phone.code); // who was removed keeps the seat: a new one would let this tab in again
  },
  state: (phone, room) => phone.show(room),
  step: (phone, { k }) => void (phone.room && (phone.room = { ...phone.room, step: k })),
  tally: (phone, tally) => void (isWhole(tally) && (phone.tallies[keyOf({ id: tally.ask, round: tally.round })] = tally)),
  ack: (phone, { vote }) => {
    phone.count();
    if (!vote) return;
    [phone.sending, phone.stored] = [false, phone.mine];
  },
  error: (phone, { code }) => {
    if (code === "closed" || code === "stale") phone.refuse();
  },
};
