/** What the page is about: title, the one sentence, the words behind "Why?", and the way on. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { foldAway } from "../folds.js";
import { t } from "../language.js";
import { isAsked } from "../lessons.js";
import { withChanges } from "../scene.js";
import { answered, asker, stopped } from "./question.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Lesson} Lesson */

/** @param {State} state @param {(key: string) => void} open */
function picker({ catalog, lesson }, open) {
  const keys = Object.keys(catalog.lessons);
  const groups = [...new Set(Object.values(catalog.lessons).map(({ group }) => group))];
  const entry = (/** @type {string} */ key) => html`<li>
    <button type="button" aria-current=${key === lesson.value ? "page" : nothing} @click=${() => open(key)}>${catalog.lessons[key].title}</button>
  </li>`;
  const of = (/** @type {string} */ group) => keys.filter((key) => catalog.lessons[key].group === group);
  const blocks = groups.map((group) => html`<h2>${group}</h2><ol>${of(group).map(entry)}</ol>`);
  const count = html`<span class="long">Lesson</span>&nbsp;${keys.indexOf(lesson.value ?? "") + 1} of ${keys.length}`;
  return html`<details class="fold picker" name="lesson">
    <summary>${lesson.value === null ? "Lessons" : count}</summary><nav class="sheet" aria-label="Lessons">${blocks}</nav>
  </details>`;
}

/** @param {State} state @param {Lesson} lesson */
function why(state, { text, tries }) {
  const part = (/** @type {string} */ head, /** @type {string} */ words) => (words ? html`<h2>${head}</h2><p>${words}</p>` : nothing);
  const change = (/** @type {Record<string, unknown>} */ changes) => (state.scene.value = withChanges(state.catalog, state.scene.value, changes));
  const one = (/** @type {Lesson["tries"][0]} */ { says, changes }) =>
    html`<li><button type="button" @click=${() => change(changes)}>${says}</button></li>`;
  return html`<details class="fold why" name="lesson"><summary>${t("Why?")}</summary>
    <div class="sheet words" tabindex="0" role="group" aria-label=${t("Why?")}>
      ${part(t("What you see"), text.see)}${part(t("Why"), text.why)}
      <h2>${t("Try this")}</h2><ul class="tries">${tries.map(one)}</ul>
    </div>
  </details>`;
}

/** @param {State} state @param {Lesson} lesson @param {(key: string) => void} open */
function onward({ catalog, until }, { next, ask }, open) {
  if (next === null || !catalog.lessons[next]) return nothing;
  const says = until.value === null ? `: ${lowered(ask) || catalog.lessons[next].title}` : "";
  return html`<button type="button" class="next" @click=${() => open(next)}>Next<span class="long">${says}</span></button>`;
}

/** A question behind a colon begins small. @param {string} text */
const lowered = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** @param {State} state */
function settings({ settings }) {
  const toggle = () => (settings.value = !settings.value);
  return html`<button type="button" class="toggle" aria-controls="rail" aria-expanded=${settings.value} @click=${toggle}>
    ${settings.value ? "Hide" : html`<span class="long">All</span>`} settings
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
  const until = state.until.value;
  const { title, sentence } = until !== null ? stopped(state, until) : isAsked(state) ? answered(state) : (lesson ?? free(state));
  return html`
    <h1>${title}</h1>
    <div class="ways">
      ${lesson && until === null ? html`${why(state, lesson)}${asker(state)}` : nothing}${picker(state, open)}${settings(state)}${lesson ? onward(state, lesson, open) : nothing}
    </div>
    <hr class="break">
    <div class="sentence">${sentence}</div>`;
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
    document.title = `${root.querySelector("h1")?.textContent} – Ravine`;
  });
  const unfold = foldAway(root, ".picker button");
  return () => {
    dispose();
    unfold();
    render(nothing, root);
  };
}
