/** Starts the page: catalog, scene from the address, then every part on its own place. */
import { batch, effect, untracked } from "../vendor/signals-core.js";

import { mountAddress, readAddress } from "./address.js";
import { mountHero } from "./controls/hero.js";
import { mountRail } from "./controls/rail.js";
import { playOpening } from "./opening.js";
import { mountCharts } from "./panels/charts.js";
import { mountLag } from "./panels/lag.js";
import { mountLanes } from "./panels/lanes.js";
import { mountLesson } from "./panels/lesson.js";
import { mountNotice } from "./panels/notice.js";
import { wasDragged } from "./panels/start.js";
import { mountTimeline } from "./panels/timeline.js";
import { LONG_RUN, mountPlayer } from "./player.js";
import { complete } from "./scene.js";
import { mountSide } from "./side/side.js";
import { createState } from "./state.js";
import { openStream } from "./stream.js";
import { mountTheme } from "./theme.js";
import { mountTools } from "./tools/tools.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./types.js").Catalog} Catalog */
/** @typedef {import("./address.js").Place} Place */

const USUAL_CHARTS = ["loss", "gradient_norm"];

/** @param {string} id */
const region = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** The server may still be warming up. @returns {Promise<Catalog>} */
async function fetchCatalog() {
  try {
    const answer = await fetch("api/catalog");
    if (answer.ok) return await answer.json();
  } catch {
    // Not there yet: the sentence below says so.
  }
  region("notice").textContent = "The server does not answer yet; trying again.";
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return fetchCatalog();
}

/** @param {State} state @param {Omit<Place, "own">} place */
function show(state, { lesson, scene, step, notices }) {
  batch(() => {
    state.lesson.value = lesson;
    state.scene.value = scene;
    state.charts.value = state.catalog.lessons[lesson ?? ""]?.charts ?? USUAL_CHARTS;
    state.marker.value = Math.min(step ?? scene.steps, scene.steps);
    state.speed.value = scene.steps > LONG_RUN ? 0 : 20;
    state.playing.value = false;
    state.lane.value = state.catalog.lessons[lesson ?? ""]?.main ?? 0;
    state.notices.value = notices;
  });
}

/** @param {State} state */
function mountShell(state) {
  return effect(() => {
    document.body.dataset.settings = state.settings.value ? "open" : "folded";
    document.body.dataset.connection = state.connection.value;
  });
}

/**
 * A folded rail costs nothing: its controls are there only while it stands open.
 *
 * @param {HTMLElement} root
 * @param {State} state
 */
const mountFoldedRail = (root, state) => effect(() => (state.settings.value ? untracked(() => mountRail(root, state)) : undefined));

/** A link whose numbers the server refuses would leave an empty page: the lesson takes its place. @param {State} state */
function fallBack(state) {
  const key = state.lesson.peek() ?? Object.keys(state.catalog.lessons)[0];
  return effect(() => {
    const [fault] = state.faults.value;
    if (!fault || state.frame.peek()) return;
    const notices = [`This link was refused: ${fault.message}. The lesson is shown instead.`];
    show(state, { lesson: key, scene: complete(state.catalog, state.catalog.lessons[key].scene), step: null, notices });
  });
}

async function start() {
  const catalog = await fetchCatalog();
  region("notice").textContent = "";
  const place = await readAddress(catalog, location);
  const state = createState(catalog, place.scene);
  document.body.dataset.hint = wasDragged() ? "off" : "on";
  show(state, place);
  const untouched = place.own && place.step === null && !location.hash;
  let end = () => {};
  const open = (/** @type {string} */ key) => {
    end();
    show(state, { lesson: key, scene: complete(catalog, catalog.lessons[key].scene), step: null, notices: [] });
    end = begin(state);
  };
  mountTheme(document.documentElement, state);
  mountShell(state);
  mountLesson(region("lesson"), state, open);
  mountNotice(region("notice"), state);
  mountFoldedRail(region("rail"), state);
  mountHero(region("hero"), state);
  mountCharts(region("charts"), state);
  mountLanes(region("lanes"), state);
  mountLag(region("lag"), state);
  mountTimeline(region("timeline"), state);
  mountSide(region("side"), state);
  mountTools(region("tools"), state);
  mountPlayer(state);
  mountAddress(state, (/** @type {Place} */ there) => {
    end();
    const { replay } = catalog.lessons[there.lesson ?? ""] ?? {};
    show(state, there.own && replay ? { ...there, step: there.step ?? replay.to } : there);
  });
  openStream(state, `${location.origin.replace(/^http/, "ws")}${new URL("api/stream", location.href).pathname}`);
  fallBack(state);
  if (untouched) end = begin(state);
}

/** @param {State} state @returns {() => void} */
function begin(state) {
  const replay = state.catalog.lessons[state.lesson.peek() ?? ""]?.replay;
  return replay ? playOpening(state, replay) : () => {};
}

void start();
