/** The document that the editor works on. Every function returns a new one that shares the unchanged parts. */
import { complete } from "../scene/scene.js";
import { listOf } from "./lessons.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").OwnDocument} OwnDocument */
/** @typedef {import("../types.js").OwnLesson} OwnLesson */
/** @typedef {{ doc: OwnDocument, at: number }} Draft  at: index of the lesson that is edited */

/** Most lessons of a document (app/catalog/own.py). */
export const MOST = 30;

/** Sights by their name in a lesson. */
const SIGHTS = /** @type {const} */ ({ profile: "profile", solid: "surface", map: "map", contour: null });

/** What is on the screen: the scene, and how it is shown. @param {State} state @returns {OwnLesson} */
export function onScreen(state) {
  const lesson = state.catalog.lessons[state.lesson.peek() ?? ""];
  const scene = state.scene.peek();
  const zoomed = state.zoom.peek()?.of === state.whole.peek();
  const marker = state.marker.peek();
  const sight = SIGHTS[state.projection.peek()];
  return {
    scene: complete(state.catalog, scene),
    step: marker < scene.steps ? marker : null,
    charts: state.charts.peek().slice(0, 4),
    view: zoomed ? state.view.peek() : (lesson?.scene.surface.key === scene.surface.key ? lesson.view : null),
    show: state.layout.peek() === "overlay" ? "overlay" : sight,
    main: lesson && lesson.main !== null && lesson.main < scene.lanes.length ? lesson.main : null,
    hero: (lesson?.hero ?? []).slice(0, 2),
    hide: state.hide.peek().filter((part) => part !== "lesson"),
  };
}

/** @param {Draft} draft @param {Partial<OwnLesson>} change  of the lesson that is edited @returns {Draft} */
export const changed = ({ doc, at }, change) => ({ at, doc: { ...doc, lessons: doc.lessons.map((each, i) => (i === at ? { ...each, ...change } : each)) } });

/** @param {Draft} draft @param {OwnLesson} lesson  is put behind the others, and edited next @returns {Draft} */
export const added = ({ doc }, lesson) => ({ at: doc.lessons.length, doc: { ...doc, lessons: [...doc.lessons, lesson] } });

/** Without the lesson that is edited; the last one is kept. @param {Draft} draft @returns {Draft} */
export function removed({ doc, at }) {
  if (doc.lessons.length < 2) return { doc, at };
  return { at: Math.max(0, at - 1), doc: { ...doc, lessons: doc.lessons.filter((_, i) => i !== at) } };
}

/** Moves the lesson that is edited. @param {Draft} draft @param {-1 | 1} by @returns {Draft} */
export function moved({ doc, at }, by) {
  const to = at + by;
  if (to < 0 || to >= doc.lessons.length) return { doc, at };
  const lessons = [...doc.lessons];
  [lessons[at], lessons[to]] = [lessons[to], lessons[at]];
  return { at: to, doc: { ...doc, lessons } };
}

/** The document of a list: for lessons of the server's folder, made of what the catalog knows. @param {State} state @param {import("../types.js").OwnList} list @returns {OwnDocument} */
function documentOf({ catalog }, { doc, title, keys }) {
  if (doc) return doc;
  const lessons = keys.map((key) => {
    const { title, sentence, text, scene, step, hidden, question, tries, hero, charts, hide, view, show, main } = catalog.lessons[key];
    const { until: _, changes: __, ...asked } = question ?? { until: 0, changes: null };
    const own = question ? /** @type {any} */ (asked) : null;
    return { title, sentence, see: text.see, why: text.why, scene, step, hidden, question: own, tries, hero, charts, hide, view, show, main };
  });
  return { title, lessons };
}

/**
 * The draft to begin with: the open lesson of one's own with what is on the screen now, or else a new lesson of what is on the screen.
 *
 * @param {State} state
 * @returns {Draft}
 */
export function begun(state) {
  const list = listOf(state);
  const now = onScreen(state);
  if (!list) return { at: 0, doc: { title: "", lessons: [now] } };
  const doc = documentOf(state, list);
  const at = list.keys.indexOf(state.lesson.peek() ?? "");
  const { scene, step, charts, view, show } = now;
  const { hidden, question, step: own } = doc.lessons[at];
  return changed({ doc, at }, { scene, step: hidden || question ? own : step, charts, view, show }); // the marker has moved on once it was revealed
}

/** Options that were left empty go; the right one stays the right one. @param {OwnLesson["question"]} question @returns {OwnLesson["question"]} null if nothing is asked */
function tidyQuestion(question) {
  if (!question || ![question.ask, question.answer ?? "", ...question.options].some((text) => text.trim())) return null;
  const right = typeof question.right === "number" ? question.options[question.right] : "";
  const options = question.options.filter((option) => option.trim());
  return { ...question, options, right: right.trim() ? options.indexOf(right) : null };
}

/** @param {unknown} value */
const isEmpty = (value) => value === null || value === undefined || value === "" || value === false || (Array.isArray(value) && !value.length);

/** Without what is empty, so that links and files are short. Without charts is another thing than with the usual ones. @param {OwnDocument} doc @returns {OwnDocument} */
export function tidy({ title, lessons }) {
  const kept = (/** @type {OwnLesson} */ lesson) => {
    const whole = { ...lesson, question: tidyQuestion(lesson.question) };
    return /** @type {OwnLesson} */ (Object.fromEntries(Object.entries(whole).filter(([name, value]) => name === "charts" || !isEmpty(value))));
  };
  return { version: 1, ...(title ? { title } : {}), lessons: lessons.map(kept) };
}
