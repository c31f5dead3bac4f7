/** What this browser keeps of the class that it runs, so that a reload, a crash or a second window can go on with it. */

const KEY = "ravine-class";
/** Milliseconds after which the server has erased the class. */
const LASTS = 12 * 3600 * 1000;

/** @typedef {{ code: string, secret: string, since: number, room?: Record<string, unknown> }} Kept  room: the newest state */

/** @returns {Kept | null} */
export function keptClass() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return typeof found?.secret === "string" && /^[1-9]\d{7}$/.test(found.code) && Date.now() - found.since < LASTS ? found : null;
  } catch {
    return null;
  }
}

/** @param {Omit<Kept, "since"> & { since?: number }} entry */
export function keepClass(entry) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ since: Date.now(), ...entry }));
  } catch {
    // There is no room, or none is allowed: the class goes on, but not after a reload.
  }
}

export function forgetClass() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Then there was nothing to remove.
  }
}
