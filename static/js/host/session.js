/** The host's side of a class: what the server says as signals, and commands, which are sent one after the other until each is answered. */
import { signal } from "../../vendor/signals-core.js";

import { join } from "../class/connection.js";
import { roundName } from "./tallies.js";
import { forgetClass, keepClass } from "../class/hosted.js";

/** @typedef {import("../class/hosted.js").Kept} Kept */
/**
 * @typedef {{ kind: "choice" | "click" | "step", title: string, options: string[], until: number, at: number | null, lane: number,
 *   view: [number, number, number, number], right: number | null, answer: string, runs: boolean, event: string,
 *   reads: { name: string, low: number, high: number } | null, covers: boolean }} Question
 * @typedef {Question & { id: number, round: number, phase: "draft" | "open" | "closed" | "shown",
 *   truth: { at: [number, number] | null, step: number | null } | null }} Ask
 * @typedef {{ epoch: number, rev: number, scene: string | null, labels: string[], step: number, steps: number, until: number | null,
 *   mode: "follow" | "free" | "paused", locked: boolean, ended: boolean, view: number[] | null, ask: Ask | null, asked: number,
 *   removed: string[] }} Room
 * @typedef {{ ask: number | "", round: number | "", voted: number, connected: number, counts?: number[], cells?: [number, number][],
 *   steps?: [number, number][], sure?: number[] }} Tally
 * @typedef {{ code: string, message: string, template?: string, params?: import("../types.js").Sentence["params"], path?: string } | null} Failure
 *   template, params: those of the message, where it has a translation; path: of the field
 * @typedef {{ command: object, n: number, sent: boolean, done: (failure: Failure) => void }} Waiting
 */

/** Codes of a connection that has stopped after which the class is no longer there for this host. */
const OVER = ["ended", "not_allowed", "removed", "bad_hello"];

/** Codes of errors after which a command is sent again. */
const LATER = ["unavailable", "busy", "too_fast"];
/** Milliseconds until then. */
const AGAIN = 2000;

/** @param {object} said @returns {Promise<{ code: string, secret: string } | null>} null if the server does not answer, or opens none */
async function post(said) {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(said) };
  const answer = await fetch("api/class", request).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

/** Opens a class. */
export const openNew = () => post({});

/** Opens a class again that the server may have forgotten, as it was. @param {Kept} kept */
export function reopen({ secret, room }) {
  const { t: _, code: __, ...rest } = /** @type {any} */ (room ?? {});
  return post({ secret, room: { ...rest, ...(room && { scene: rest.scene ?? "" }) } });
}

export class Session {
  /** @param {Kept} kept */
  constructor(kept) {
    this.kept = kept;
    this.room = signal(/** @type {Room | null} */ (null));
    this.tally = signal(/** @type {Tally | null} */ (null));
    /** the last tally of every round, by its name */
    this.rounds = signal(/** @type {Record<string, Tally>} */ ({}));
    this.connected = signal(0);
    this.line = signal(/** @type {"joining" | "open" | "lost" | "over"} */ ("joining"));
    /** frames of the kinds that the host draws, by kind */
    this.frames = signal(/** @type {Record<number, ArrayBuffer>} */ ({}));
    /** the newest revision that one of our commands made */
    this.made = 0;
    this.rev = 0;
    /** @type {Waiting[]} */
    this.waiting = [];
    /** @type {Promise<unknown> | undefined} */
    this.reviving = undefined;
    /** how many commands are not answered yet */
    this.pending = signal(0);
    this.n = 0;
    /** told of steps that the server passes on @type {(k: number) => void} */
    this.stepped = () => {};
    this.enter();
  }

  get code() {
    return this.kept.code;
  }

  get secret() {
    return this.kept.secret;
  }

  /** The question that stands, a draft as well. */
  get ask() {
    return this.room.value?.ask ?? null;
  }

  enter() {
    const { code, secret } = this.kept;
    this.connection = join({ code, role: "host", secret, on: (kind, message) => this.heard(kind, message) });
  }

  /** @param {string} kind @param {any} message */
  heard(kind, message) {
    if (kind === "state") this.take(message);
    else if (kind === "step") this.step(message);
    else if (kind === "tally") this.count(message);
    else if (kind === "done") this.answered(message.n, null, message.rev);
    else if (kind === "error") this.failed(message);
    else if (kind === "frame") this.frame(message);
    else if (kind === "back") this.back();
    else if (kind === "lost") this.line.value = "lost";
    else if (kind === "gone") this.gone(message.code);
  }

  back() {
    this.line.value = "open";
    this.resend();
  }

  /** @param {{ rev: number, k: number }} message */
  step({ rev, k }) {
    this.rev = rev;
    this.stepped(k);
  }

  /** @param {Room} room */
  take(room) {
    this.rev = room.rev;
    this.room.value = room;
    this.kept = { ...this.kept, room };
    keepClass(this.kept);
  }

  /** @param {Tally} tally */
  count(tally) {
    this.connected.value = tally.connected;
    this.tally.value = tally;
    if (tally.ask !== "") this.rounds.value = { ...this.rounds.peek(), [roundName(tally.ask, tally.round)]: tally };
  }

  /** Frames of the picture are the phones'; the host draws its own. @param {ArrayBuffer} buffer */
  frame(buffer) {
    const kind = new DataView(buffer).getUint8(4);
    if (kind > 2) this.frames.value = { ...this.frames.peek(), [kind]: buffer };
  }

  /** @param {NonNullable<Failure> & { n?: number }} error */
  failed({ n, ...failure }) {
    if (failure.code === "no_class") void this.revive();
    else if (LATER.includes(failure.code)) setTimeout(() => this.resend(), AGAIN);
    else if (n !== undefined) this.answered(n, failure, 0); // without a number it is about a step, or a scene that was dragged
  }

  /** @param {string} code */
  gone(code) {
    if (!OVER.includes(code)) return void this.revive().then(() => this.enter());
    if (code === "ended") forgetClass();
    this.line.value = "over";
  }

  /** The server has lost the class with its memory: it gets it back as it was, with its code. */
  revive() {
    this.reviving ??= reopen(this.kept).finally(() => (this.reviving = undefined));
    return this.reviving;
  }

  /** Sends what is not answered, in order, one at a time. A command that was carried out before its answer got lost is refused, which changes nothing. */
  resend() {
    for (const each of this.waiting) each.sent = false;
    this.next();
  }

  next() {
    const [first] = this.waiting;
    if (first && !first.sent) first.sent = this.connection?.send({ t: "do", n: first.n, command: first.command }) ?? false;
  }

  /** @param {number} n @param {Failure} failure @param {number} rev */
  answered(n, failure, rev) {
    const found = this.waiting.find((each) => each.n === n);
    if (!found) return;
    this.waiting = this.waiting.filter((each) => each !== found);
    this.made = Math.max(this.made, rev); // before anybody hears that it is answered
    this.pending.value = this.waiting.length;
    found.done(failure);
    this.next();
  }

  /** @param {object} command @returns {Promise<Failure>} null if it was carried out */
  do(command) {
    return new Promise((done) => {
      this.pending.value = this.waiting.push({ command, n: ++this.n, sent: false, done });
      this.next();
    });
  }

  /** @param {object} message  one that needs no answer */
  say(message) {
    return this.connection?.send(message) ?? false;
  }

  close() {
    this.connection?.close();
    this.line.value = "over";
  }
}
