/**
 * Hides the future: steps after the marker are neither shown nor requested from the server. The marker moves freely up to
 * that step. Only a reveal lets it go further.
 */
import { batch } from "../../vendor/signals-core.js";

import { isAsked, questionOf } from "./lessons.js";
import { goTo, usualSpeed } from "./player.js";
import { withChanges } from "../scene/scene.js";

/** @typedef {import("../state.js").State} State */

/** Hides the steps after the marker, or another. It also drops the data already received, so that nothing hidden stays on the page. @param {State} state @param {number} [end] */
export function hideFuture(state, end = Math.max(1, state.marker.peek())) {
  batch(() => {
    state.question.value = state.until.value = end;
    state.frame.value = state.exact.value = null;
    goTo(state, end);
  });
}

/** Applies the scene changes that the answer needs, and starts from step 0. @param {State} state @param {Record<string, unknown>} changes */
function perform(state, changes) {
  state.scene.value = withChanges(state.catalog, state.scene.peek(), changes);
  state.speed.value = usualSpeed(state.scene.peek().steps);
  goTo(state, 0);
}

/** Plays the hidden part, unless a class is asked about it: then its question decides. @param {State} state */
export function reveal(state) {
  if (!state.hosted.peek()?.reveals()) unveil(state);
}

/** Plays the hidden part. Under reduced motion it is shown at once. @param {State} state */
export function unveil(state) {
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
