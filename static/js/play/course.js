/** The way through the lessons: all of them in their order, or those of the lecture of 90 minutes. */

import { openLesson } from "./lessons.js";

/** @typedef {import("../state.js").State} State */

/** Keys of the lessons on the way that was chosen. @param {State} state @returns {string[]} */
export const wayOf = ({ catalog, course }) => Object.keys(catalog.lessons).filter((key) => course.value === "all" || catalog.lessons[key].lecture);

/**
 * Where the ways back and on lead; beside the chosen way, to the nearest lesson on it.
 *
 * @param {State} state
 * @returns {{ before: string | undefined, after: string | undefined }}
 */
export function neighbours(state) {
  const [all, way] = [Object.keys(state.catalog.lessons), wayOf(state)];
  const at = all.indexOf(state.lesson.value ?? "");
  if (at < 0) return { before: undefined, after: undefined };
  return { before: way.findLast((key) => all.indexOf(key) < at), after: way.find((key) => all.indexOf(key) > at) };
}

/** Nothing happens at either end. @param {State} state @param {"before" | "after"} where */
export function go(state, where) {
  const key = neighbours(state)[where];
  if (key !== undefined) openLesson(state, key);
}
