/** The playlist in the editor: the lessons of a document in their order. */
import { html, nothing } from "../../vendor/lit-html.js";

import { t } from "../text/language.js";
import { added, MOST, moved, onScreen, removed } from "./draft.js";
import { drop } from "./kept.js";
import { nameOf } from "./preview.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./draft.js").Draft} Draft */

/** @param {State} state @param {Draft} draft @param {(draft: Draft) => void} edit */
export function playlist(state, draft, edit) {
  const { doc, at } = draft;
  const last = doc.lessons.length - 1;
  const typed = (/** @type {Event} */ event) => edit({ at, doc: { ...doc, title: /** @type {HTMLInputElement} */ (event.target).value } });
  const anew = () => {
    drop();
    edit({ at: 0, doc: { title: "", lessons: [onScreen(state)] } });
  };
  const row = (/** @type {import("../types.js").OwnLesson} */ lesson, /** @type {number} */ i) =>
    html`<li><button type="button" dir="auto" aria-current=${i === at ? "true" : nothing} @click=${() => edit({ doc, at: i })}>${nameOf(state, lesson)}</button></li>`;
  const tool = (/** @type {string} */ sign, /** @type {string} */ says, /** @type {boolean} */ off, /** @type {() => Draft} */ act) =>
    html`<button type="button" class="quiet" title=${says} aria-label=${says} ?disabled=${off} @click=${() => edit(act())}>${sign}</button>`;
  return html`<section class="playlist"><h3>${t("Playlist")}</h3>
    ${last ? html`<input dir="auto" aria-label=${t("Title of the playlist")} placeholder=${t("Title of the playlist")} .value=${doc.title ?? ""} @input=${typed}>` : nothing}
    <ol>${doc.lessons.map(row)}</ol>
    <div class="buttons">${last ? html`${tool("↑", t("Earlier"), at === 0, () => moved(draft, -1))}${tool("↓", t("Later"), at === last, () => moved(draft, 1))}${tool("×", t("Take it out"), false, () => removed(draft))}` : nothing}
      <button type="button" ?disabled=${last + 1 >= MOST} @click=${() => edit(added(draft, onScreen(state)))}>${t("Add what is on the screen")}</button>
      <button type="button" @click=${anew}>${t("Start anew")}</button></div>
  </section>`;
}
