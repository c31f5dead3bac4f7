/** What the page is about: title, the one sentence, the words behind "Why?", and the way on. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Lesson} Lesson */

/** @param {State} state @param {(key: string) => void} open */
function picker({ catalog, lesson }, open) {
  const entries = Object.entries(catalog.lessons);
  const groups = [...new Set(entries.map(([, { group }]) => group))];
  const option = (/** @type {[string, Lesson]} */ [key, { title }]) => html`<option value=${key} .selected=${key === lesson.value}>${title}</option>`;
  const of = (/** @type {string} */ group) => entries.filter(([, each]) => each.group === group).map(option);
  const chosen = (/** @type {Event} */ event) => open(/** @type {HTMLSelectElement} */ (event.target).value);
  return html`<select class="picker" aria-label="Lesson" @change=${chosen}>
    ${lesson.value === null ? html`<option value="" selected disabled>Lessons</option>` : nothing}
    ${groups.map((group) => html`<optgroup label=${group}>${of(group)}</optgroup>`)}
  </select>`;
}

/** @param {Lesson} lesson */
function why({ text }) {
  const part = (/** @type {string} */ head, /** @type {string} */ words) => (words ? html`<h2>${head}</h2><p>${words}</p>` : nothing);
  return html`<details class="why"><summary>Why?</summary>
    <div class="words">${part("What you see", text.see)}${part("Why", text.why)}${part("Try", text.try)}</div>
  </details>`;
}

/** @param {State} state @param {Lesson} lesson @param {(key: string) => void} open */
function onward(state, { next, ask }, open) {
  const keys = Object.keys(state.catalog.lessons);
  const count = html`<span class="count">${keys.indexOf(state.lesson.value ?? "") + 1} of ${keys.length}</span>`;
  if (next === null || !state.catalog.lessons[next]) return count;
  return html`<button type="button" class="next" @click=${() => open(next)}>Next: ${lowered(ask) || state.catalog.lessons[next].title}</button>${count}`;
}

/** A question behind a colon begins small. @param {string} text */
const lowered = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** @param {State} state */
function settings({ settings }) {
  const toggle = () => (settings.value = !settings.value);
  return html`<button type="button" class="toggle" aria-controls="rail" aria-expanded=${settings.value} @click=${toggle}>
    ${settings.value ? "Hide settings" : "All settings"}
  </button>`;
}

/** A link brought a scene of its own. @param {State} state */
function free(state) {
  const surface = state.catalog.surfaces[state.scene.value.surface.key];
  return { title: surface?.name ?? "A scene", sentence: `${surface?.summary ?? ""} Drag the start point.` };
}

/** @param {State} state @param {(key: string) => void} open */
function view(state, open) {
  const lesson = state.lesson.value === null ? null : state.catalog.lessons[state.lesson.value];
  const { title, sentence } = lesson ?? free(state);
  return html`
    <h1>${title}</h1>
    <div class="ways">${lesson ? why(lesson) : nothing}${picker(state, open)}${settings(state)}${lesson ? onward(state, lesson, open) : nothing}</div>
    <p class="sentence">${sentence}</p>`;
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {(key: string) => void} open  a lesson
 * @returns {() => void}
 */
export function mountLesson(root, state, open) {
  const dispose = effect(() => {
    render(view(state, open), root);
    document.title = `${free(state) && state.lesson.value ? state.catalog.lessons[state.lesson.value].title : free(state).title} – Ravine`;
  });
  // The words fold themselves away when another lesson comes or the reader goes on.
  const fold = (/** @type {Event} */ event) => {
    const words = root.querySelector("details");
    if (words?.open && !words.contains(/** @type {Node} */ (event.target))) words.open = false;
  };
  addEventListener("pointerdown", fold);
  return () => {
    dispose();
    removeEventListener("pointerdown", fold);
    render(nothing, root);
  };
}
