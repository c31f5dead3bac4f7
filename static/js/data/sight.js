/** Zooms out after new examples whose minimum lies outside of what the panels show: whoever brings data wants to see it. */
import { effect } from "../../vendor/signals-core.js";

import { isAllowed } from "../scene/plane.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Range} Range */

/** Share of the range that is free beside start and minimum. */
const SPARE = 0.25;

/** @param {Range} range @param {number[]} places @returns {Range} that holds them, too */
function holding([low, high], places) {
  if (places.every((place) => place >= low && place <= high)) return [low, high];
  const [from, to] = [Math.min(low, ...places), Math.max(high, ...places)];
  const spare = SPARE * (to - from);
  return [from < low ? from - spare : low, to > high ? to + spare : high];
}

/** @param {import("../types.js").View} view @param {[number, number][]} places @returns {import("../types.js").View} */
export const viewHolding = ({ x, y }, places) => ({ x: holding(x, places.map(([u]) => u)), y: holding(y, places.map(([, v]) => v)) });

/** Waits for the picture of the present scene. @param {State} state */
export function showMinimum(state) {
  const scene = state.scene.peek();
  const stop = effect(() => {
    if (state.scene.value !== scene) return void queueMicrotask(() => stop());
    const frame = state.frame.value;
    if (frame?.scene !== scene) return;
    queueMicrotask(() => stop());
    const [before, minima] = [state.view.peek(), frame.surface.minima];
    if (!minima.length) return;
    const view = viewHolding(before, [minima[0], scene.start]);
    const { plane } = state.catalog;
    const changed = JSON.stringify(view) !== JSON.stringify(before);
    if (changed && isAllowed(view.x, plane) && isAllowed(view.y, plane)) queueMicrotask(() => (state.zoom.value = { of: state.whole.peek(), view }));
  });
}
