/** The buttons of the panel: add, remove, and a menu with what is seldom used. */
import { html, nothing } from "../../vendor/lit-html.js";

import { fileName } from "../files/names.js";
import { t } from "../text/language.js";
import { download } from "../tools/save.js";
import { drawAgain } from "./change.js";
import { openData } from "./dialog.js";
import { csvOf, isOwn, training, validation } from "./examples.js";
import { hasClasses, lookOf } from "./look.js";
import { sendData } from "./send.js";
import { folded, residuals, tool } from "./signals.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./signals.js").Tool} Tool */

/** @param {Tool} key @param {string} says @param {unknown} sign */
const button = (key, says, sign) => html`<button type="button" aria-pressed=${tool.value === key} aria-label=${says} title=${says}
  @click=${() => void (tool.value = tool.peek() === key ? "move" : key)}>${sign}</button>`;

const SIGNS = { disk: "M2 6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z", square: "M2.5 2.5h7v7h-7Z" };

/** @param {keyof typeof SIGNS} which */
const plus = (which) => html`+<svg viewBox="0 0 12 12" class=${which} aria-hidden="true"><path d=${SIGNS[which]} /></svg>`;

/** @param {State} state */
function adding(state) {
  if (!hasClasses(lookOf(state.scene.value.surface.key))) return button("add", t("Add examples by click"), "+");
  return [
    button("add0", t("Add examples of class 0 by click"), plus("disk")),
    button("add1", t("Add examples of class 1 by click"), plus("square")),
  ];
}

/** @param {State} state */
async function standardise(state) {
  const refusal = await sendData(state, { standardise: true });
  if (refusal) state.notices.value = [...state.notices.peek().filter((each) => each !== refusal.says), refusal.says];
}

/** @param {State} state */
const save = (state) => download(new Blob([csvOf(training(state), validation(state))], { type: "text/csv" }), fileName(state, "data.csv"));

/** The menu closes behind a choice: its button gets the focus, to which a dialog then returns. @param {() => void} act */
const leaving = (act) => (/** @type {Event} */ event) => {
  /** @type {Element} */ (event.target).closest("details")?.querySelector("summary")?.focus();
  act();
};

/** @param {State} state */
function menu(state) {
  const item = (/** @type {string} */ says, /** @type {() => void} */ act, /** @type {boolean} */ off = false) => html`<li><button type="button" ?disabled=${off} @click=${leaving(act)}>${says}</button></li>`;
  const stems = residuals.value ? t("Hide the residuals") : t("Show the residuals");
  return html`<details class="fold"><summary aria-label=${t("More about the data")} title=${t("More about the data")}>⋯</summary><div class="sheet"><ul>
    ${lookOf(state.scene.value.surface.key).answer ? item(stems, () => void (residuals.value = !residuals.peek())) : nothing}
    ${item(t("Data of your own"), () => openData(state))}
    ${item(t("Standardise the inputs"), () => void standardise(state))}
    ${item(t("Save the data (CSV)"), () => save(state))}
    ${item(t("Back to the drawn examples"), () => drawAgain(state), !isOwn(state.scene.value))}
    ${item(t("Hide the examples"), () => void (folded.value = true))}
  </ul></div></details>`;
}

/** @param {State} state */
export const tools = (state) => html`${adding(state)}${button("remove", t("Remove examples by click"), "−")}${menu(state)}`;
