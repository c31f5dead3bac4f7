/** The place of the map among the panels. Its modules are loaded when it is first opened. */
import { effect, untracked } from "../../vendor/signals-core.js";

import { t } from "../text/language.js";

/** @typedef {import("../state.js").State} State */

/** @param {State} state @param {string} says  the reason */
function giveUp(state, says) {
  state.projection.value = "contour";
  if (!state.notices.peek().includes(says)) state.notices.value = [...state.notices.peek(), says];
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountMapPlace(root, state) {
  return effect(() => {
    root.hidden = state.projection.value !== "map";
    if (root.hidden) return undefined;
    let end = () => {};
    let left = false;
    import("../map/view.js").then(({ mountMap }) => {
      if (!left) end = untracked(() => mountMap(root, state));
    }, () => {
      if (!left) giveUp(state, t("The map could not be loaded; the contour is shown instead."));
    });
    return () => {
      left = true;
      end();
    };
  });
}
