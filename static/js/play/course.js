/** The course: all lessons in order, or those of the 90-minute lecture. */

import { listOf } from "../own/lessons.js";
import { openLesson } from "./lessons.js";

/** @typedef {import("../state.js").State} State */

/** Keys of our lessons of the chosen course, in order. @param {State} state @returns {string[]} */
export const courseKeys = ({ catalog, course }) =>
  Object.keys(catalog.lessons).filter((key) => !catalog.lessons[key].own && (course.value === "all" || catalog.lessons[key].lecture));

/** Keys of the lessons that next and previous run through: the list of one's own that is open, or else the course. @param {State} state @returns {string[]} */
export const lessonKeys = (state) => listOf(state)?.keys ?? courseKeys(state);

/**
 * The previous and the next lesson of the course. The lesson shown may be outside the course.
 *
 * @param {State} state
 * @returns {{ before: string | undefined, after: string | undefined }}
 */
export function neighbours(state) {
  const way = lessonKeys(state);
  const all = listOf(state)?.keys ?? Object.keys(state.catalog.lessons);
  const at = all.indexOf(state.lesson.value ?? "");
  if (at < 0) return { before: undefined, after: undefined };
  return { before: way.findLast((key) => all.indexOf(key) < at), after: way.find((key) => all.indexOf(key) > at) };
}

/** Opens the previous or next lesson, if there is one. @param {State} state @param {"before" | "after"} where */
export function go(state, where) {
  const key = neighbours(state)[where];
  if (key !== undefined) openLesson(state, key);
}
