/** Names of the files that the page saves: after what they show. */
import { methodTitles } from "../scene/scene.js";

/** Most characters of a name without its ending. */
const LONGEST = 80;

/** Only letters, marks, digits, points and hyphens, of any script: no system and no shell minds them. @param {string} text */
export function safe(text) {
  const joined = text.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}.]+/gu, "-");
  const short = [...joined].slice(0, LONGEST).join("");
  return short.replace(/^[-.\p{M}]+|[-.]+$/gu, "") || "ravine";
}

/** The title that the page shows: the lesson's, or else the surface's name. */
export const shownTitle = () => document.querySelector("#lesson h1")?.textContent?.trim() ?? "";

/** @param {import("../state.js").State} state @param {string} ending */
export function fileName(state, ending) {
  const [title, { surface, lanes }] = [shownTitle(), state.scene.peek()];
  const isLesson = title !== "" && title !== state.catalog.surfaces[surface.key]?.name;
  const stem = safe(isLesson ? title : [title, ...new Set(methodTitles(state.catalog, lanes))].join(" "));
  return [stem, ending].join(".");
}
