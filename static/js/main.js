/** Starts the page: requests the catalog, reads the scene from the address, and mounts every part in its region. */
import { effect, untracked } from "../vendor/signals-core.js";

import { mountAddress, readAddress } from "./address/address.js";
import { openStream } from "./server/ask.js";
import { firstPicture } from "./server/first.js";
import { mountHero } from "./controls/hero.js";
import { mountRail } from "./controls/rail.js";
import { embedded } from "./address/embed.js";
import { languageOf, speak, t, word } from "./text/language.js";
import { placed } from "./text/sentences.js";
import { enterFolder } from "./own/lessons.js";
import { begin, openingStep, show } from "./play/lessons.js";
import { mountCharts } from "./charts/charts.js";
import { mountLag } from "./page/lag.js";
import { mountLanes } from "./panels/lanes.js";
import { mountLesson } from "./page/lesson.js";
import { mountNotice } from "./page/notice.js";
import { mountSkip } from "./page/skip.js";
import { mountSummary } from "./page/summary.js";
import { wasDragged } from "./panels/start_moves.js";
import { mountTimeline } from "./page/timeline.js";
import { mountPlayer } from "./play/player.js";
import { readFields } from "./address/query.js";
import { pensOf } from "./scene/pens.js";
import { complete } from "./scene/scene.js";
import { same } from "./scene/units.js";
import { mountSide } from "./side/side.js";
import { createState } from "./state.js";
import { mountTheme } from "./view/theme.js";
import { mountTools } from "./tools/tools.js";
import { pens } from "./view/palette.js";
import { mountTypeface } from "./view/typeface.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./types.js").Catalog} Catalog */
/** @typedef {import("./address/address.js").Place} Place */

/** @param {string} id */
const region = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Retries, because the server may still be warming up. @param {string} language @returns {Promise<Catalog>} */
async function fetchCatalog(language) {
  try {
    const answer = await fetch(`api/catalog?lang=${language}`); // the page's head has requested it
    if (answer.ok) return await answer.json();
  } catch {
    // The server is not up yet. The notice below says so.
  }
  region("notice").textContent = t("The server does not answer yet; trying again.");
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return fetchCatalog(language);
}

/** The regions' names, in English in index.html. */
const REGIONS = [
  word("Tools"), word("All settings"), word("Error surface, one panel for each walker"), word("Main setting"), word("Charts"),
  word("What each run did"), word("Behind the picture"), word("Timeline"),
];

function nameRegions() {
  for (const element of document.querySelectorAll("body [aria-label]")) {
    const says = element.getAttribute("aria-label") ?? "";
    if (REGIONS.includes(says)) element.setAttribute("aria-label", t(says));
  }
}

/** Tells the palette how lanes that were reordered look. @param {State} state */
const mountPens = ({ scene }) =>
  effect(() => {
    const now = pensOf(scene.value.lanes);
    if (!same(now, pens.peek())) pens.value = now;
  });

/** @param {State} state */
function mountShell(state) {
  return effect(() => {
    document.body.dataset.settings = state.settings.value ? "open" : "folded";
    document.body.dataset.connection = state.connection.value;
    document.body.dataset.hide = state.hide.value.join(" ");
    document.body.dataset.future = state.until.value === null ? "shown" : "hidden";
    document.body.dataset.frame = !embedded ? "none" : state.titled.value ? "titled" : "bare";
  });
}

/**
 * Mounts the rail only while it is open, so that a folded rail takes no time.
 *
 * @param {HTMLElement} root
 * @param {State} state
 */
const mountFoldedRail = (root, state) => effect(() => (state.settings.value ? untracked(() => mountRail(root, state)) : undefined));

/** Shows the lesson if the server refuses the link's scene, because the page would stay empty. @param {State} state */
function fallBack(state) {
  const key = state.lesson.peek() ?? state.catalog.opening;
  return effect(() => {
    const [fault] = state.faults.value;
    if (!fault || state.frame.peek()) return;
    const notices = [t("This link was refused: {what}. The lesson is shown instead.", { what: placed(fault) })];
    show(state, { lesson: key, scene: complete(state.catalog, state.catalog.lessons[key].scene), step: null, notices });
  });
}

/** A lesson's own scene, at the step at which the lesson stops when it opens. @param {State} state @param {Place} there @returns {Place} */
const stopped = (state, there) => (there.own ? { ...there, step: there.step ?? openingStep(state, there.lesson) } : there);

async function start() {
  const language = languageOf(new URLSearchParams(location.search).get("lang"));
  await speak(language, (file) => fetch(file).then((answer) => answer.json()));
  nameRegions();
  const catalog = await fetchCatalog(language);
  region("notice").textContent = "";
  enterFolder(catalog);
  const place = await readAddress(catalog, location);
  const state = createState(catalog, place.scene);
  const first = await firstPicture(document.getElementById("first")?.textContent ?? "", place);
  state.frame.value = first.frame;
  document.body.dataset.hint = wasDragged() ? "off" : "on";
  show(state, stopped(state, place));
  readFields(state, location.search);
  const untouched = place.own && place.step === null && !location.hash;
  if (!embedded) mountSkip(document.body);
  mountTheme(document.documentElement, state);
  mountTypeface(document.head, state);
  mountPens(state);
  mountShell(state);
  mountLesson(region("lesson"), state);
  mountNotice(region("notice"), state);
  mountFoldedRail(region("rail"), state);
  mountHero(region("hero"), state);
  mountCharts(region("charts"), state);
  mountLanes(region("lanes"), state, first.background);
  mountLag(region("lag"), state);
  mountSummary(region("summary"), state);
  mountTimeline(region("timeline"), state);
  mountSide(region("side"), state);
  mountTools(region("tools"), state);
  mountPlayer(state);
  mountAddress(state, (/** @type {Place} */ there) => {
    show(state, stopped(state, there));
    readFields(state, location.search);
  });
  openStream(state, `${location.origin.replace(/^http/, "ws")}${new URL("api/stream", location.href).pathname}`);
  fallBack(state);
  if (new URLSearchParams(location.search).has("class")) void import("./class/explored.js").then(({ mountExplored }) => mountExplored(document.body, t));
  if (untouched) begin(state);
}

void start();
