/**
 * A hidden future: the world ends at the marker, and the server is not even asked for more. Back and forth up to there is
 * allowed; only the reveal leads on.
 */
import { batch } from "../vendor/signals-core.js";

import { goTo } from "./player.js";

/** @typedef {import("./state.js").State} State */

/** What is known already is forgotten, so that nothing of it stays on the page. @param {State} state */
export function hideFuture(state) {
  const end = Math.max(1, state.marker.peek());
  batch(() => {
    state.question.value = state.until.value = end;
    state.frame.value = state.exact.value = null;
    goTo(state, end);
  });
}

/** What was hidden runs; under reduced motion it is there at once. @param {State} state */
export function reveal(state) {
  if (state.until.peek() === null) return;
  batch(() => {
    state.until.value = null;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) goTo(state, state.scene.peek().steps);
    else state.playing.value = true;
  });
}

/** @param {State} state */
export const toggleFuture = (state) => (state.until.peek() === null ? hideFuture(state) : reveal(state));
