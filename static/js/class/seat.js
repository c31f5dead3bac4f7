/** What this tab keeps of a class: its seat and its own answers. It survives a reload and Back; a new tab is a new seat. */

/** Answers that are kept, at most. */
const MOST = 40;

/** @typedef {import("./ballot.js").Fields & { title: string }} Answer  title: of its question */
/** @typedef {{ seat?: string, secret?: string, n?: number, answers: Record<string, Answer> }} Seat  n: of its last vote; answers: by "question.round" */

/** @param {string} code */
const keyOf = (code) => `ravine-seat-${code}`;

/** @param {string} code @returns {Seat} */
export function seatOf(code) {
  try {
    const found = JSON.parse(sessionStorage.getItem(keyOf(code)) ?? "{}");
    return { seat: found.seat, secret: found.secret, n: found.n, answers: found.answers ?? {} };
  } catch {
    return { answers: {} };
  }
}

/** @param {string} code @param {Seat} entry */
export function keepSeat(code, { seat, secret, n, answers }) {
  try {
    const newest = Object.fromEntries(Object.entries(answers).slice(-MOST));
    sessionStorage.setItem(keyOf(code), JSON.stringify({ seat, secret, n, answers: newest }));
  } catch {
    // There is no room, or none is allowed: after a reload the phone has a new seat.
  }
}

/** @param {string} code */
export function forgetSeat(code) {
  try {
    sessionStorage.removeItem(keyOf(code));
  } catch {
    // Then there was nothing to remove.
  }
}

/** Thai digits begin here; full-width ones are made plain by NFKC. */
const THAI = 0x0e50;

/** @param {string} text  as somebody typed or pasted it @returns {string} its digits */
export const digitsOf = (text) =>
  text.normalize("NFKC").replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - THAI)).replace(/\D/g, "");

/** @param {string} text  digits, with or without spaces, or a link to the class @returns {string | null} the code, if it may be one */
export function codeIn(text) {
  const digits = digitsOf(text.includes("#") ? text.slice(text.lastIndexOf("#")) : text);
  return /^[1-9]\d{7}$/.test(digits) ? digits : null;
}

/** A code as people read it: 4729 1358. @param {string} code */
export const spaced = (code) => `${code.slice(0, 4)} ${code.slice(4)}`.trim();
