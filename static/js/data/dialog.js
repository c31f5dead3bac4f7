/** The dialog in which data of one's own are written, pasted or opened. A text that is refused stays, so that it can be mended. */
import { html, nothing } from "../../vendor/lit-html.js";
import { signal } from "../../vendor/signals-core.js";

import { read } from "../files/text.js";
import { openDialog } from "../page/dialog.js";
import { t } from "../text/language.js";
import { hasClasses, lookOf } from "./look.js";
import { sendData } from "./send.js";
import { lineAt } from "./text.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./send.js").Refusal} Refusal */

/** An example of a table, the same in every language. @param {State} state */
const SAMPLE = (state) => (hasClasses(lookOf(state.scene.peek().surface.key)) ? "0.9, 0.6, 1\n-1.2, 0.3, 0\n…" : "0.9, 1.7\n-1.2, 0.3\n…");

/** The field of the open dialog. */
const field = () => /** @type {HTMLTextAreaElement | null} */ (document.querySelector("dialog.own-data textarea"));

/** Marks the line that a refusal speaks of. @param {number | null} line */
function mark(line) {
  const area = field();
  if (!area || line === null) return;
  area.focus();
  area.setSelectionRange(...lineAt(area.value, line));
}

const close = () => /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog.own-data"))?.close();

/** @param {State} state */
const rules = (state) => html`<p>${hasClasses(lookOf(state.scene.peek().surface.key))
    ? t("Three columns are the inputs a and b and the class t: 0 or 1, or one of two words.")
    : t("Two columns are the input a and the target t. Three columns are the inputs a and b and the target t.")}
  ${t("Every fourth row is kept for validation. A first line with names is skipped.")}</p>`;

/** @param {import("../../vendor/signals-core.js").Signal<{ refusal: Refusal | null, busy: boolean }>} now */
function choice(now) {
  const opened = async (/** @type {Event} */ event) => {
    const [file] = /** @type {HTMLInputElement} */ (event.target).files ?? [];
    const area = field();
    if (!file || !area) return;
    try {
      area.value = (await read(file)).text;
      now.value = { refusal: null, busy: false };
    } catch (error) {
      now.value = { refusal: { says: /** @type {Error} */ (error).message, line: null }, busy: false };
    }
  };
  const choose = (/** @type {Event} */ event) => /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (event.target).nextElementSibling).click();
  return html`<button type="button" @click=${choose}>${t("Open a file")}</button>
    <input type="file" hidden tabindex="-1" accept=".csv,.tsv,.txt,text/*" aria-label=${t("Open a file")} @change=${opened}>`;
}

/**
 * @param {State} state
 * @param {string} [text]  that was refused before
 * @param {Refusal | null} [refusal]
 */
export function openData(state, text = "", refusal = null) {
  if (document.querySelector("dialog[open]")) return;
  const now = signal({ refusal, busy: false });
  const send = async () => {
    const area = field();
    if (!area || now.peek().busy) return;
    now.value = { refusal: null, busy: true };
    const found = await sendData(state, { text: area.value });
    if (!found) return close();
    now.value = { refusal: found, busy: false };
    mark(found.line);
  };
  const typed = () => void (now.peek().refusal && (now.value = { refusal: null, busy: false }));
  const pressed = (/** @type {KeyboardEvent} */ event) => void (event.key === "Enter" && (event.ctrlKey || event.metaKey) && send());
  openDialog(t("Data of your own"), "own-data", () => html`${rules(state)}
    <label class="text" for="own-data-text">${t("Table")}</label>
    <textarea id="own-data-text" rows="10" spellcheck="false" autocomplete="off" placeholder=${SAMPLE(state)}
      aria-invalid=${now.value.refusal ? "true" : "false"} aria-describedby="own-data-fault" @input=${typed} @keydown=${pressed}></textarea>
    <p class="fault" id="own-data-fault" role="alert">${now.value.refusal?.says ?? nothing}</p>
    <p class="buttons"><button type="button" class="next" ?disabled=${now.value.busy} @click=${send}>${t("Use these data")}</button> ${choice(now)}</p>`);
  const area = field();
  if (area && text) area.value = text;
  mark(refusal?.line ?? null);
}

/** Takes a table that was pasted or dropped; opens the dialog if it is refused. @param {State} state @param {string} text */
export async function takeTable(state, text) {
  const refusal = await sendData(state, { text });
  if (refusal) openData(state, text, refusal);
}
