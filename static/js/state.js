/** What the page knows. Every module reads and writes these signals; none of them knows another module. */
import { computed, signal } from "../vendor/signals-core.js";

import { isAllowed } from "./scene/plane.js";
import { PLAIN } from "./view/theme.js";

/** @typedef {ReturnType<typeof createState>} State */

/**
 * @param {import("./types.js").Catalog} catalog
 * @param {import("./types.js").Scene} scene  a complete scene, as the catalog's lessons hold
 */
export function createState(catalog, scene) {
  const current = signal(scene);
  const lesson = signal(/** @type {string | null} */ (null));
  const until = signal(/** @type {number | null} */ (null));
  const frame = signal(/** @type {import("./types.js").Frame | null} */ (null));
  const whole = watchWhole(catalog, lesson, current);
  const zoom = signal(/** @type {{ of: View, view: View } | null} */ (null));
  const stepScale = signal(/** @type {"linear" | "log"} */ ("linear"));
  const stepZoom = signal(/** @type {[number, number] | null} */ (null));
  return {
    catalog,
    /** the way through the lessons that next and previous follow */
    course: signal(/** @type {"all" | "lecture"} */ ("all")),
    /** replaced, never mutated */
    scene: current,
    /** key of the lesson that the page shows; null once a link brought a scene of its own */
    lesson,
    /** the step at which the timeline stands */
    marker: signal(scene.steps),
    playing: signal(false),
    /** steps per second while playing; 0: the whole run in 15 s, evenly in log time */
    speed: signal(20),
    /** the last good picture */
    frame,
    /** MathML: how the server read the formula of that picture; null where none is typed */
    echo: computed(() => frame.value?.surface.echo ?? null),
    /** faults of the newest scene, each shown beside its control */
    faults: signal(/** @type {import("./types.js").Fault[]} */ ([])),
    connection: signal(/** @type {"connecting" | "open" | "http" | "lost"} */ ("connecting")),
    /** since when, as performance.now() has it, the picture is not that of the scene; null while it is */
    awaited: signal(/** @type {number | null} */ (null)),
    /** the exact numbers of the step at which the marker rests */
    exact: signal(/** @type {import("./types.js").Inspection | null} */ (null)),
    /** the step under the mouse, on a chart or near a path; null where there is none */
    hover: signal(/** @type {number | null} */ (null)),
    /** the exact numbers of that step */
    glance: signal(/** @type {import("./types.js").Inspection | null} */ (null)),
    /** the ranges that every panel shows where nothing is zoomed */
    whole,
    /** the part of the plane that is looked at, and the whole that it belongs to: another whole ends it */
    zoom,
    /** the ranges that every panel shows */
    view: computed(() => (zoom.value?.of === whole.value ? zoom.value.view : whole.value)),
    /** the steps that the charts show where they do not show all */
    stepZoom,
    /** the step axis that the charts share; a shorter run shows all of itself */
    axis: watchAxis(current, stepZoom, stepScale),
    /** are the steps even, or even in log (1 + k)? */
    stepScale,
    /** charts that do not have the scale of their field */
    scales: signal(/** @type {Record<string, "log" | "linear">} */ ({})),
    /** how the levels are spaced; null: as suits the surface */
    spacing: signal(/** @type {"log" | "quantile" | "linear" | null} */ (null)),
    /** plotting area of each lane's panel, in lane order */
    boxes: signal(/** @type {import("./types.js").Box[]} */ ([])),
    /** width in pixels of the shared step axis of the charts */
    chartWidth: signal(0),
    theme: signal(PLAIN),
    /** is the page shown to a hall? */
    presenting: signal(false),
    /** the theme that was asked for */
    look: signal(/** @type {import("./address/query.js").Look} */ ("system")),
    language: signal(/** @type {keyof typeof import("./text/language.js").LANGUAGES} */ ("en")),
    /** parts of the page that the link leaves out */
    hide: signal(/** @type {string[]} */ ([])),
    /** does the page for slides have its title and sentence? */
    titled: signal(false),
    /** the step at which the world ends: nothing beyond it is asked for; null where the future is not hidden */
    until,
    /** the last step that can be seen */
    end: computed(() => Math.min(until.value ?? Infinity, current.value.steps)),
    /** where the world of this question ends, so that a reset hides the answer again */
    question: signal(/** @type {number | null} */ (null)),
    /** index of the answer that was chosen to the lesson's question */
    guess: signal(/** @type {number | null} */ (null)),
    /** what can be undone and redone */
    history: signal(/** @type {import("./scene/history.js").History} */ ({ past: [], now: { lesson: null, scene }, coming: [], sealed: true })),
    /** is the page itself moving the start, to show that it can be moved? such scenes leave no trace */
    rehearsing: signal(false),
    /** sentences about the link, until dismissed */
    notices: signal(/** @type {string[]} */ ([])),
    /** charts that are open, in order */
    charts: signal(/** @type {string[]} */ ([])),
    /** the view of the side panel that is open: "step", "table" ...; null while it is folded */
    side: signal(/** @type {string | null} */ (null)),
    /** are gradient, memory and move of the marker's step drawn as arrows? */
    arrows: signal(false),
    /** is the curvature at the marker drawn as an ellipse? */
    ellipse: signal(false),
    /** is the rail with all settings open? */
    settings: signal(false),
    /** how the panels share their room: one for each lane, one for all, one of them alone */
    layout: signal(/** @type {"side" | "overlay" | "large"} */ ("side")),
    /** what a panel shows of the surface: from above, along a line, in three dimensions */
    projection: signal(/** @type {"contour" | "profile" | "solid"} */ ("contour")),
    /** which way the line of the profile runs */
    line: signal(/** @type {"x" | "y" | "steep" | "flat" | "goal"} */ ("x")),
    /** index of the lane that is shown alone, or large on a phone, and whose step is explained */
    lane: signal(0),
    /** is a pointer dragging a control or the start point at this moment? then nothing expensive may settle */
    dragging: signal(false),
  };
}

