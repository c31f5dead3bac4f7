/** What a device does when its class, or the network, does not let it in. */

/** The wait between two attempts to open a socket while HTTP works, milliseconds. */
const BESIDE = [20000, 40000];
/** The wait after a socket is lost, and after one that did not open. */
const LOST = [300, 2000];
const FAILED = [500, 5000];

/** Refusals after which nothing is tried again. */
const STOPS = ["bad_hello", "not_allowed", "removed", "ended", "locked"];

/** The wait after others. @type {Record<string, number[]>} */
const WAITS = { no_class: [2000, 5000], too_fast: [2000, 10000], full: [10000, 13000], unavailable: [2000, 3000] };

/** Refusals of a vote that it would meet again. */
export const REFUSED = ["closed", "stale", "bad", "not_allowed", "not_now"];

/** What a close code says where the message before it was lost. @type {Record<number, string>} */
export const CODES = { 4400: "bad_hello", 4403: "not_allowed", 4404: "no_class", 4410: "ended", 4423: "locked", 4429: "too_fast", 4503: "full" };

/** @param {string} code */
export const stops = (code) => STOPS.includes(code);

/** @param {string} code  of a refusal; empty: the network @param {number} failed  sockets in a row @param {boolean} polls @returns {number} milliseconds */
export function waitAfter(code, failed, polls) {
  const [from, to] = polls ? BESIDE : (WAITS[code] ?? (failed > 1 ? FAILED : LOST));
  return from + Math.random() * (to - from);
}

/**
 * Calls a function when the page is shown again or the network is back.
 *
 * @param {() => void} woken
 * @returns {() => void} stops that
 */
export function whenWoken(woken) {
  const { document } = globalThis;
  const wake = () => document?.hidden || woken();
  for (const event of ["pageshow", "online"]) globalThis.addEventListener?.(event, wake);
  document?.addEventListener("visibilitychange", wake);
  return () => {
    for (const event of ["pageshow", "online"]) globalThis.removeEventListener?.(event, wake);
    document?.removeEventListener("visibilitychange", wake);
  };
}
