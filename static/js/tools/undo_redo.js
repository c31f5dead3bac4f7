/** Undo, redo and reset. They are in the corner of the timeline; in a narrow window they are among the tools. */
import { html, nothing } from "../../vendor/lit-html.js";

import { bindKeys } from "../view/keys.js";
import { t } from "../text/language.js";
import { icons } from "../page/icons.js";
import { mountUndo, redo, resetAll, undo } from "../scene/history.js";

/** @typedef {import("../state.js").State} State */

/** @param {State} state */
const isFree = ({ lesson }) => lesson.value === null;

/** @param {State} state @returns {{ says: string, key: string, icon: unknown, act: () => void, off: boolean }[]} */
const actions = (state) => [
  { says: t("Undo"), key: "Z", icon: icons.undo, act: () => undo(state), off: !state.history.value.past.length },
  { says: t("Redo"), key: "Shift+Z", icon: icons.redo, act: () => redo(state), off: !state.history.value.coming.length },
  { says: isFree(state) ? t("Reset all numbers") : t("Reset to the lesson"), key: "R", icon: icons.reset, act: () => resetAll(state), off: false },
];

/** @param {State} state */
export function corner(state) {
  if (!state.theme.value.roomy) return nothing;
  const button = (/** @type {ReturnType<typeof actions>[0]} */ { says, key, icon, act, off }) =>
    html`<button type="button" class="icon" title=${`${says} (${key})`} aria-label=${says} ?disabled=${off} @click=${act}>${icon}</button>`;
  return html`<div class="buttons corner" role="group" aria-label=${t("Changes")}>${actions(state).map(button)}</div>`;
}

/** @param {State} state @returns {import("../view/keys.js").Binding[]} */
const keys = (state) => [
  { key: "z", shift: false, says: "Undo", act: () => undo(state) },
  { key: "z", shift: true, says: "Redo", act: () => redo(state) },
  { key: "z", shift: false, ctrl: true, says: "Undo", act: () => undo(state) },
  { key: "z", shift: true, ctrl: true, says: "Redo", act: () => redo(state) },
  { key: "r", says: "Reset to the lesson", act: () => resetAll(state) },
];

/** @type {import("./tools.js").Tool} */
export const changes = {
  view: (state) => {
    if (state.theme.value.roomy) return nothing;
    return actions(state).map(({ says, act, off }) => html`<button type="button" ?disabled=${off} @click=${act}>${says}</button>`);
  },
  mount: (state) => {
    const disposers = [mountUndo(state), bindKeys(keys(state))];
    return () => disposers.forEach((dispose) => dispose());
  },
};