/** @typedef {import("./types.js").View} View */

/**
 * Anew only when it changes: most scenes differ in something else, and the charts need not be drawn for them.
 *
 * @param {{ value: import("./types.js").Scene }} scene
 * @param {{ value: [number, number] | null }} zoom
 * @param {{ value: "linear" | "log" }} scale
 * @returns {{ readonly value: import("./view/steps.js").StepAxis, peek(): import("./view/steps.js").StepAxis }}
 */
function watchAxis(scene, zoom, scale) {
  const steps = computed(() => scene.value.steps);
  return computed(() => ({ steps: zoom.value && zoom.value[1] <= steps.value ? zoom.value : [0, steps.value], scale: scale.value }));
}

/**
 * Anew only when the surface or its domain changes; a domain that is still being typed leaves the view as it was.
 *
 * @param {import("./types.js").Catalog} catalog
 * @param {{ value: string | null }} lesson
 * @param {{ value: import("./types.js").Scene }} scene
 */
function watchWhole(catalog, lesson, scene) {
  const ground = computed(() => JSON.stringify([scene.value.surface.key, scene.value.surface.domain ?? null]));
  /** @type {{ surface: string, view: View } | null} */
  let last = null;
  return computed(() => {
    const [surface, domain] = JSON.parse(ground.value);
    const kept = last?.surface === surface ? last?.view : null;
    const usual = viewOf(catalog, lesson.value, surface);
    const view = domain === null ? usual : (domainView(domain, catalog.plane) ?? kept ?? usual);
    last = { surface, view };
    return view;
  });
}

/** @param {any} domain  as a link may hold it @param {import("./scene/plane.js").Plane} plane @returns {View | null} null where it is none */
function domainView(domain, plane) {
  const [x, y] = [0, 1].map((axis) => /** @type {[number, number]} */ ([domain?.[axis]?.[0], domain?.[axis]?.[1]]));
  return [x, y].every((range) => range.every(Number.isFinite) && isAllowed(range, plane)) ? { x, y } : null;
}

/**
 * A lesson's own view holds as long as its surface does.
 *
 * @param {import("./types.js").Catalog} catalog
 * @param {string | null} key
 * @param {string} surface
 * @returns {View}
 */
function viewOf(catalog, key, surface) {
  const lesson = key === null ? undefined : catalog.lessons[key];
  if (lesson?.view && lesson.scene.surface.key === surface) return lesson.view;
  const [x, y] = catalog.surfaces[surface].domain;
  return { x, y };
}
