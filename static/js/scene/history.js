/** Undo and redo for every change of the scene. A drag counts as one change, and so does typing without a pause. */
import { batch, effect } from "../../vendor/signals-core.js";

import { openingStep, questionStep, reset, show } from "../play/lessons.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ lesson: string | null, scene: import("../types.js").Scene }} Moment */
/** @typedef {{ past: Moment[], now: Moment, coming: Moment[], sealed: boolean }} History  sealed: the next change is not merged into the last one */

/** Most changes that can be undone. */
const MOST = 200;
/** Milliseconds. Changes of the same fields closer together than this are merged. */
const PAUSE = 500;

/** @param {any} old @param {any} now @param {string} [path] @returns {string[]} paths of the fields that differ */
export function differing(old, now, path = "") {
  if (Object.is(old, now)) return [];
  const both = [old, now].every((value) => value !== null && typeof value === "object");
  if (!both) return [path];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return keys.flatMap((key) => differing(old[key], now[key], path ? `${path}.${key}` : key));
}

/** @param {History} history @param {Moment} now @param {boolean} together  merge it with the change before? @returns {History} */
export function recorded({ past, now: before }, now, together) {
  return { past: together && past.length ? past : [...past, before].slice(-MOST), now, coming: [], sealed: false };
}

/** A lesson that opens with the rest hidden does so again. @param {State} state @param {string | null} lesson @param {import("../types.js").Scene} scene */
function showAgain(state, lesson, scene) {
  const until = lesson === null ? null : questionStep(state.catalog, lesson, state.course.peek());
  show(state, { lesson, scene, step: until ?? openingStep(state, lesson), until });
}

/** @param {State} state @param {"past" | "coming"} from @param {"past" | "coming"} to */
function move(state, from, to) {
  const history = state.history.peek();
  const target = history[from].at(-1);
  if (!target || state.dragging.peek()) return;
  batch(() => {
    const rest = { [from]: history[from].slice(0, -1), [to]: [...history[to], history.now] };
    state.history.value = { ...history, ...rest, now: target, sealed: true };
    const { lesson, scene } = target;
    if (lesson === state.lesson.peek()) state.scene.value = scene;
    else showAgain(state, lesson, scene);
  });
}

/** @param {State} state */
export const undo = (state) => move(state, "past", "coming");

/** @param {State} state */
export const redo = (state) => move(state, "coming", "past");

/** Keeps the next change from being merged with the last one. @param {State} state */
export const seal = (state) => void (state.history.value = { ...state.history.peek(), sealed: true });

/** @param {State} state */
export function resetAll(state) {
  seal(state);
  reset(state);
}

/** @param {State} state @returns {() => void} */
export function mountUndo(state) {
  let [last, time] = ["", -Infinity];
  let held = false;
  state.history.value = { past: [], now: { lesson: state.lesson.peek(), scene: state.scene.peek() }, coming: [], sealed: true };
  return effect(() => {
    const now = { lesson: state.lesson.value, scene: state.scene.value };
    if (state.rehearsing.value) return;
    if (state.dragging.value) return void (held = true);
    const history = state.history.peek();
    const fields = differing(history.now, now).join(" ");
    if (fields) {
      const together = !held && !history.sealed && fields === last && performance.now() - time < PAUSE;
      state.history.value = { ...recorded(history, now, together), sealed: held };
      [last, time] = [fields, performance.now()];
    }
    held = false;
  });
}
