/** Playback: moves the marker while playing, and adjusts it when the length of the run changes. */
import { effect } from "../../vendor/signals-core.js";

/** @typedef {import("../state.js").State} State */

/** Seconds that a whole run takes in log time. */
export const LOG_SECONDS = 15;
/** Runs of more steps play in log time by default. */
export const LONG_RUN = 2000;
/** Default speed in steps per second, 0 for log time. @param {number} steps */
export const usualSpeed = (steps) => (steps > LONG_RUN ? 0 : 20);

/**
 * @param {number} marker
 * @param {number} seconds  since the last position
 * @param {number} speed  steps per second; 0: the whole run in 15 s, evenly in log time
 * @param {number} steps  of the run
 * @returns {number} the new marker, at most `steps`
 */
export function advanced(marker, seconds, speed, steps) {
  const logarithmic = (marker + 1) * (steps + 1) ** (seconds / LOG_SECONDS) - 1;
  return Math.min(steps, speed === 0 ? logarithmic : marker + speed * seconds);
}

/**
 * Calls `move` on every animation frame with the seconds since the last, at most 0.25.
 *
 * @param {(seconds: number) => void} move
 * @returns {() => void} stops it
 */
export function everyFrame(move) {
  let before = performance.now();
  let next = requestAnimationFrame(function tick(now) {
    move(Math.min(0.25, Math.max(0, now - before) / 1000));
    before = now;
    next = requestAnimationFrame(tick);
  });
  return () => cancelAnimationFrame(next);
}

/** Plays or pauses. At the end of the run it starts again. @param {State} state */
export function togglePlay(state) {
  if (!state.playing.value && state.marker.value >= state.end.value) state.marker.value = 0;
  state.playing.value = !state.playing.value;
}

/** @param {State} state @param {number} step */
export function goTo(state, step) {
  state.playing.value = false;
  state.marker.value = Math.min(state.end.value, Math.max(0, Math.round(step)));
}

/** @param {State} state */
function play(state) {
  let exact = state.marker.peek();
  return everyFrame((seconds) => {
    const end = state.end.peek();
    // If the user moved the marker while it plays, continue from there.
    if (Math.floor(exact) !== state.marker.peek()) exact = state.marker.peek();
    exact = advanced(exact, seconds, state.speed.peek(), end);
    state.marker.value = Math.floor(exact);
    if (exact >= end) state.playing.value = false;
  });
}

/** Keeps a marker at the end of the run when the length of the run changes. @param {State} state */
function followEnd(state) {
  let known = state.scene.peek().steps;
  return effect(() => {
    const { steps } = state.scene.value;
    if (steps === known) return;
    if (state.marker.peek() >= Math.min(known, steps)) state.marker.value = state.end.peek();
    if (known > LONG_RUN !== steps > LONG_RUN) state.speed.value = steps > LONG_RUN ? 0 : 20;
    known = steps;
  });
}

/**
 * @param {State} state
 * @returns {() => void}
 */
export function mountPlayer(state) {
  const disposers = [followEnd(state), effect(() => (state.playing.value ? play(state) : undefined))];
  return () => disposers.forEach((dispose) => dispose());
}
