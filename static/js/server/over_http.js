/** Messages of one kind by HTTP: the same messages and answers as on the stream. One at a time, and a newer one takes an older one's place. */
import { frames } from "./wire.js";

const ADDRESS = "api/frames";
/** An answer that takes longer is not waited for. */
const PATIENCE = 30000;

export class Asking {
  /**
   * @param {(data: string | ArrayBuffer) => void} received  as a socket would have it: a text, or one frame
   * @param {(told: boolean) => void} answered  did the server answer, whatever it said?
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
    const told = await answer.json(); // a page of a proxy's is none
    if (!answer.ok && !Array.isArray(told.errors)) throw new Error(answer.statusText);
    return [JSON.stringify({ id, ...told })];
  }
}
