/** Keeps the draft of the editor while the tab is open, so that neither Escape nor a reload loses what was written. */
import { begun, changed } from "./draft.js";
import { listOf } from "./lessons.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {{ draft: Draft, of: string }} Kept  of: key of the list that the draft was last shown as, "" if it was not shown */

const PLACE = "ravine-lesson";

/** @type {Kept | null} where the browser keeps nothing, as in a frame */
let held = null;

/** @returns {Kept | null} */
function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  } catch {
    return held;
  }
}

/** @param {Draft} draft @param {import("../types.js").OwnList} [list]  as which it is shown now */
export function keep(draft, list) {
  held = { draft, of: list?.keys[0] ?? stored()?.of ?? "" };
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(held));
  } catch {
    // The draft then lives as long as the page.
  }
}

/** Drops the draft. */
export function drop() {
  held = null;
  try {
    sessionStorage.removeItem(PLACE);
  } catch {
    // There is none.
  }
}

/**
 * The draft that was not finished: of the list that is open, with what is on the screen now, or of a lesson that was not opened since.
 *
 * @param {State} state
 * @returns {Draft | null}
 */
export function kept(state) {
  const [found, list] = [stored(), listOf(state)];
  if (!found) return null;
  if (!list) return found.draft;
  if (found.of !== list.keys[0]) return null;
  const at = list.keys.indexOf(state.lesson.peek() ?? "");
  if (!found.draft.doc.lessons[at]) return found.draft;
  const now = begun(state);
  const { scene, step, charts, view, show } = now.doc.lessons[now.at];
  return changed({ doc: found.draft.doc, at }, { scene, step, charts, view, show });
}
