/** The head of the page: title, sentence, the texts under "Why?", and buttons to other lessons. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { go, lessonKeys, neighbours } from "../play/course.js";
import { foldAway } from "./folds.js";
import { bindKeys } from "../view/keys.js";
import { followed, t } from "../text/language.js";
import { freeTitle, holds, isAsked } from "../play/lessons.js";
import { counted } from "../text/numbers.js";
import { drawnAgain, isOverruled } from "../scene/data.js";
import { withChanges } from "../scene/scene.js";
import { openGallery } from "./gallery.js";
import { answered, asker, stopped } from "./question.js";
import { symbols } from "./symbols.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Lesson} Lesson */

/** A long and a short text. The style sheet shows the one that fits. @param {string} full @param {string} short */
const wide = (full, short) => html`<span class="long">${full}</span><span class="short">${short}</span>`;

/** The lesson's number in the course. A click opens the gallery. @param {State} state */
function place(state) {
  const way = lessonKeys(state);
  const number = way.indexOf(state.lesson.value ?? "") + 1;
  const at = { number, count: way.length };
  const says = number && way.length > 1 ? wide(t("Lesson {number} of {count}", at), t("{number} of {count}", at)) : t("Lessons");
  return html`<button type="button" class="picker" aria-haspopup="dialog" @click=${() => openGallery(state)}>${says}</button>`;
}

/** @param {Lesson["table"]} table */
function tabled(table) {
  if (!table) return nothing;
  const cellText = (/** @type {string | number} */ cell) => (typeof cell === "number" ? counted(cell) : cell);
  const row = (/** @type {(string | number)[]} */ [name, ...cells]) => html`<tr><th scope="row">${cellText(name)}</th>${cells.map((cell) => html`<td>${cellText(cell)}</td>`)}</tr>`;
  return html`<table class="sweep"><caption>${table.caption}</caption>
    <thead><tr>${table.head.map((cell) => html`<th scope="col">${cellText(cell)}</th>`)}</tr></thead>
    <tbody>${table.rows.map(row)}</tbody></table>`;
}

/** @param {State} state @param {Lesson} lesson */
function why(state, { text, table, tries }) {
  const part = (/** @type {string} */ head, /** @type {string} */ words) => (words ? html`<h2>${head}</h2><p dir="auto">${words}</p>` : nothing);
  const change = (/** @type {Record<string, unknown>} */ changes) => {
    const drawn = Object.keys(changes).some((path) => isOverruled(state.catalog, state.scene.value, path));
    state.scene.value = withChanges(state.catalog, drawn ? drawnAgain(state.scene.value) : state.scene.value, changes);
  };
  const one = (/** @type {Lesson["tries"][0]} */ { says, changes }) =>
    html`<li><button type="button" dir="auto" @click=${() => change(changes)}>${says}</button></li>`;
  if (!text.see && !text.why && !tries.length) return nothing;
  return html`<details class="fold why" name="lesson"><summary>${t("Why?")}</summary>
    <div class="sheet words" tabindex="0" role="group" aria-label=${t("Why?")}>
      ${part(t("What you see"), text.see)}${tabled(table)}${part(t("Why"), text.why)}
      ${tries.length ? html`<h2>${t("Try this")}</h2><ul class="tries">${tries.map(one)}</ul>` : nothing}
    </div>
  </details>`;
}

/** @param {State} state */
function back(state) {
  const { before } = neighbours(state);
  if (before === undefined) return nothing;
  return html`<button type="button" class="back" aria-label=${t("The lesson before")} title=${t("The lesson before")}
    @click=${() => go(state, "before")}>‹</button>`;
}

/** @param {State} state */
function onward(state) {
  const { after } = neighbours(state);
  if (after === undefined) return nothing;
  const { ask } = state.catalog.lessons[after];
  const says = state.until.value === null && ask ? wide(t("Next: {question}", { question: lowered(ask) }), t("Next")) : t("Next");
  return html`<button type="button" class="next" @click=${() => go(state, "after")}>${says}</button>`;
}

/** A question after a colon begins in lower case. @param {string} text */
const lowered = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** @param {State} state */
function settings({ settings }) {
  const toggle = () => (settings.value = !settings.value);
  return html`<button type="button" class="toggle" aria-controls="rail" aria-expanded=${settings.value} @click=${toggle}>
    ${settings.value ? t("Hide settings") : wide(t("All settings"), t("Settings"))}
  </button>`;
}

/** Title and sentence of a scene without a lesson. @param {State} state */
function free(state) {
  const surface = state.catalog.surfaces[state.scene.value.surface.key];
  return { title: freeTitle(state), sentence: followed(surface?.summary ?? "", t("Drag the start point.")) };
}

/** A lesson of one's own may have no title or no sentence. @param {State} state @param {Lesson} lesson */
const named = (state, { title, sentence }) => ({ title: title || free(state).title, sentence: sentence || free(state).sentence });

/** @param {State} state */
function view(state) {
  const lesson = state.lesson.value === null ? null : state.catalog.lessons[state.lesson.value];
  const until = state.until.value;
  const { title, sentence } = state.hosted.value?.head() ?? (until !== null ? stopped(state, until) : isAsked(state) ? answered(state) : lesson && holds(state, lesson) ? named(state, lesson) : free(state));
  return html`
    <p class="purpose">${t("See why optimizers blow up, brake, stall or arrive.")}</p>
    <h1><button type="button" dir="auto" aria-haspopup="dialog" title=${t("Lessons")} @click=${() => openGallery(state)}>${title}</button></h1>
    <div class="ways">
      ${symbols(state, sentence)}${lesson && until === null ? html`${why(state, lesson)}${asker(state)}` : nothing}${back(state)}${place(state)}${settings(state)}${onward(state)}
    </div>
    <hr class="break">
    <div class="sentence" dir="auto">${sentence}</div>`;
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountLesson(root, state) {
  root.replaceChildren(); // the server's words
  const dispose = effect(() => {
    render(view(state), root);
    const title = `${root.querySelector("h1")?.textContent} – Ravine`;
    if (title !== document.title) document.title = title; // the same one again would be announced to the browser with every move of a hand
  });
  const unfold = foldAway(root);
  const free = bindKeys([
    { key: "n", shift: false, says: "The next lesson", act: () => go(state, "after") },
    { key: "n", shift: true, says: "The lesson before", act: () => go(state, "before") },
    { key: "g", says: "All lessons", act: () => openGallery(state) },
  ]);
  return () => {
    dispose();
    unfold();
    free();
    render(nothing, root);
  };
}
