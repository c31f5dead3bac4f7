/** Sends requests when the state changes: for pictures, and for exact numbers of the step at the marker and the step under the mouse. */
import { effect } from "../../vendor/signals-core.js";

import { followFrozen } from "./frozen.js";
import { addsNothing, requestOf } from "./request.js";
import { Stream } from "./stream.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./request.js").Request} Request */

/** Milliseconds. After a jump, the marker must rest this long before its exact numbers are requested. */
const REST = 120;
/** Steps per second. At this speed or slower, a person can read the numbers of every step. */
const READABLE = 5;

/**
 * Requests the numbers of the marker's step: at once after a move by one step, after a rest for a longer move.
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
    if (!request || (last && addsNothing(request, last))) return;
    last = request;
    stream.ask(request);
  });
  const disposeRest = followMarker(state, (step) => stream.inspect(step));
  const disposeHover = effect(() => {
    const step = state.hover.value;
    if (step !== null) stream.glance(Math.min(step + 1, state.end.value));
  });
  const disposeFrozen = followFrozen(state);
  const disposeMap = effect(() => stream.draw(state.mapRequest.value));
  return () => {
    disposeFrozen();
    disposeMap();
    disposeScene();
    disposeRest();
    disposeHover();
    stream.close();
  };
}
