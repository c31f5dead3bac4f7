/** The rail: all settings of the scene, in the order surface, run, lanes. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect, signal } from "../../vendor/signals-core.js";
import { t } from "../text/language.js";
import { beginning } from "../play/lessons.js";
import { limitOf } from "../scene/limit.js";
import { about } from "./about.js";
import { linkButton } from "./chain.js";
import { createClaims } from "./claims.js";
import { knobAt } from "./knobs.js";
import { laneList } from "./lane_list.js";
import { number } from "./number.js";
import { run } from "./run.js";
import { mountSparks } from "./spark.js";
import { surface } from "./surface.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Scene} Scene */

/**
 * The values and functions that the parts of the rail share during one rendering.
 *
 * @param {State} state
 * @param {import("../../vendor/signals-core.js").Signal<Set<string>>} opened  names of the open folds
 */
function createRail(state, opened) {
  const { claim, rest } = createClaims(state.faults.value);
  const scene = state.scene.value;
  return {
    ...{ state, scene, claim, rest },
    catalog: state.catalog,
    /** @param {Scene} next */
    replace: (next) => void (state.scene.value = next),
    /** @param {string} path */
    number(path) {
      const knob = knobAt(state.catalog, scene, path);
      return knob ? number(state, { path, knob, place: "rail", fault: claim(path), limit: limitOf(state, path), link: linkButton(state, path) }) : nothing;
    },
    /** Rendered only while it is open. @param {string} name @param {Record<string, import("../types.js").Unit>} units @param {string} key */
    about: (name, units, key) =>
      fold(opened, { name, title: t("About"), content: opened.value.has(name) ? about(units, key) : nothing, forced: false }),
    /** @param {string} name @param {string} title @param {unknown} content @param {boolean} forced  is it kept open because it holds a fault? */
    fold: (name, title, content, forced) => fold(opened, { name, title, content, forced }),
  };
}
/** @typedef {ReturnType<typeof createRail>} Rail */

/**
 * @param {import("../../vendor/signals-core.js").Signal<Set<string>>} opened
 * @param {{ name: string, title: string, content: unknown, forced: boolean }} part
 */
function fold(opened, { name, title, content, forced }) {
  const toggled = (/** @type {Event} */ event) => {
    const next = new Set(opened.peek());
    if (/** @type {HTMLDetailsElement} */ (event.target).open) next.add(name);
    else next.delete(name);
    opened.value = next;
  };
  return html`<details class="more" .open=${forced || opened.value.has(name)} @toggle=${toggled}>
    <summary>${title}</summary>${content}
  </details>`;
}

/** @param {Rail} rail */
function view(rail) {
  const parts = [surface(rail), run(rail), laneList(rail)];
  const reset = rail.state.lesson.value === null ? t("Reset all numbers") : t("Reset to the lesson");
  return html`<div class="rail">
    <p class="fault" role="alert">${rail.rest()}</p>
    ${parts}
    <button type="button" class="reset" @click=${() => rail.replace(beginning(rail.state))}>${reset}</button>
  </div>`;
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountRail(root, state) {
  const opened = signal(/** @type {Set<string>} */ (new Set()));
  const stop = effect(() => void render(view(createRail(state, opened)), root));
  const disposeSparks = mountSparks(root, state);
  return () => {
    stop();
    disposeSparks();
    render(nothing, root);
  };
}
