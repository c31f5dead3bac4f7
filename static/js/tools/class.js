/** The button of *Class*: phones join, follow the picture, and answer before the future is shown. Its parts are loaded when a class is opened. */
import { html } from "../../vendor/lit-html.js";

import { t } from "../text/language.js";
import { bindKeys } from "../view/keys.js";

/** @typedef {import("../state.js").State} State */

/** @param {State} state */
async function open(state) {
  if (document.querySelector("dialog[open]")) return;
  const { openClass } = await import("../host/door.js");
  openClass(state);
}

/** @type {import("./tools.js").Tool} */
export const classroom = {
  view: (state) => html`<button type="button" aria-haspopup="dialog" @click=${() => open(state)}>${t("Class")}</button>`,
  mount: (state) => {
    const code = new URLSearchParams(location.search).get("class");
    if (code !== null) void import("../host/door.js").then(({ goOn }) => goOn(state, code));
    return bindKeys([{ key: "k", says: "Class: phones join, follow and answer", act: () => void open(state) }]);
  },
};
