/** The button that freezes the picture: its paths stay as pale lines while the scene changes. */
import { html } from "../../vendor/lit-html.js";

import { bare, freeze } from "../scene/freeze.js";
import { bindKeys } from "../view/keys.js";
import { t } from "../text/language.js";

/** @typedef {import("../state.js").State} State */

/** @param {State} state */
const toggle = ({ scene }) => void (scene.value = scene.peek().frozen ? bare(scene.peek()) : freeze(scene.peek()));

/** @type {import("./tools.js").Tool} */
export const freezing = {
  view: (state) => html`<button type="button" aria-pressed=${state.scene.value.frozen !== undefined}
    @click=${() => toggle(state)}>${t("Freeze")}</button>`,
  mount: (state) => bindKeys([{ key: "x", says: "Freeze the paths to compare with, or let them go", act: () => toggle(state) }]),
};
