/** The keyboard. All keys of the page are bound here, so that the help can list them. */

import { embedded } from "../address/embed.js";

/**
 * @typedef {{ key: string, says: string, act: (event: KeyboardEvent) => void, shift?: boolean, ctrl?: boolean,
 *   group?: string, when?: () => boolean }} Binding
 *   key: as in KeyboardEvent.key; says: the text in the help, under `group`; when: does the key work now? ctrl: with Ctrl, or Command on a Mac
 */

/** Elements that use keys themselves. While one has the focus, our keys do not work. */
const OWN_KEYS = "input, select, textarea, button, summary, a, dialog, [tabindex]:not([role=tabpanel]), [contenteditable]";
/** The same for arrow keys, Home and End, which buttons do not use. */
const WALKED = "input, select, textarea, dialog, [tabindex]:not([role=tabpanel]), [contenteditable]";
/** The same for letters. A letter typed into one of these is text; on a button or a slider it is a command. */
const TEXT = "input:not([type=range]):not([type=checkbox]), select, textarea, [contenteditable], dialog";

/** @type {Set<Binding>} */
const bound = new Set();

/** @returns {Binding[]} */
export const bindings = () => [...bound];

/** @type {Record<string, string>} */
const NAMES = { " ": "Space", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", PageUp: "Page ↑", PageDown: "Page ↓", Escape: "Esc" };

/** The name of a key in the help. @param {{ key: string, shift?: boolean, ctrl?: boolean }} pressed */
export function keyName({ key, shift, ctrl }) {
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [ctrl ? "Ctrl" : "", shift ? "Shift" : "", name].filter(Boolean).join(" ");
}

/** @param {Binding} binding @param {KeyboardEvent} event */
function fits({ key, shift, ctrl, when = () => true }, event) {
  const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shifted = shift === undefined ? key.length === 1 || !event.shiftKey : shift === event.shiftKey;
  return letter === key && shifted && Boolean(ctrl) === (event.ctrlKey || event.metaKey) && !event.altKey && when();
}

/** A selector of the elements that use this key themselves. @param {KeyboardEvent} event */
function keepers({ key }) {
  // A presenter's remote sends page keys. They must work wherever the focus is, also on a slider.
  if (key.startsWith("Page")) return "textarea, select, dialog";
  if (/^(Arrow|Home|End)/.test(key)) return WALKED;
  return key === "Escape" || (key.length === 1 && key !== " ") ? TEXT : OWN_KEYS;
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.defaultPrevented && !event.key.startsWith("Page")) return;
  const taken = event.target instanceof Element && event.target.closest(keepers(event));
  const found = taken ? undefined : bindings().findLast((binding) => fits(binding, event));
  if (!found) return;
  event.preventDefault();
  found.act(event);
}

/**
 * Binds keys. If a key is bound twice, the newest binding wins.
 *
 * @param {Binding[]} some
 * @returns {() => void} removes the bindings
 */
export function bindKeys(some) {
  if (!bound.size && !embedded) addEventListener("keydown", pressed);
  for (const each of some) bound.add(each);
  return () => {
    for (const each of some) bound.delete(each);
    if (!bound.size) removeEventListener("keydown", pressed);
  };
}
