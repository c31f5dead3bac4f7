/** The button that hides the steps after the marker, so that a class can predict them, and reveals them. */
import { html } from "../../vendor/lit-html.js";

import { toggleFuture } from "../play/hidden_future.js";
import { bindKeys } from "../view/keys.js";
import { t } from "../text/language.js";

/** @typedef {import("../state.js").State} State */

/** @type {import("./tools.js").Tool} */
export const future = {
  view: (state) => html`<button type="button" aria-pressed=${state.until.value !== null}
    @click=${() => toggleFuture(state)}>${t("Hide the future")}</button>`,
  mount: (state) => bindKeys([{ key: "h", says: "Hide what comes after the marker, or reveal it", act: () => toggleFuture(state) }]),
};
