/** The state of the page: signals that every module reads and writes. */
import { computed, signal } from "../vendor/signals-core.js";

import { isAllowed } from "./scene/plane.js";
import { watchAxis, watchSpan } from "./view/span.js";
import { PLAIN } from "./view/theme.js";

/** @typedef {ReturnType<typeof createState>} State */

/** The tolerance on the loss, unless the user chooses another. */
export const TOLERANCE = 1e-3;

/**
 * @param {import("./types.js").Catalog} catalog
 * @param {import("./types.js").Scene} scene  a complete scene, as in the catalog's lessons
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
  const chartBy = signal(/** @type {"steps" | "examples"} */ ("steps"));
  const span = watchSpan(catalog, current, chartBy);
  return {
    catalog,
    /** the course that Next and Previous follow */
    course: signal(/** @type {"all" | "lecture"} */ ("all")),
    /** replaced, never mutated */
    scene: current,
    /** key of the lesson that the page shows; null for a scene without a lesson */
    lesson,
    /** the step shown on the timeline */
    marker: signal(scene.steps),
    playing: signal(false),
    /** steps per second while playing; 0: the whole run in 15 s, evenly in log time */
    speed: signal(20),
    /** the last frame received */
    frame,
    /** the picture of the frozen scene; null if none is frozen */
    frozen: signal(/** @type {import("./types.js").Frame | null} */ (null)),
    /** MathML of that frame's formula as the server read it; null if none is typed */
    echo: computed(() => frame.value?.surface.echo ?? null),
    /** faults of the newest scene, each shown beside its control */
    faults: signal(/** @type {import("./types.js").Fault[]} */ ([])),
    connection: signal(/** @type {"connecting" | "open" | "http" | "lost"} */ ("connecting")),
    /** performance.now() when the picture fell behind the scene; null if it is up to date */
    awaited: signal(/** @type {number | null} */ (null)),
    /** the exact numbers of the marker's step */
    exact: signal(/** @type {import("./types.js").Inspection | null} */ (null)),
    /** the step under the mouse, on a chart or near a path; null if there is none */
    hover: signal(/** @type {number | null} */ (null)),
    /** the exact numbers of the step under the mouse */
    glance: signal(/** @type {import("./types.js").Inspection | null} */ (null)),
    /** the view of every panel when it is not zoomed */
    whole,
    /** the zoomed view, and the whole view that it belongs to; when the whole view changes, the zoom ends */
    zoom,
    /** the view that every panel shows */
    view: computed(() => (zoom.value?.of === whole.value ? zoom.value.view : whole.value)),
    /** the steps that zoomed charts show; null for all */
    stepZoom,
    /** the step axis that the charts share; all steps if the run became shorter than the zoom */
    axis: watchAxis(span, stepZoom, stepScale),
    /** how far the step axis goes at most, and what it counts */
    span,
    /** are contours and marks of the validation loss drawn, where there are examples? */
    validation: signal(true),
    /** does the step axis count examples, where there are some? */
    chartBy,
    /** is the step axis linear, or in log(1 + k)? */
    stepScale,
    /** scales of the value axes that are not the default, by key of the series */
    scales: signal(/** @type {Record<string, "log" | "linear">} */ ({})),
    /** how the levels are spaced; null: the surface's default */
    spacing: signal(/** @type {"log" | "quantile" | "linear" | null} */ (null)),
    /** plotting area of each lane's panel, in lane order */
    boxes: signal(/** @type {import("./types.js").Box[]} */ ([])),
    /** width in pixels of the shared step axis of the charts */
    chartWidth: signal(0),
    /** number of ticks that fit beside a chart */
    chartTicks: signal(6),
    theme: signal(PLAIN),
    /** is presenter mode on? */
    presenting: signal(false),
    /** the chosen theme */
    look: signal(/** @type {import("./address/query.js").Look} */ ("system")),
    language: signal(/** @type {keyof typeof import("./text/language.js").LANGUAGES} */ ("en")),
    /** parts of the page that the link hides */
    hide: signal(/** @type {string[]} */ ([])),
    /** does the page for slides have its title and sentence? */
    titled: signal(false),
    /** the last step that is shown and requested while the future is hidden; otherwise null */
    until,
    /** the last step that can be shown */
    end: computed(() => Math.min(until.value ?? Infinity, current.value.steps)),
    /** `until`, but kept after the reveal, so that a reset hides the future again */
    question: signal(/** @type {number | null} */ (null)),
    /** index of the answer chosen for the lesson's question */
    guess: signal(/** @type {number | null} */ (null)),
    /** the changes that can be undone and redone */
    history: signal(/** @type {import("./scene/history.js").History} */ ({ past: [], now: { lesson: null, scene }, coming: [], sealed: true })),
    /** is the page itself moving the start, to show that it can be moved? Such scenes get no undo and no address */
    rehearsing: signal(false),
    /** sentences for the user, shown until dismissed */
    notices: signal(/** @type {string[]} */ ([])),
    /** keys of the series of the open charts, in order */
    charts: signal(/** @type {string[]} */ ([])),
    /** the open view of the side panel: "step", "table" ...; null while it is folded */
    side: signal(/** @type {string | null} */ (null)),
    /** a loss at most so much above the lowest minimum counts as reached in the table */
    tolerance: signal(TOLERANCE),
    /** are gradient, coast and move of the marker's step drawn as arrows? */
    arrows: signal(false),
    /** is the curvature at the marker drawn as an ellipse? */
    ellipse: signal(false),
    /** is the rail with all settings open? */
    settings: signal(false),
    /** layout of the panels: one for each lane, one for all lanes, or only one of them */
    layout: signal(/** @type {"side" | "overlay" | "large"} */ ("side")),
    /** how many contour levels there are and how they are spaced, in words */
    levels: signal(""),
    /** are the charts folded away? */
    chartless: signal(false),
    /** number of panels in a row */
    columns: signal(1),
    /** how a panel shows the surface: from above, along a line, or in three dimensions */
    projection: signal(/** @type {"contour" | "profile" | "solid" | "map"} */ ("contour")),
    /** the map as far as it has arrived */
    map: signal(/** @type {import("./types.js").MapPicture | null} */ (null)),
    /** faults of the newest map */
    mapFaults: signal(/** @type {import("./types.js").Fault[]} */ ([])),
    /** the map that is wanted; null for none */
    mapRequest: signal(/** @type {import("./types.js").MapRequest | null} */ (null)),
    /** the run of the pixel under the pointer, drawn pale */
    ghost: signal(/** @type {import("./types.js").Frame | null} */ (null)),
    /** the settings that a tuning has tried, which a map of their knobs shows as points; null if there are none */
    tried: signal(/** @type {import("./map/tried.js").Tried | null} */ (null)),
    /** direction of the profile's line */
    line: signal(/** @type {"x" | "y" | "steep" | "flat" | "goal"} */ ("x")),
    /** index of the lane that is shown alone, or large on a phone, and whose step is explained */
    lane: signal(0),
    /** the class that this page runs; null if it runs none */
    hosted: signal(/** @type {import("./host/host.js").Hosted | null} */ (null)),
    /** is a pointer dragging a control, the start point or a view? Expensive work waits until the drag ends */
    dragging: signal(false),
  };
}

