/** The button of *Tune*, which finds the best knobs of every walker with the same budget. */
import { html } from "../../vendor/lit-html.js";

import { bindKeys } from "../view/keys.js";
import { t } from "../text/language.js";
import { openTuning } from "../tune/tune_dialog.js";

/** @typedef {import("../state.js").State} State */

/** It is off while the future is hidden, because it would reveal it. @param {State} state */
const isOff = ({ until }) => until.value !== null;

/** @param {State} state */
function open(state) {
  if (!isOff(state) && !document.querySelector("dialog[open]")) openTuning(state);
}

/** @type {import("./tools.js").Tool} */
export const tuning = {
  view: (state) => html`<button type="button" aria-haspopup="dialog" ?disabled=${isOff(state)}
    title=${isOff(state) ? t("Reveal the future first: tuning would tell it.") : ""} @click=${() => open(state)}>${t("Tune")}</button>`,
  mount: (state) => bindKeys([{ key: "t", says: "Tune: find the best knobs of every walker", act: () => open(state) }]),
};
