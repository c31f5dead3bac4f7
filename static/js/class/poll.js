/** Asks for a class by HTTP, where the network lets no socket through. */

/** Milliseconds between two questions, less or more by up to a fifth. */
const EVERY = 2000;
/** A question without an answer is given up. */
const PATIENCE = 8000;

/** @param {any} body @returns {string} the code of a refusal, as a socket says it or as any request is refused */
const refusal = (body) => body?.code ?? body?.sentences?.[0]?.code ?? "unavailable";

/** @typedef {{ fresh: boolean, code: string | undefined, body: any }} Answer  fresh: the first one since the start; code: a refusal's, undefined if none came */

/** @param {string} packed  base64 @returns {ArrayBuffer} */
const unpacked = (packed) => Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)).buffer;

export class Poll {
  /** @param {string} url @param {() => object} asks @param {(answer: Answer) => void} answered @param {(frame: ArrayBuffer) => void} framed  called with every picture */
  constructor(url, asks, answered, framed) {
    this.url = url;
    this.asks = asks;
    this.answered = answered;
    this.framed = framed;
    /** The numbers of the newest pictures, by kind from 1; 0 for none. */
    this.numbers = [0, 0, 0, 0];
    this.active = false;
    /** Whether the last question was answered. */
    this.works = false;
  }

  start() {
    if (this.active) return;
    this.active = true;
    void this.ask();
  }

  async ask() {
    const { code, body } = await this.fetched();
    if (!this.active) return;
    const fresh = !code && code !== undefined && !this.works;
    this.works = code === "";
    this.answered({ fresh, code, body });
    if (this.active && code === "") for (const each of body.frames ?? []) this.frame(unpacked(each));
    if (this.active) this.timer = setTimeout(() => void this.ask(), EVERY * (0.8 + 0.4 * Math.random()));
  }

  /** @returns {Promise<{ code: string | undefined, body: any }>} */
  async fetched() {
    try {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(this.url, { method: "POST", headers, body: JSON.stringify({ ...this.asks(), frames: this.numbers }), signal: AbortSignal.timeout(PATIENCE) });
      const body = await answer.json();
      return { code: answer.ok ? "" : refusal(body), body };
    } catch {
      return { code: undefined, body: null };
    }
  }

  /** Passes on a picture, and remembers which: what a socket brought is not asked for. @param {ArrayBuffer} frame */
  frame(frame) {
    const head = new DataView(frame);
    if (frame.byteLength > 4) this.numbers[head.getUint8(4) - 1] = head.getUint32(0, true);
    this.framed(frame);
  }

  stop() {
    clearTimeout(this.timer);
    [this.active, this.works] = [false, false];
  }
}