/** @typedef {import("./types.js").View} View */

/**
 * The whole view: the scene's domain, or the lesson's own view while the scene has the lesson's domain. It changes only with the surface, its domain or the lesson. A half-typed domain leaves it as it was.
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
    const view = JSON.stringify(domain) === domainOf(catalog, lesson.value) ? usual : (domainView(domain, catalog.plane) ?? kept ?? usual);
    last = { surface, view };
    return view;
  });
}

/** The domain of the lesson's scene as text; "null" if there is none. @param {import("./types.js").Catalog} catalog @param {string | null} key */
const domainOf = (catalog, key) => JSON.stringify((key === null ? null : catalog.lessons[key]?.scene.surface.domain) ?? null);

/** @param {any} domain  may be anything, because it comes from a link or from typing @param {import("./scene/plane.js").Plane} plane @returns {View | null} null if it is not valid */
function domainView(domain, plane) {
  const [x, y] = [0, 1].map((axis) => /** @type {[number, number]} */ ([domain?.[axis]?.[0], domain?.[axis]?.[1]]));
  return [x, y].every((range) => range.every(Number.isFinite) && isAllowed(range, plane)) ? { x, y } : null;
}

/**
 * The lesson's own view if the scene has the lesson's surface, otherwise the surface's domain.
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
