/** A modal dialog. Its button, Escape or a click outside close it, and the focus returns to where it was. */
import { html, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { t } from "../text/language.js";

/**
 * @param {string} title
 * @param {string} look  class of the dialog
 * @param {() => unknown} view  rendered again when a signal that it reads changes
 * @param {() => void} [closed]
 */
export function openDialog(title, look, view, closed = () => {}) {
  const root = document.createElement("dialog");
  root.className = look;
  root.setAttribute("aria-labelledby", "dialog-title");
  document.body.append(root);
  const stop = effect(() => {
    const close = html`<button type="button" class="quiet" aria-label=${t("Close")} @click=${() => root.close()}>×</button>`;
    render(html`<header><h2 id="dialog-title">${title}</h2>${close}</header><div class="inside">${view()}</div>`, root);
  });
  // A press must also begin outside. Otherwise, selecting text from inside to outside would close the dialog.
  let beside = false;
  root.addEventListener("pointerdown", (event) => (beside = event.target === root));
  root.addEventListener("click", (event) => beside && event.target === root && root.close());
  root.addEventListener("close", () => (stop(), closed(), root.remove()));
  root.showModal();
}
