/** The help: a list of all keys, and the choice of theme and language. */
import { html, nothing } from "../../vendor/lit-html.js";

import { openDialog } from "../page/dialog.js";
import { bindKeys, bindings, keyName } from "../view/keys.js";
import { langParameter, LANGUAGES, t, word } from "../text/language.js";
import { writeQuery } from "../address/link.js";
import { LOOKS } from "../address/query.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ says: string, keys: string[] }} Line */

/** Keys that work only while a certain element has the focus, and what the mouse does. */
const OWN = {
  [word("On a slider")]: [
    { says: "A little more or less", keys: ["←", "→"] },
    { says: "Much more or less", keys: ["Shift ←", "Shift →"] },
    { says: "To the ends", keys: ["Home", "End"] },
    { says: "Back to the default", keys: ["Delete"] },
  ],
  [word("On the start point")]: [
    { says: "Move it", keys: ["←", "→", "↑", "↓"] },
    { says: "Move it far", keys: ["Shift ←", "Shift →", "Shift ↑", "Shift ↓"] },
  ],
  [word("On the examples")]: [
    { says: "Move it", keys: ["←", "→", "↑", "↓"] },
    { says: "Move it far", keys: ["Shift ←", "Shift →", "Shift ↑", "Shift ↓"] },
    { says: "The next example, or the one before", keys: [word("Space"), word("Shift Space")] },
    { says: "Remove it", keys: ["Delete"] },
    { says: "Add one beside it", keys: ["Enter"] },
    { says: "Add one there", keys: [word("Double click")] },
    { says: "Use a table that was copied", keys: ["Ctrl+V"] },
  ],
  [word("With the mouse, on a panel")]: [
    { says: "Put the start there; undo takes it back", keys: [word("Click")] },
    { says: "Move what is shown, when zoomed in", keys: [word("Drag")] },
    { says: "Move what is shown, always", keys: [word("Shift drag")] },
    { says: "Zoom", keys: [word("Wheel")] },
    { says: "Whole view", keys: [word("Double click")] },
  ],
};

const EVERYWHERE = word("Everywhere");

/** Keys of the same command share a line. @returns {Record<string, Line[]>} */
function groups() {
  /** @type {Record<string, Line[]>} */
  const found = { [EVERYWHERE]: [] };
  for (const { group = EVERYWHERE, says, ...key } of bindings()) {
    const lines = (found[group] ??= []);
    const line = lines.find((each) => each.says === says);
    if (line) line.keys.push(keyName(key));
    else lines.push({ says, keys: [keyName(key)] });
  }
  return { ...found, ...OWN };
}

/** @param {Line} line */
const row = ({ says, keys }) => html`<div><dt>${keys.map((key) => html`<kbd>${t(key)}</kbd> `)}</dt><dd>${t(says)}</dd></div>`;

/**
 * @param {string} label
 * @param {Record<string, string>} options
 * @param {string} chosen
 * @param {(key: string) => void} choose
 */
function picker(label, options, chosen, choose) {
  const changed = (/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value);
  const option = (/** @type {[string, string]} */ [key, says]) => html`<option value=${key} .selected=${key === chosen}>${says}</option>`;
  return html`<label>${label}<select @change=${changed}>${Object.entries(options).map(option)}</select></label>`;
}

/** Reloads the page in another language, because the server sends the lessons translated. @param {string} key */
function speakNow(key) {
  location.search = writeQuery(location.search, { lang: langParameter(/** @type {import("../text/language.js").Language} */ (key)) });
}

/** @param {State} state */
function view(state) {
  const looks = Object.fromEntries(Object.entries(LOOKS).map(([key, says]) => [key, t(says)]));
  const look = (/** @type {string} */ key) => (state.look.value = /** @type {import("../address/query.js").Look} */ (key));
  const block = (/** @type {[string, Line[]]} */ [title, lines]) => html`<section><h3>${t(title)}</h3><dl>${lines.map(row)}</dl></section>`;
  return html`<div class="looks">
      ${picker(t("Theme"), looks, state.look.value, look)}
      ${Object.keys(LANGUAGES).length > 1 ? picker(t("Language"), LANGUAGES, state.language.value, speakNow) : nothing}
    </div>
    <div class="keys">${Object.entries(groups()).map(block)}</div>
    <p><a href="docs">${t("The interface for programs")}</a></p>`;
}

/** @param {State} state */
function open(state) {
  if (!document.querySelector("dialog[open]")) openDialog(t("Help"), "help", () => view(state));
}

/** @type {import("./tools.js").Tool} */
export const help = {
  view: (state) => html`<button type="button" aria-haspopup="dialog" @click=${() => open(state)}>${t("Help")}</button>`,
  mount: (state) => bindKeys([{ key: "?", says: "This help", act: () => open(state) }]),
};
