/** What the page knows. Every module reads and writes these signals; none of them knows another module. */
import { computed, signal } from "../vendor/signals-core.js";

import { PLAIN } from "./theme.js";

/** @typedef {ReturnType<typeof createState>} State */

/**
 * @param {import("./types.js").Catalog} catalog
 * @param {import("./types.js").Scene} scene  a complete scene, as the catalog's lessons hold
 */
export function createState(catalog, scene) {
  const current = signal(scene);
  const lesson = signal(/** @type {string | null} */ (null));
  const surface = computed(() => current.value.surface.key);
  return {
    catalog,
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
    frame: signal(/** @type {import("./types.js").Frame | null} */ (null)),
    /** faults of the newest scene, each shown beside its control */
    faults: signal(/** @type {import("./types.js").Fault[]} */ ([])),
    connection: signal(/** @type {"connecting" | "open" | "lost"} */ ("connecting")),
    /** the exact numbers of the step at which the marker rests */
    exact: signal(/** @type {import("./types.js").Inspection | null} */ (null)),
    /** the ranges that every panel shows */
    view: computed(() => viewOf(catalog, lesson.value, surface.value)),
    /** plotting area of each lane's panel, in lane order */
    boxes: signal(/** @type {import("./types.js").Box[]} */ ([])),
    /** width in pixels of the shared step axis of the charts */
    chartWidth: signal(0),
    theme: signal(PLAIN),
    /** is the page itself moving the start, to show that it can be moved? such scenes leave no trace */
    rehearsing: signal(false),
    /** sentences about the link, until dismissed */
    notices: signal(/** @type {string[]} */ ([])),
    /** charts that are open, in order */
    charts: signal(/** @type {string[]} */ ([])),
    /** is the rail with all settings open? */
    settings: signal(false),
    /** index of the lane that the phone shows large */
    lane: signal(0),
    /** is a pointer dragging a control or the start point at this moment? then nothing expensive may settle */
    dragging: signal(false),
  };
}

/**
 * A lesson's own view holds as long as its surface does.
 *
 * @param {import("./types.js").Catalog} catalog
 * @param {string | null} key
 * @param {string} surface
 * @returns {import("./types.js").View}
 */
function viewOf(catalog, key, surface) {
  const lesson = key === null ? undefined : catalog.lessons[key];
  if (lesson?.view && lesson.scene.surface.key === surface) return lesson.view;
  const [x, y] = catalog.surfaces[surface].domain;
  return { x, y };
}
