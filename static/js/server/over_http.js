/** Sends messages of one kind by HTTP, with the same content as on the socket. One is sent at a time, and a newer one cancels an older one. */
import { frames } from "./wire.js";

const ADDRESS = "api/frames";
/** Milliseconds after which a request is given up. */
const PATIENCE = 30000;

export class Asking {
  /**
   * @param {(data: string | ArrayBuffer) => void} received  gets what a socket would get: a text, or one frame
   * @param {(told: boolean) => void} answered  did the server answer? A refusal counts as an answer
   */
  constructor(received, answered) {
    this.received = received;
    this.answered = answered;
    this.turn = new AbortController();
  }

  stop() {
    this.turn.abort();
  }

  /** @param {number} id @param {string} text */
  async ask(id, text) {
    this.stop();
    const turn = (this.turn = new AbortController());
    const late = setTimeout(() => turn.abort("late"), PATIENCE);
    const answer = await this.fetch(id, text, turn.signal).catch(() => null);
    clearTimeout(late);
    if (turn.signal.aborted && turn.signal.reason !== "late") return;
    this.answered(answer !== null);
    for (const data of answer ?? []) this.received(data);
  }

  /** @param {number} id @param {string} text @param {AbortSignal} signal @returns {Promise<(string | ArrayBuffer)[]>} */
  async fetch(id, text, signal) {
    const answer = await fetch(ADDRESS, { method: "POST", headers: { "content-type": "application/json" }, body: text, signal });
    if (answer.headers.get("content-type") === "application/octet-stream") return frames(await answer.arrayBuffer());
    const told = await answer.json(); // throws if a proxy answered with a page
    if (!answer.ok && !Array.isArray(told.errors)) throw new Error(answer.statusText);
    return [JSON.stringify({ id, ...told })];
  }
}
