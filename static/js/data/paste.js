/** A table that is pasted anywhere on the page, unless a field has the focus, becomes the examples. */
import { t } from "../text/language.js";
import { takeTable } from "./dialog.js";
import { isOnData } from "../scene/data.js";
import { isTable } from "./text.js";

/** @typedef {import("../state.js").State} State */

/** @param {State} state @returns {() => void} */
export function mountPaste(state) {
  const pasted = (/** @type {ClipboardEvent} */ event) => {
    const target = /** @type {Element | null} */ (event.target);
    if (target?.closest?.("input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable], dialog") || document.querySelector("dialog[open]")) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!isTable(text)) return;
    event.preventDefault();
    if (isOnData(state)) return void takeTable(state, text);
    const says = t("A table was pasted. Choose a surface that is made of examples first, such as linear regression.");
    state.notices.value = [...state.notices.peek().filter((each) => each !== says), says];
  };
  addEventListener("paste", pasted);
  return () => removeEventListener("paste", pasted);
}
