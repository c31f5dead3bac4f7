/** The button of *Class*: phones join, follow the picture, and answer before the future is shown. Its parts are loaded when a class is opened. */
import { html } from "../../vendor/lit-html.js";

import { t } from "../text/language.js";
import { bindKeys } from "../view/keys.js";

/** @typedef {import("../state.js").State} State */

/** Does something with the parts of a class; says so if a newer server has them no more. @param {State} state @param {(door: typeof import("../host/door.js")) => void} act */
const withDoor = ({ notices }, act) =>
  void import("../host/door.js").then(act, () => (notices.value = [t("The class could not be loaded: please reload this page.")]));

/** @param {State} state */
function open(state) {
  if (!document.querySelector("dialog[open]")) withDoor(state, ({ openClass }) => openClass(state));
}

/** @type {import("./tools.js").Tool} */
export const classroom = {
  view: (state) => html`<button type="button" aria-haspopup="dialog" @click=${() => open(state)}>${t("Class")}</button>`,
  mount: (state) => {
    const code = new URLSearchParams(location.search).get("class");
    if (code !== null) withDoor(state, ({ goOn }) => goOn(state, code));
    return bindKeys([{ key: "k", says: "Class: phones join, follow and answer", act: () => open(state) }]);
  },
};
