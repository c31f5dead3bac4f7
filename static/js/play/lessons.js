/** Sets what the page shows. It is used when a lesson opens, at a reset, and for links, the back button and undo. */
import { batch } from "../../vendor/signals-core.js";

import { playOpening } from "./opening.js";
import { usualSpeed } from "./player.js";
import { laneNow } from "../scene/pens.js";
import { complete, resetNumbers } from "../scene/scene.js";
import { t } from "../text/language.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Scene} Scene */
/**
 * @typedef {{ lesson: string | null, scene: Scene, step?: number | null, until?: number | null, notices?: string[] }} Shown
 *   step: null for the end of the run; until: the last step shown, null if nothing is hidden
 */

/** Stops the opening replay, if one is running. */
let endOpening = () => {};

/** @param {State} state @param {Shown} shown */
export function show(state, { lesson, scene, step = null, until = null, notices = [] }) {
  endOpening();
  batch(() => {
    const [before, now] = [state.lesson.peek(), lesson].map((key) => state.catalog.lessons[key ?? ""]?.hide);
    if (before || now) state.hide.value = now ?? [];
    state.lesson.value = lesson;
    state.scene.value = scene;
    state.charts.value = state.catalog.lessons[lesson ?? ""]?.charts ?? state.catalog.charts;
    state.scales.value = Object.fromEntries((state.catalog.lessons[lesson ?? ""]?.linear ?? []).map((key) => [key, "linear"]));
    state.validation.value = state.catalog.lessons[lesson ?? ""]?.held ?? true;
    state.chartBy.value = state.catalog.lessons[lesson ?? ""]?.by ?? "steps";
    state.question.value = state.until.value = until;
    state.marker.value = Math.min(step ?? scene.steps, state.end.value);
    state.speed.value = usualSpeed(scene.steps);
    state.playing.value = false;
    state.lane.value = mainLane(state) ?? 0;
    state.stepZoom.value = state.guess.value = null;
    ({ layout: state.layout.value, projection: state.projection.value } = usualSight(state));
    state.notices.value = notices;
  });
}

/** From so many lanes on, a projector shows them on one panel: each panel of its own would be too small for the last row. Lanes on grounds of their own keep theirs. */
const MANY = 5;

/** Index of the lane that the open lesson is about; null if there is none. @param {State} state @returns {number | null} */
export const mainLane = ({ catalog, lesson, scene }) => laneNow(scene.peek().lanes, catalog.lessons[lesson.value ?? ""]?.main ?? null);

/** The layout and the projection of the open lesson. @param {State} state @returns {{ layout: "side" | "overlay", projection: State["projection"]["value"] }} */
export function usualSight({ catalog, lesson, scene, presenting }) {
  const wanted = catalog.lessons[lesson.value ?? ""]?.show ?? null;
  const { lanes } = scene.value;
  const crowded = presenting.value && lanes.length >= MANY && !lanes.some(({ knobs }) => knobs);
  const projection = wanted === "surface" ? "solid" : wanted === "profile" || wanted === "map" ? wanted : "contour";
  return { layout: wanted === "overlay" || crowded ? "overlay" : "side", projection };
}

/** The open lesson's question; null if it has none. @param {State} state */
export const questionOf = ({ catalog, lesson }) => catalog.lessons[lesson.value ?? ""]?.question ?? null;

/** Does the scene still have the lesson's surface, and no table of one's own? Else the lesson's title and sentence would be wrong. @param {State} state @param {import("../types.js").Lesson} lesson */
export function holds({ scene }, { scene: { surface } }) {
  const now = scene.value.surface;
  return now.key === surface.key && now.formula === surface.formula && Boolean(now.held?.length) === Boolean(surface.held?.length);
}

/** The title of a scene without a lesson. @param {State} state */
export const freeTitle = ({ catalog, scene }) => catalog.surfaces[scene.value.surface.key]?.name ?? t("A scene");

/** The title of what the page shows, also while a question stands in its place. @param {State} state */
export function titleOf(state) {
  const lesson = state.catalog.lessons[state.lesson.value ?? ""];
  return (lesson && holds(state, lesson) && lesson.title) || freeTitle(state);
}

/** True if the lesson's own question has been asked. It stays true after the reveal. @param {State} state */
export const isAsked = (state) => questionOf(state) !== null && state.question.value === questionOf(state)?.until;

/** Would the marks × of the lowest loss answer the lesson's question? Then they are hidden while the future is. @param {State} state */
export const answersByMark = (state) => questionOf(state)?.covers === true;

/** Are the marks × of the lowest loss hidden now? @param {State} state */
export const coversMinima = (state) => state.until.value !== null && answersByMark(state);

/** Shows the lesson's own scene, stopped at its question; in a class, it is asked there. @param {State} state */
export function ask(state) {
  if (state.hosted.peek()?.asks()) return;
  const until = questionOf(state)?.until ?? null;
  if (until !== null) show(state, { lesson: state.lesson.peek(), scene: beginning(state), step: until, until });
}

/** Starts the lesson's replay, if it has one. @param {State} state */
export function begin(state) {
  const replay = state.catalog.lessons[state.lesson.peek() ?? ""]?.replay;
  if (replay) endOpening = playOpening(state, replay);
}

/**
 * Step at which a lesson opens with the rest hidden: that of its question in the lecture, that of a lesson of one's own that says so; null if it does not.
 *
 * @param {State["catalog"]} catalog
 * @param {string} key
 * @param {string | null} course
 */
export function questionStep(catalog, key, course) {
  const { own, hidden, step, question } = catalog.lessons[key];
  if (own) return hidden ? step : null;
  return course === "lecture" ? question?.until ?? null : null;
}

/** @param {State} state @param {string} key */
export function openLesson(state, key) {
  const until = questionStep(state.catalog, key, state.course.peek());
  show(state, { lesson: key, scene: complete(state.catalog, state.catalog.lessons[key].scene), step: until ?? openingStep(state, key), until });
  if (until === null) begin(state);
}

/** Step at which a lesson stops when it opens; null for the end of the run. @param {State} state @param {string | null} key */
export function openingStep({ catalog }, key) {
  const lesson = catalog.lessons[key ?? ""];
  return lesson?.replay?.to ?? lesson?.step ?? null;
}

/** The lesson's own scene. Without a lesson, the current scene with default numbers. @param {State} state @returns {Scene} */
export function beginning({ catalog, lesson, scene }) {
  const own = lesson.value === null ? undefined : catalog.lessons[lesson.value];
  return own ? complete(catalog, own.scene) : resetNumbers(catalog, scene.value);
}

/** Restores everything as it was when the lesson opened, including a hidden future. @param {State} state */
export function reset(state) {
  const [lesson, until] = [state.lesson.peek(), state.question.peek()];
  show(state, { lesson, scene: beginning(state), step: until ?? openingStep(state, lesson), until });
}
