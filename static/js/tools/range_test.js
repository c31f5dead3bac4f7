/** The button of the range test, which shows the loss of a lane over a growing learning rate and suggests a rate. */
import { html } from "../../vendor/lit-html.js";

import { bindKeys } from "../view/keys.js";
import { t } from "../text/language.js";
import { openRangeTest } from "../range/range_dialog.js";

/** @typedef {import("../state.js").State} State */

/** The test is off while the future is hidden, because it would reveal it. @param {State} state */
const isOff = ({ until }) => until.value !== null;

/** @param {State} state */
function open(state) {
  if (!isOff(state) && !document.querySelector("dialog[open]")) openRangeTest(state);
}

/** @type {import("./tools.js").Tool} */
export const rangeTest = {
  view: (state) => html`<button type="button" aria-haspopup="dialog" ?disabled=${isOff(state)}
    title=${isOff(state) ? t("Reveal the future first: the test would tell it.") : ""} @click=${() => open(state)}>${t("Range test")}</button>`,
  mount: (state) => bindKeys([{ key: "f", says: "Range test: find a learning rate", act: () => open(state) }]),
};
