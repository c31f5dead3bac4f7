/** Notices of problems: a lost connection, a bad link, a scene that the server refused. They cover no other part of the page. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";
import { t, word } from "../text/language.js";
import { placed } from "../text/sentences.js";

/** @typedef {import("../state.js").State} State */

/** @param {import("../types.js").Fault} fault */
export const sentence = (fault) => t("Not drawn: {what}.", { what: placed(fault) });

/** The faults except the one that the formula's field shows. As a notice, it would come and go with every key. @param {State} state */
function shownFaults({ faults, lesson, settings }) {
  const shown = lesson.value === null || settings.value;
  return faults.value.filter(({ path }) => !(shown && path === "surface.formula"));
}

/** @type {Record<string, string>} */
const CONNECTIONS = {
  lost: word("The connection is lost; trying again. Nothing that you set is lost."),
  http: word("This network blocks the live connection. The page asks for the pictures one by one, which is slower."),
};

/** @param {State} state */
function view(state) {
  const dismiss = (/** @type {string} */ text) => (state.notices.value = state.notices.value.filter((each) => each !== text));
  const line = (/** @type {string} */ text) =>
    html`<p>${text} <button type="button" class="quiet" aria-label=${t("Dismiss")} @click=${() => dismiss(text)}>×</button></p>`;
  const connection = CONNECTIONS[state.connection.value];
  return html`
    ${connection ? html`<p class="lost">${t(connection)}</p>` : nothing}
    ${state.notices.value.map(line)}
    ${shownFaults(state).slice(0, 2).map((fault) => html`<p>${sentence(fault)}</p>`)}`;
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountNotice(root, state) {
  const dispose = effect(() => void render(view(state), root));
  return () => {
    dispose();
    render(nothing, root);
  };
}
