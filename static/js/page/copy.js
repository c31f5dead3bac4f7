/** Copying text, also on a page at an http:// address, where a browser has no clipboard API. */
import { t } from "../text/language.js";

/** Copies by a field that is selected: the old way, which needs no secure connection. @param {string} text @returns {boolean} */
function bySelection(text) {
  const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, className: "unseen" });
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  (document.querySelector("dialog[open]") ?? document.body).append(field); // beside an open dialog, nothing can be selected
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}

/** @param {string} text @returns {Promise<boolean>} was it copied? */
export async function copyText(text) {
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  return done || bySelection(text);
}

/** What a button says after it was pressed. @param {boolean} done */
export const copiedOrNot = (done) => (done ? t("Copied") : t("This browser does not let a page copy: mark the text and copy it by key."));
