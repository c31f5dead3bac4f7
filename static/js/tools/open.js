/** Opening a file: an entry of the menu, a key, and dropping it anywhere on the page. */
import { html } from "../../vendor/lit-html.js";

import { openFiles } from "../files/kinds.js";
import { bindKeys } from "../view/keys.js";
import { t } from "../text/language.js";

/** @typedef {import("../state.js").State} State */

/** Lets the user choose files. @param {State} state */
function choose(state) {
  if (document.querySelector("dialog[open]")) return;
  const field = Object.assign(document.createElement("input"), { type: "file", multiple: true, hidden: true, tabIndex: -1 });
  field.setAttribute("aria-label", t("Open a file"));
  const done = () => field.remove();
  field.addEventListener("change", () => (void openFiles(state, [...(field.files ?? [])]), done()));
  field.addEventListener("cancel", done);
  document.body.append(field); // Safari opens no field that is outside the page
  field.click();
}

/** @param {DragEvent} event */
const holdsFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files") ?? false;

/** Files may be dropped anywhere: without this, the browser would leave the page and show the file. @param {State} state */
function mountDrop(state) {
  const veil = Object.assign(document.createElement("p"), { className: "drop", hidden: true });
  document.body.append(veil);
  const over = (/** @type {DragEvent} */ event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    veil.textContent = t("Drop the file to open it");
    veil.hidden = false;
  };
  const left = (/** @type {DragEvent} */ event) => void (veil.hidden = event.relatedTarget === null || veil.hidden);
  const dropped = (/** @type {DragEvent} */ event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    veil.hidden = true;
    /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog[open]"))?.close();
    void openFiles(state, [...(event.dataTransfer?.files ?? [])]);
  };
  const listeners = /** @type {const} */ ([["dragover", over], ["dragleave", left], ["drop", dropped]]);
  for (const [kind, listener] of listeners) addEventListener(kind, listener);
  return () => {
    for (const [kind, listener] of listeners) removeEventListener(kind, listener);
    veil.remove();
  };
}

/** @type {import("./tools.js").Tool} */
export const opening = {
  view: (state) => html`<button type="button" @click=${() => choose(state)}>${t("Open a file")}</button>`,
  mount: (state) => {
    const disposers = [mountDrop(state), bindKeys([{ key: "o", says: "Open a file", act: () => choose(state) }])];
    return () => disposers.forEach((dispose) => dispose());
  },
};
