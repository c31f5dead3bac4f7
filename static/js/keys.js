/** The keyboard: every key of the page is bound here, so that the help lists them all. */

import { embedded } from "./embed.js";

/**
 * @typedef {{ key: string, says: string, act: (event: KeyboardEvent) => void, shift?: boolean, ctrl?: boolean }} Binding
 *   key: as KeyboardEvent.key has it; says: what it does, for the help; ctrl: with Ctrl, or Command on a Mac
 */

/** What has its own use for keys keeps them. */
const OWN_KEYS = "input, select, textarea, button, summary, a, dialog, [tabindex]:not([role=tabpanel]), [contenteditable]";
/** The same for keys that go somewhere: a button has no use for them. */
const WALKED = "input, select, textarea, dialog, [tabindex]:not([role=tabpanel]), [contenteditable]";
/** A letter typed into one of these is text; over a button or a slider it is a command. */
const TEXT = "input:not([type=range]):not([type=checkbox]), select, textarea, [contenteditable], dialog";

/** @type {Set<Binding>} */
const bound = new Set();

/** @returns {Binding[]} */
export const bindings = () => [...bound];

/** @param {Binding} binding @param {KeyboardEvent} event */
function fits({ key, shift, ctrl }, event) {
  const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shifted = shift === undefined ? key.length === 1 || !event.shiftKey : shift === event.shiftKey;
  return letter === key && shifted && Boolean(ctrl) === (event.ctrlKey || event.metaKey) && !event.altKey;
}

/** @param {string} key @returns {string} what keeps this key for itself */
function keptFrom(key) {
  if ((key.length === 1 && key !== " ") || key.startsWith("Page")) return TEXT;
  return /^(Arrow|Home|End)/.test(key) ? WALKED : OWN_KEYS;
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.defaultPrevented) return;
  const target = event.target instanceof Element ? event.target : null;
  const found = target?.closest(keptFrom(event.key)) ? undefined : bindings().findLast((binding) => fits(binding, event));
  if (!found) return;
  event.preventDefault();
  found.act(event);
}

/**
 * The newest binding of a key wins.
 *
 * @param {Binding[]} some
 * @returns {() => void} frees them
 */
export function bindKeys(some) {
  if (!bound.size && !embedded) addEventListener("keydown", pressed);
  for (const each of some) bound.add(each);
  return () => {
    for (const each of some) bound.delete(each);
    if (!bound.size) removeEventListener("keydown", pressed);
  };
}
