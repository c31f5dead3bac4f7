/** When the exact numbers of the marker's step are asked for. */
import { effect } from "../vendor/signals-core.js";

/** A marker that jumps rests this long before its exact numbers are asked for; one that goes step by step is followed at once. */
const REST = 120;
/** Playing no faster than this, steps per second, every step can be read. */
const READABLE = 5;

/**
 * One step to the next is followed at once, anything longer once it rests.
 *
 * @param {import("./state.js").State} state
 * @param {(step: number) => void} inspect
 * @returns {() => void}
 */
export function followMarker(state, inspect) {
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
