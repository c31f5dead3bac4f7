/** What makes the page ask: a picture for every change, exact numbers where the marker rests and where the mouse is. */
import { effect } from "../../vendor/signals-core.js";

import { isNoBetter, requestOf } from "./request.js";
import { Stream } from "./stream.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./request.js").Request} Request */

/** A marker that jumps rests this long before its exact numbers are asked for; one that goes step by step is followed at once. */
const REST = 120;
/** Playing no faster than this, steps per second, every step can be read. */
const READABLE = 5;

/**
 * One step to the next is followed at once, anything longer once it rests.
 *
 * @param {State} state
 * @param {(step: number) => void} inspect
 * @returns {() => void}
 */
function followMarker(state, inspect) {
  let known = state.marker.peek();
  return effect(() => {
    void state.scene.value;
    const marker = state.marker.value;
    const step = Math.min(marker + 1, state.end.value);
    const beside = Math.abs(marker - known) === 1;
    known = marker;
    const runs = state.playing.value && !(state.speed.value > 0 && state.speed.value <= READABLE);
    if (state.dragging.value || runs) return;
    if (beside) return inspect(step);
    const rest = setTimeout(() => inspect(step), REST);
    return () => clearTimeout(rest);
  });
}

/**
 * @param {State} state
 * @param {string} url
 * @returns {() => void}
 */
export function openStream(state, url) {
  const stream = new Stream(state, url);
  /** @type {Request | null} */
  let last = null;
  const disposeScene = effect(() => {
    const request = requestOf(state);
    if (!request || (last && isNoBetter(request, last))) return;
    last = request;
    stream.ask(request);
  });
  const disposeRest = followMarker(state, (step) => stream.inspect(step));
  const disposeHover = effect(() => {
    const step = state.hover.value;
    if (step !== null) stream.glance(Math.min(step + 1, state.end.value));
  });
  return () => {
    disposeScene();
    disposeRest();
    disposeHover();
    stream.close();
  };
}
