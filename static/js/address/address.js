/** Keeps the address bar and the scene in sync: a link, a reload and the back button restore the same picture. */
import { effect } from "../../vendor/signals-core.js";

import { embedded } from "./embed.js";
import { t } from "../text/language.js";
import { openingStep, questionStep } from "../play/lessons.js";
import { Refused } from "../files/server.js";
import { listOf, readLessons, said } from "../own/lessons.js";
import { decodeLink, encodeLessons, encodeScene, readQuery, writeQuery } from "./link.js";
import { keep, kept, linkable } from "./kept.js";
import { writeFields } from "./query.js";
import { complete, MAX_LANES } from "../scene/scene.js";
import { counted } from "../text/numbers.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Catalog} Catalog */
/** @typedef {import("../types.js").Scene} Scene */
/**
 * @typedef {{
 *   lesson: string | null, scene: Scene, step: number | null, until: number | null, own: boolean, notices: string[]
 * }} Place  until: the last step shown, if the future is hidden; own: is the scene exactly the lesson's?
 */

/** Milliseconds without a change before the address is written. */
const SETTLED = 400;

/** @param {Catalog} catalog */
const firstLesson = (catalog) => catalog.opening;

/** Completes a link's scene. A link may hold anything, so this throws if the page cannot even request the scene. @param {Catalog} catalog @param {any} scene */
function checked(catalog, scene) {
  const whole = complete(catalog, scene);
  const known = Object.hasOwn(catalog.surfaces, whole.surface.key) && whole.lanes.length > 0;
  const numbers = [...whole.start, whole.steps].every((value) => Number.isFinite(value)) && whole.steps >= 1;
  if (!known || !numbers) throw new Error();
  return whole;
}

/**
 * @param {Catalog} catalog
 * @param {{ search: string, hash: string }} address
 * @returns {Promise<Place>} what to show; for an unreadable address, a lesson and a notice
 */
export async function readAddress(catalog, { search, hash }) {
  const { lesson, step, hidden } = readQuery(search);
  const known = lesson !== null && Object.hasOwn(catalog.lessons, lesson);
  const notices = lesson !== null && !known ? [t("There is no lesson “{key}” here; this is the first one.", { key: lesson.slice(0, 60) })] : [];
  const key = known ? lesson : firstLesson(catalog);
  const question = step === null ? questionStep(catalog, key, new URLSearchParams(search).get("course")) : null;
  const until = hidden ? step : null;
  const whole = { lesson: key, scene: complete(catalog, catalog.lessons[key].scene), step: step ?? question, until: until ?? question, own: true, notices };
  if (hash.length < 2) return whole;
  try {
    const found = await decodeLink(hash);
    if (found.lessons) return await ofLessons(catalog, found, { lesson, step, until });
    const { scene, cut } = limited(kept(hash) ?? found.scene);
    return { lesson: known ? lesson : null, scene: readable(catalog, scene), step, until, own: false, notices: [...notices, ...cut] };
  } catch (error) {
    return { ...whole, notices: [...notices, refusal(/** @type {Error} */ (error))] };
  }
}

/** @param {Error} error */
const refusal = (error) =>
  error instanceof Refused
    ? t("This link was refused: {what}. The lesson is shown instead.", { what: said(error.faults[0]) })
    : t("{sentence} {next}", { sentence: error.message, next: t("The lesson is shown instead.") });

/**
 * A place in lessons of one's own. In their link, `lesson` is a number.
 *
 * @param {Catalog} catalog
 * @param {{ lessons: any, scene: any }} found
 * @param {{ lesson: string | null, step: number | null, until: number | null }} asked
 * @returns {Promise<Place>}
 */
async function ofLessons(catalog, { lessons, scene }, { lesson, step, until }) {
  const { keys } = await readLessons(catalog, lessons);
  const key = keys[Number(lesson ?? 1) - 1] ?? keys[0];
  if (scene !== null) {
    const { scene: shown, cut } = limited(scene);
    return { lesson: key, scene: readable(catalog, shown), step, until, own: false, notices: cut };
  }
  const question = step === null ? questionStep(catalog, key, null) : null;
  return { lesson: key, scene: complete(catalog, catalog.lessons[key].scene), step: step ?? question, until: until ?? question, own: true, notices: [] };
}

/**
 * Every lane gets a panel, and a short link can hold thousands: the page would freeze before the server refuses them.
 *
 * @param {any} scene  as a link holds it
 * @returns {{ scene: any, cut: string[] }} the scene with as many lanes as the page can draw, and a notice if there were more
 */
