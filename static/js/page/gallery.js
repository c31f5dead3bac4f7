/** The gallery, opened from the title. It offers every lesson with a small picture, the 90-minute lecture, and an empty scene. */
import { html, nothing } from "../../vendor/lit-html.js";
import { signal } from "../../vendor/signals-core.js";

import { courseKeys } from "../play/course.js";
import { openDialog } from "./dialog.js";
import { openEditor } from "../own/editor.js";
import { listOf, listsOf } from "../own/lessons.js";
import { nameOf } from "../own/preview.js";
import { t } from "../text/language.js";
import { isAsked, openLesson, questionOf, show } from "../play/lessons.js";
import { complete } from "../scene/scene.js";
import { searchOf } from "./search.js";

/** @typedef {import("../state.js").State} State */

/** @type {import("../../vendor/signals-core.js").Signal<import("./search.js").Search | null>} null until its library is loaded */
const engine = signal(/** @type {import("./search.js").Search | null} */ (null));

/** Keys of the lists of one's own in the gallery: the folder's, and the one that is open. @param {State} state @returns {string[]} */
const ownKeys = (state) => shownLists(state).flatMap(({ keys }) => keys);

/** @param {State} state */
const shownLists = (state) => listsOf(state.catalog).filter((list) => list.doc === null || list === listOf(state));

/** @param {State} state @param {string} words @returns {string[]} keys of the lessons, the best first; all in their order while nothing is searched */
function found(state, words) {
  const keys = [...ownKeys(state), ...courseKeys(state)];
  return words.trim() && engine.value ? engine.value(words).filter((key) => keys.includes(key)) : keys;
}

/** Shows an empty scene: one walker on the simplest surface, with all settings open. @param {State} state */
export function startEmpty(state) {
  const lane = { optimizer: { key: "gradient_descent" } };
  show(state, { lesson: null, scene: complete(state.catalog, { surface: { key: "ellipse" }, steps: 100, lanes: [lane] }) });
  state.settings.value = true;
}

/** @param {Event} event */
const close = (event) => /** @type {Element} */ (event.target).closest("dialog")?.close();

/** @param {State} state @param {string} key @param {number} number */
function card(state, key, number) {
  const { ask, own } = state.catalog.lessons[key];
  const title = own ? nameOf(state, state.catalog.lessons[key]) : state.catalog.lessons[key].title;
  const asked = key === state.lesson.value && state.until.value !== null && isAsked(state) ? questionOf(state)?.ask : null; // the title would give the answer away
  const chosen = (/** @type {Event} */ event) => (close(event), openLesson(state, key));
  const theme = state.theme.value.dark ? "dark" : "light";
  // While the future is hidden there is no picture, because it would show how the run ends.
  const drawn = state.until.value === null && !own?.doc;
  const picture = drawn ? html`<img src=${`api/lessons/${encodeURIComponent(key)}/picture?theme=${theme}`} width="256" height="152" alt="" loading="lazy">` : nothing;
  return html`<li><button type="button" aria-current=${key === state.lesson.value ? "page" : nothing} @click=${chosen}>
    ${picture}<b dir="auto"><i>${number}</i> ${asked ?? title}</b><span dir="auto">${own ? state.catalog.lessons[key].sentence : ask}</span></button></li>`;
}

/** A lesson's number in its course or list. @param {State} state @param {string} key */
const numberOf = (state, key) => (state.catalog.lessons[key].own?.keys ?? courseKeys(state)).indexOf(key) + 1;

/** @param {State} state */
function ways(state) {
  const lecture = Object.values(state.catalog.lessons).filter((each) => each.lecture).length;
  const all = Object.values(state.catalog.lessons).filter((each) => !each.own).length;
  const way = (/** @type {"all" | "lecture"} */ key, /** @type {string} */ says) =>
    html`<button type="button" aria-pressed=${state.course.value === key} @click=${() => (state.course.value = key)}>${says}</button>`;
  return html`<div class="choices" role="group" aria-label=${t("Course")}>
    ${way("all", t("All {n} lessons", { n: all }))}${way("lecture", t("Lecture of 90 minutes: {n}", { n: lecture }))}</div>`;
}

/** The lessons by group; those that were searched in one list, the best first. @param {State} state @param {string[]} keys @param {boolean} ranked */
function lists(state, keys, ranked) {
  const way = courseKeys(state);
  const list = (/** @type {string[]} */ some) => html`<ul>${some.map((key) => card(state, key, numberOf(state, key)))}</ul>`;
  if (ranked) return html`<section class="ranked">${list(keys)}</section>`;
  const ofList = (/** @type {import("../types.js").OwnList} */ { title, keys }) => html`<section><h3 dir="auto">${title || t("Own lessons")}</h3>${list(keys)}</section>`;
  const groupOf = (/** @type {string} */ key) => state.catalog.lessons[key].group;
  return [...shownLists(state).map(ofList), ...[...new Set(way.map(groupOf))].map((group) => html`<section><h3>${group}</h3>${list(way.filter((key) => groupOf(key) === group))}</section>`)];
}

/** @param {State} state @param {import("../../vendor/signals-core.js").Signal<string>} search */
function view(state, search) {
  const keys = found(state, search.value);
  const typed = (/** @type {Event} */ event) => (search.value = /** @type {HTMLInputElement} */ (event.target).value);
  const opened = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing || !search.peek().trim() || !keys.length) return;
    event.preventDefault();
    close(event);
    openLesson(state, keys[0]);
  };
  const words = t("Search the lessons");
  return html`<div class="asked">
      <input type="search" autofocus placeholder=${words} aria-label=${words} .value=${search.value} @input=${typed} @keydown=${opened}>
      ${ways(state)}
      <button type="button" @click=${(/** @type {Event} */ event) => (close(event), startEmpty(state))}>${t("Start empty")}</button>
      <button type="button" @click=${(/** @type {Event} */ event) => (close(event), openEditor(state))}>${listOf(state) ? t("Edit this lesson") : t("Make a lesson")}</button>
    </div>
    <p class="unseen" role="status">${t("{n} lessons", { n: keys.length })}</p>
    ${keys.length ? lists(state, keys, search.value.trim() !== "") : html`<p>${t("No lesson says “{words}”.", { words: search.value.trim() })}</p>`}`;
}

/** @param {State} state */
export function openGallery(state) {
  if (document.querySelector("dialog[open]")) return;
  const search = signal("");
  void searchOf(state.catalog.lessons, state.language.peek()).then((made) => (engine.value = made));
  openDialog(t("Lessons"), "gallery", () => view(state, search));
  document.querySelector(".gallery [aria-current]")?.scrollIntoView({ block: "center" });
}
