/**
 * A hidden future: the world ends at the marker, and the server is not even asked for more. Back and forth up to there is
 * allowed; only the reveal leads on.
 */
import { batch } from "../../vendor/signals-core.js";

import { isAsked, questionOf } from "./lessons.js";
import { goTo, usualSpeed } from "./player.js";
import { withChanges } from "../scene/scene.js";

/** @typedef {import("../state.js").State} State */

/** What is known already is forgotten, so that nothing of it stays on the page. @param {State} state */
export function hideFuture(state) {
  const end = Math.max(1, state.marker.peek());
  batch(() => {
    state.question.value = state.until.value = end;
    state.frame.value = state.exact.value = null;
    goTo(state, end);
  });
}

/** Where another scene holds the answer, it begins from its start. @param {State} state @param {Record<string, unknown>} changes */
function perform(state, changes) {
  state.scene.value = withChanges(state.catalog, state.scene.peek(), changes);
  state.speed.value = usualSpeed(state.scene.peek().steps);
  goTo(state, 0);
}

/** What was hidden runs; under reduced motion it is there at once. @param {State} state */
export function reveal(state) {
  if (state.until.peek() === null) return;
  const changes = isAsked(state) ? questionOf(state)?.changes : null;
  batch(() => {
    state.until.value = null;
    if (changes) perform(state, changes);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) goTo(state, state.scene.peek().steps);
    else state.playing.value = true;
  });
}

/** @param {State} state */
export const toggleFuture = (state) => (state.until.peek() === null ? hideFuture(state) : reveal(state));
