/** What a projector knows of its class. It draws nothing. */
import { join } from "./connection.js";

/** @typedef {import("./frames.js").View} View */
/**
 * @typedef {import("./answers.js").Ask & { id: number, round: number, phase: "open" | "closed" | "shown", at: number | null, until: number, lane: number, runs: boolean, answer: string }} Asked
 * @typedef {{
 *   epoch: number, rev: number, scene: string | null, labels: string[], title?: string, step: number, steps: number, until: number | null,
 *   mode: "follow" | "free" | "paused", ended: boolean, ask: Asked | null
 * }} Room
 * @typedef {import("./answers.js").Tally & { ask: number | "", connected: number }} Counted
 */

/** What stands on the lecturer's picture: when it changes, the class has begun. @param {Room} room */
const sightOf = ({ scene, step, steps, until, mode }) => JSON.stringify([scene, step, steps, until, mode]);

export class Watched {
  /** @type {Room | null} */
  room = null;
  /** Students connected. */
  here = 0;
  /** How many have answered the round that stands. */
  voted = 0;
  lost = false;
  gone = "";
  /** Has the lecturer moved anything since this page opened? Until then the code is what everybody needs. */
  begun = false;
  /** The votes of each round. @type {Record<string, Counted>} */
  #rounds = {};
  #first = "";

  /**
   * @param {string} code
   * @param {() => void} changed
   * @param {{ frame: (buffer: ArrayBuffer) => void, again: () => void }} calls  again: the class was entered anew
   */
  constructor(code, changed, { frame, again }) {
    this.line = join({ code, role: "screen", on: (kind, message) => {
      if (kind === "frame") return frame(message);
      if (kind === "welcome") again();
      this.#hear(kind, message);
      changed();
    } });
  }

  /** @param {import("./connection.js").Kind} kind @param {any} message */
  #hear(kind, message) {
    if (kind === "state") this.#show(message);
    else if (kind === "step" && this.room) this.#show({ ...this.room, step: message.k });
    else if (kind === "tally") this.#count(message);
    else if (kind === "lost" || kind === "back") this.lost = kind === "lost";
    else if (kind === "gone") this.gone = message.code;
  }

  /** @param {Room} room */
  #show(room) {
    this.#first ||= room.scene || room.until ? sightOf(room) : "";
    this.begun ||= Boolean(room.ask) || room.step > 0 || room.mode !== "follow" || (this.#first !== "" && sightOf(room) !== this.#first);
    if (this.room && this.room.epoch !== room.epoch && !room.ask) this.#rounds = {};
    if (this.room?.ask?.id !== room.ask?.id || this.room?.ask?.round !== room.ask?.round) this.voted = 0;
    this.room = room;
  }

  /** @param {Counted} tally */
  #count(tally) {
    this.here = tally.connected;
    const { ask } = this.room ?? {};
    if (ask && tally.ask === ask.id && tally.round === ask.round) this.voted = tally.voted ?? 0;
    if (tally.counts ?? tally.cells ?? tally.steps) this.#rounds[[tally.ask, tally.round].join(".")] = tally;
  }

  /** @param {number} [back]  rounds before the one that stands @returns {Counted | null} what was answered, where it is shown */
  tally(back = 0) {
    const ask = this.room?.ask;
    return ask ? (this.#rounds[[ask.id, ask.round - back].join(".")] ?? null) : null;
  }

  get revealed() {
    return this.room?.ask?.phase === "shown" && this.room.until === null;
  }

  /** @returns {"joining" | "before" | "follow" | "free" | "open" | "closed" | "shown" | "revealed" | "ended"} */
  get moment() {
    if (this.room?.ended || this.gone === "ended") return "ended";
    if (!this.room) return "joining";
    if (!this.begun) return "before";
    if (this.room.ask) return this.revealed ? "revealed" : this.room.ask.phase;
    return this.room.mode === "free" ? "free" : "follow";
  }
}
