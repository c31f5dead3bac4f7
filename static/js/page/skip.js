/** The skip link: the first stop of Tab leads past the buttons to the panels. */
import { t } from "../text/language.js";

/** A button, not a link: what stands behind # in the address is the scene. @param {HTMLElement} body */
export function mountSkip(body) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "skip", textContent: t("Skip to the panels") });
  button.addEventListener("click", () => {
    const panels = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#lanes .start")]);
    panels.find((each) => each.checkVisibility())?.focus();
  });
  body.prepend(button);
}
