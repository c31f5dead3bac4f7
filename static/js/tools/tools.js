/** The toolbar beside the lesson's sentence: buttons and menus, each from its own file. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { foldAway } from "../page/folds.js";
import { pace } from "../page/timeline.js";
import { bindKeys } from "../view/keys.js";
import { t } from "../text/language.js";
import { classroom } from "./class.js";
import { freezing } from "./freeze.js";
import { future } from "./hide_future.js";
import { help } from "./help.js";
import { opening } from "./open.js";
import { ownLesson } from "./own_lesson.js";
import { presenting } from "./present.js";
import { rangeTest } from "./range_test.js";
import { saving } from "./save.js";
import { sharing } from "./share.js";
import { tuning } from "./tune.js";
import { changes } from "./undo_redo.js";
import { viewMenu } from "./view.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ view: (state: State) => unknown, mount?: (state: State) => () => void }} Tool  view: its button; mount: its keys and effects */

/** @param {State} state */
const toggleSide = ({ side }) => void (side.value = side.value === null ? "step" : null);

/** @type {Tool} */
const behind = {
  view: (state) => html`<button type="button" aria-controls="side" aria-expanded=${state.side.value !== null}
    @click=${() => toggleSide(state)}>${t("Behind the picture")}</button>`,
  mount: (state) => bindKeys([{ key: "i", says: "Open or close what stands behind the picture", act: () => toggleSide(state) }]),
};

/** The speed stands on the timeline where that is wide enough. @type {Tool} */
const speed = { view: (state) => (state.theme.value.roomy ? nothing : pace(state)) };

/** @type {Tool[]} in the order shown */
const TOOLS = [changes, speed, viewMenu, behind, rangeTest, future, saving, sharing, classroom, presenting, help];

/** @type {Tool[]} those that are rarely used: always in a menu */
const RARE = [tuning, freezing, opening, ownLesson];

/** @param {string} says @param {unknown} tools */
const menu = (says, tools) => html`<details class="fold all"><summary aria-label=${says}>⋯</summary><div class="sheet">${tools}</div></details>`;

/** In a wide window the tools are in a row. Elsewhere there is less room, so they are in one menu. @param {State} state */
function all(state) {
  const [tools, rare] = [TOOLS, RARE].map((each) => each.map(({ view }) => view(state)));
  return state.theme.value.roomy ? [tools, menu(t("More"), rare)] : menu(t("Tools"), [tools, rare]);
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountTools(root, state) {
  const unfold = foldAway(root, ".save button, .all > .sheet > button");
  const disposers = [...TOOLS, ...RARE].flatMap(({ mount }) => (mount ? [mount(state)] : []));
  const dispose = effect(() => void render(all(state), root));
  return () => (dispose(), unfold(), disposers.forEach((each) => each()));
}
