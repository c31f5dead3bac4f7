/** Asks for the map that the page shows now: at once when it changes, as a draft under the hand, and not again when only the start on it moves. */
import { effect } from "../../vendor/signals-core.js";

import { groundOf, unmapped } from "../scene/mapped.js";
import { bare } from "../scene/freeze.js";
import { mapOf } from "./choice.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").MapRequest} MapRequest */

/** What the pixels of a request depend on, but for how many there are. @param {MapRequest} request */
export const keyOf = ({ scene, map, until }) => JSON.stringify([groundOf(scene, map), map, until]);

/** The last step that a map shows. @param {{ request: MapRequest }} picture */
const endOf = ({ request: { until, scene } }) => until ?? scene.steps;

/** A map that shows more than may be seen goes at once. @param {State} state */
const hideFuture = (state) =>
  effect(() => {
    const until = state.until.value;
    const picture = state.map.peek();
    if (until !== null && picture && endOf(picture) > state.end.value) state.map.value = null;
  });

/** @param {State} state @returns {() => void} */
export function followMap(state) {
  /** @type {{ key: string, draft: boolean } | null} */
  let last = null;
  const dispose = effect(() => {
    if (state.faults.value.length || state.rehearsing.value) return;
    if (state.until.value !== null && state.end.value < 1) return void (state.mapRequest.value = last = null); // before the first step all runs are alike
    const scene = unmapped(bare(state.scene.value));
    const request = { scene, map: mapOf(state), draft: state.dragging.value, until: state.until.value === null ? null : state.end.value };
    const key = keyOf(request);
    if (key === last?.key && (request.draft || !last.draft)) return;
    last = { key, draft: request.draft };
    state.mapRequest.value = request;
  });
  const disposeFuture = hideFuture(state);
  return () => {
    dispose();
    disposeFuture();
    state.mapRequest.value = null;
    state.ghost.value = null;
  };
}
