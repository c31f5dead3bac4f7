/** A lesson's opening: a replay that slows down around the event. Then the start moves a little, to show that it can be moved. */
import { effect } from "../../vendor/signals-core.js";

import { wasDragged } from "../panels/start_moves.js";
import { everyFrame } from "./player.js";
import { setAt } from "../scene/scene.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {NonNullable<import("../types.js").Lesson["replay"]>} Replay */

/** Milliseconds from the first picture to the replay. */
const DELAY = 500;
/** Steps per second. */
const FAST = 20;
const SLOW = 5;
const NUDGE_PIXELS = 6;
const NUDGE_SECONDS = 0.7;
const TOUCHES = ["pointerdown", "keydown", "wheel"];

/**
 * @param {number} step
 * @param {Replay} replay
 * @returns {number} steps per second
 */
export const replaySpeed = (step, { slow: [from, to] }) => (step >= from && step <= to ? SLOW : FAST);

/** @param {State} state @param {Replay} replay @param {() => void} done @returns {() => void} */
function replayRun(state, replay, done) {
  const end = Math.min(state.scene.peek().steps, Math.max(replay.to, replay.slow[1]));
  let step = 0;
  return everyFrame((seconds) => {
    step += replaySpeed(step, replay) * seconds;
    if (step >= end) return done();
    state.marker.value = Math.floor(step);
  });
}

/** Moves the scene's start to the right and back. @param {State} state @param {() => void} done @returns {() => void} */
function nudge(state, done) {
  const scene = state.scene.peek();
  const { x } = state.view.peek();
  const reach = (NUDGE_PIXELS * (x[1] - x[0])) / (state.boxes.peek()[0]?.width || 400);
  let time = 0;
  return everyFrame((seconds) => {
    time += seconds / NUDGE_SECONDS;
    const [u, v] = scene.start;
    state.scene.value = time < 1 ? setAt(scene, "start", [u + reach * Math.sin(Math.PI * time), v]) : scene;
    if (time >= 1) done();
  });
}

/** Resolves when the first frame arrives. @param {State} state @param {AbortSignal} stop */
function firstPicture(state, stop) {
  return new Promise((resolve) => {
    const dispose = effect(() => {
      if (state.frame.value) resolve(null);
    });
    stop.addEventListener("abort", dispose);
  });
}

/** @param {AbortSignal} stop @param {(done: () => void) => () => void} run */
const running = (stop, run) =>
  new Promise((resolve) => {
    const end = run(() => resolve(null));
    const finish = () => (end(), resolve(null));
    stop.addEventListener("abort", finish);
    if (stop.aborted) finish();
  });

/** @param {State} state @param {Replay} replay @param {AbortSignal} stop */
async function play(state, replay, stop) {
  await firstPicture(state, stop);
  await new Promise((resolve) => setTimeout(resolve, DELAY));
  if (stop.aborted) return;
  await running(stop, (done) => {
    const end = replayRun(state, replay, () => (end(), done()));
    return end;
  });
  if (stop.aborted) return;
  state.marker.value = replay.to;
  if (wasDragged()) return;
  const before = state.scene.peek();
  state.rehearsing.value = true;
  await running(stop, (done) => {
    const end = nudge(state, () => (end(), done()));
    return end;
  });
  if (stop.aborted) state.scene.value = before;
  state.rehearsing.value = false;
}

/**
 * Plays the opening until the first press, key or wheel. Under reduced motion it only moves the marker to the end of the replay.
 *
 * @param {State} state
 * @param {Replay} replay
 * @returns {() => void}
 */
export function playOpening(state, replay) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    state.marker.value = replay.to;
    return () => {};
  }
  const stop = new AbortController();
  const end = () => {
    if (stop.signal.aborted) return;
    TOUCHES.forEach((touch) => removeEventListener(touch, end, true));
    stop.abort();
  };
  TOUCHES.forEach((touch) => addEventListener(touch, end, { capture: true, passive: true }));
  void play(state, replay, stop.signal).then(end);
  return end;
}
