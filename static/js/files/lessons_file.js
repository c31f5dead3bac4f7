/** A file of lessons of one's own, one or several, as the editor saves it. */
import { readLessons } from "../own/lessons.js";
import { openLesson } from "../play/lessons.js";
import { seal } from "../scene/history.js";
import { word } from "../text/language.js";

/** @typedef {import("./kinds.js").Kind} Kind */

/** @type {Kind} */
export const lessonsFile = {
  says: word("lessons (JSON)"),
  fits: ({ data }) => data !== null && typeof data === "object" && ("lessons" in data || "scene" in data),
  open: async (state, { data }) => {
    const list = await readLessons(state.catalog, data);
    seal(state);
    openLesson(state, list.keys[0]);
  },
};
