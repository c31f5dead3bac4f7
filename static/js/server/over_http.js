/** Sends messages of one kind by HTTP, with the same content as on the socket. One is sent at a time, and a newer one cancels an older one. */
import { frames } from "./wire.js";

const ADDRESS = "api/frames";
/** Milliseconds after which a request is given up. */
const PATIENCE = 30000;

export class HttpRequests {
  /**
   * @param {(data: string | ArrayBuffer) => void} received  gets what a socket would get: a text, or one frame
   * @param {(reached: boolean) => void} answered  did the server answer? A refusal counts as an answer
   */
  constructor(received, answered) {
    this.received = received;
    this.answered = answered;
    this.controller = new AbortController();
  }

  stop() {
    this.controller.abort();
  }

  /** @param {number} id @param {string} text */
  async ask(id, text) {
    this.stop();
    const controller = (this.controller = new AbortController());
    const late = setTimeout(() => controller.abort("late"), PATIENCE);
    const answer = await this.fetch(id, text, controller.signal).catch(() => null);
    clearTimeout(late);
    if (controller.signal.aborted && controller.signal.reason !== "late") return;
    this.answered(answer !== null);
    for (const data of answer ?? []) this.received(data);
  }

  /** @param {number} id @param {string} text @param {AbortSignal} signal @returns {Promise<(string | ArrayBuffer)[]>} */
  async fetch(id, text, signal) {
    const answer = await fetch(ADDRESS, { method: "POST", headers: { "content-type": "application/json" }, body: text, signal });
    if (answer.headers.get("content-type") === "application/octet-stream") return frames(await answer.arrayBuffer());
    const body = await answer.json(); // throws if a proxy answered with a page
    if (!answer.ok && !Array.isArray(body.errors)) throw new Error(answer.statusText);
    return [JSON.stringify({ id, ...body })];
  }
}