function limited(scene) {
  const n = Array.isArray(scene?.lanes) ? scene.lanes.length : 0;
  if (n <= MAX_LANES) return { scene, cut: [] };
  const says = t("This link holds {n} walkers; the first {limit} are shown.", { n: counted(n), limit: MAX_LANES });
  return { scene: { ...scene, lanes: scene.lanes.slice(0, MAX_LANES) }, cut: [says] };
}

/** @param {Catalog} catalog @param {unknown} scene */
function readable(catalog, scene) {
  try {
    return checked(catalog, scene);
  } catch {
    throw new Error(t("This link holds a scene that this page does not know."));
  }
}

/** @param {State} state @returns {boolean} is the scene exactly the lesson's own? */
function untouched({ catalog, lesson, scene }) {
  const key = lesson.value;
  return key !== null && JSON.stringify(complete(catalog, catalog.lessons[key].scene)) === JSON.stringify(scene.value);
}

/**
 * The step in the address: the last one shown if the future is hidden, otherwise the marker's; null for the default.
 *
 * @param {State} state
 * @param {boolean} own  is it the lesson's own scene?
 */
function stepOf(state, own) {
  const { lesson, scene, marker, until } = state;
  if (until.value !== null) return String(until.value);
  const usual = (own ? openingStep(state, lesson.value) : null) ?? scene.value.steps;
  return marker.value === usual ? null : String(marker.value);
}

/**
 * The address of what is shown. The first lesson, if unchanged, needs no parameters.
 *
 * @param {State} state
 * @param {{ path: string, search: string, changes?: Record<string, string | null> }} from  search: its unknown parameters are kept;
 *   changes: fields in which the link differs from the page
 */
export async function addressOf(state, { path, search, changes }) {
  const own = untouched(state);
  const key = state.lesson.value;
  const isDefault = own && key === firstLesson(state.catalog) && !new URLSearchParams(search).has("lesson");
  const future = state.until.value === null ? null : "hidden";
  const list = listOf(state);
  const says = { lesson: list?.doc ? numberIn(list, key) : isDefault ? null : key, step: stepOf(state, own), future, ...writeFields(state), ...changes };
  return `${path}${writeQuery(search, says)}${await fragmentOf(state, list?.doc ?? null, own)}`;
}

/** @param {import("../types.js").OwnList} list @param {string | null} key @returns {string | null} null for the first */
const numberIn = ({ keys }, key) => (key === keys[0] ? null : String(keys.indexOf(key ?? "") + 1));

/** The part behind #. @param {State} state @param {import("../types.js").OwnDocument | null} doc @param {boolean} own  is it the lesson's own scene? */
async function fragmentOf(state, doc, own) {
  const scene = linkable(state.scene.peek());
  if (doc) return encodeLessons(doc, own ? null : scene);
  return own ? "" : encodeScene(scene);
}

/** What the back button restores: lesson and scene. @param {string} address */
function lasting(address) {
  const { searchParams, hash } = new URL(address, location.href);
  return `${searchParams.get("lesson")}${hash}`;
}

/**
 * @param {State} state
 * @param {(place: Place) => void} show
 * @returns {() => void}
 */
export function mountAddress(state, show) {
  if (embedded) return () => {};
  let settled = location.pathname + location.search + location.hash;
  let turn = 0;
  const write = async (/** @type {boolean} */ settle) => {
    const mine = ++turn;
    const address = await addressOf(state, { path: location.pathname, search: location.search });
    if (mine !== turn) return;
    keep(new URL(address, location.href).hash, state.scene.peek());
    if (address === location.pathname + location.search + location.hash) return;
    const anew = lasting(address) !== lasting(settled) && settle;
    history[anew ? "pushState" : "replaceState"](null, "", address);
    if (settle) settled = address;
  };
  const dispose = effect(() => {
    void [state.scene.value, state.lesson.value, state.marker.value, state.until.value, writeFields(state)];
    if (state.rehearsing.value || state.playing.value || state.dragging.value || state.faults.value.length) return;
    const rest = setTimeout(() => void write(true), SETTLED);
    return () => clearTimeout(rest);
  });
  const back = async () => {
    turn++;
    settled = location.pathname + location.search + location.hash;
    show(await readAddress(state.catalog, location));
  };
  addEventListener("popstate", back);
  return () => {
    dispose();
    removeEventListener("popstate", back);
  };
}
