/** Asks for a class by HTTP, where the network lets no socket through. */

/** Milliseconds between two questions, less or more by up to a fifth. */
const EVERY = 2000;
/** A question without an answer is given up. */
const PATIENCE = 8000;

/** @param {any} body @returns {string} the code of a refusal, as a socket says it or as any request is refused */
const refusal = (body) => body?.code ?? body?.sentences?.[0]?.code ?? "unavailable";

/** @typedef {{ fresh: boolean, code: string | undefined, body: any }} Answer  fresh: the first one since the start; code: a refusal's, undefined if none came */

export class Poll {
  /** @param {string} url @param {() => object} asks @param {(answer: Answer) => void} answered */
  constructor(url, asks, answered) {
    this.url = url;
    this.asks = asks;
    this.answered = answered;
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
    if (this.active) this.timer = setTimeout(() => void this.ask(), EVERY * (0.8 + 0.4 * Math.random()));
  }

  /** @returns {Promise<{ code: string | undefined, body: any }>} */
  async fetched() {
    try {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(this.url, { method: "POST", headers, body: JSON.stringify(this.asks()), signal: AbortSignal.timeout(PATIENCE) });
      const body = await answer.json();
      return { code: answer.ok ? "" : refusal(body), body };
    } catch {
      return { code: undefined, body: null };
    }
  }

  stop() {
    clearTimeout(this.timer);
    [this.active, this.works] = [false, false];
  }
}

