/** The gallery, opened from the title. It offers every lesson with a small picture, the 90-minute lecture, and an empty scene. */
import { html, nothing } from "../../vendor/lit-html.js";
import { signal } from "../../vendor/signals-core.js";

import { lessonKeys } from "../play/course.js";
import { openDialog } from "./dialog.js";
import { t } from "../text/language.js";
import { openLesson, show } from "../play/lessons.js";
import { complete } from "../scene/scene.js";

/** @typedef {import("../state.js").State} State */

/** The text of a lesson that the search looks at. @param {import("../types.js").Lesson} lesson */
const wordsOf = ({ title, group, ask, sentence, text }) => [title, group, ask, sentence, text.see, text.why].join(" ").toLocaleLowerCase();

/** @param {State} state @param {string} search @returns {string[]} keys of the lessons that contain every word of the search */
export function found(state, search) {
  const parts = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return lessonKeys(state).filter((key) => parts.every((part) => wordsOf(state.catalog.lessons[key]).includes(part)));
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
  const { title, ask } = state.catalog.lessons[key];
  const chosen = (/** @type {Event} */ event) => (close(event), openLesson(state, key));
  const theme = state.theme.value.dark ? "dark" : "light";
  // While the future is hidden there is no picture, because it would show how the run ends.
  const picture = state.until.value === null ? html`<img src=${`api/lessons/${key}/picture?theme=${theme}`} width="256" height="152" alt="" loading="lazy">` : nothing;
  return html`<li><button type="button" aria-current=${key === state.lesson.value ? "page" : nothing} @click=${chosen}>
    ${picture}<b><i>${number}</i> ${title}</b><span>${ask}</span></button></li>`;
}

/** @param {State} state */
function ways(state) {
  const lecture = Object.values(state.catalog.lessons).filter((each) => each.lecture).length;
  const all = Object.keys(state.catalog.lessons).length;
  const way = (/** @type {"all" | "lecture"} */ key, /** @type {string} */ says) =>
    html`<button type="button" aria-pressed=${state.course.value === key} @click=${() => (state.course.value = key)}>${says}</button>`;
  return html`<div class="choices" role="group" aria-label=${t("Course")}>
    ${way("all", t("All {n} lessons", { n: all }))}${way("lecture", t("Lecture of 90 minutes: {n}", { n: lecture }))}</div>`;
}

/** @param {State} state @param {import("../../vendor/signals-core.js").Signal<string>} search */
function view(state, search) {
  const [keys, way] = [found(state, search.value), lessonKeys(state)];
  const groups = [...new Set(keys.map((key) => state.catalog.lessons[key].group))];
  const of = (/** @type {string} */ group) => keys.filter((key) => state.catalog.lessons[key].group === group);
  const block = (/** @type {string} */ group) => html`<section><h3>${group}</h3><ul>${of(group).map((key) => card(state, key, way.indexOf(key) + 1))}</ul></section>`;
  const typed = (/** @type {Event} */ event) => (search.value = /** @type {HTMLInputElement} */ (event.target).value);
  const words = t("Search the lessons");
  return html`<div class="asked">
      <input type="search" autofocus placeholder=${words} aria-label=${words} .value=${search.value} @input=${typed}>
      ${ways(state)}
      <button type="button" @click=${(/** @type {Event} */ event) => (close(event), startEmpty(state))}>${t("Start empty")}</button>
    </div>
    <p class="unseen" role="status">${t("{n} lessons", { n: keys.length })}</p>
    ${keys.length ? groups.map(block) : html`<p>${t("No lesson says “{words}”.", { words: search.value.trim() })}</p>`}`;
}

/** @param {State} state */
export function openGallery(state) {
  if (document.querySelector("dialog[open]")) return;
  const search = signal("");
  openDialog(t("Lessons"), "gallery", () => view(state, search));
  document.querySelector(".gallery [aria-current]")?.scrollIntoView({ block: "center" });
}
