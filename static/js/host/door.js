/** Opens a class, or goes on with the one that this browser runs. */
import { Host } from "./host.js";
import { keptClass } from "../class/hosted.js";
import { seatOf } from "../class/seat.js";
import { openDoor, openPanel } from "./panel.js";
import { openNew, reopen } from "./session.js";

/** @typedef {import("../state.js").State} State */

/** @type {Host | null} */
let host = null;

/** @param {State} state @param {import("../class/hosted.js").Kept} kept */
function run(state, kept) {
  host = new Host(state, kept);
  return true;
}

/** @param {State} state */
export function openClass(state) {
  if (host && !host.over.peek()) return openPanel(host);
  const open = async () => {
    const made = await openNew();
    return made !== null && run(state, { ...made, since: Date.now() });
  };
  const resume = async () => {
    const kept = keptClass();
    const made = kept && (await reopen(kept));
    return Boolean(made && kept) && run(state, { .../** @type {import("../class/hosted.js").Kept} */ (kept), .../** @type {{ code: string }} */ (made) });
  };
  openDoor({ open, resume });
}

/** After a reload, or from the host's link. Another code is a student's, who explores. @param {State} state @param {string} code */
export function goOn(state, code) {
  const kept = keptClass();
  if (kept?.code === code && !seatOf(code).seat) run(state, kept);
}
