/** Make a lesson, or edit the open one: an entry of the menu and a key. */
import { html } from "../../vendor/lit-html.js";

import { openEditor } from "../own/editor.js";
import { listOf } from "../own/lessons.js";
import { bindKeys } from "../view/keys.js";
import { t } from "../text/language.js";

/** @type {import("./tools.js").Tool} */
export const ownLesson = {
  view: (state) => html`<button type="button" aria-haspopup="dialog" @click=${() => openEditor(state)}>${listOf(state) ? t("Edit this lesson") : t("Make a lesson")}</button>`,
  mount: (state) => bindKeys([{ key: "e", says: "Make a lesson, or edit it", act: () => openEditor(state) }]),
};
