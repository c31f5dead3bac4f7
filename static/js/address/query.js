/** The other parameters of a link: how the page looks and what it shows. Each has one row in FIELDS. */
import { langParameter, languageOf, word } from "../text/language.js";
import { usualSight } from "../play/lessons.js";
import { TOLERANCE } from "../state.js";
import { exact, parse } from "../controls/typing.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ read: (state: State, text: string | null) => void, write: (state: State) => string | null }} Field  null: the default */

/** Parts of the page that a link can hide. The link and the style sheet use these keys. */
export const PARTS = {
  lesson: word("Title and sentence"),
  settings: word("All settings"),
  tools: word("Tools"),
  hero: word("Main setting"),
  readout: word("Numbers under the panels"),
  charts: word("Charts"),
  timeline: word("Timeline"),
};

export const LOOKS = /** @type {const} */ ({ system: word("As the system"), light: word("Light"), dark: word("Dark"), projector: word("Projector") });
/** @typedef {keyof typeof LOOKS} Look */

/** @param {string | null} text @returns {Look} */
const lookOf = (text) => (text !== null && Object.hasOwn(LOOKS, text) ? /** @type {Look} */ (text) : "system");

/** @param {string | null} text @returns {string[]} */
const partsOf = (text) => (text ?? "").split(",").filter((part) => Object.hasOwn(PARTS, part));

/** @param {string | null} text @returns {number | null} null if it is no tolerance */
export function toleranceOf(text) {
  const value = parse(text ?? "");
  return value !== null && value >= 0 ? value : null;
}

/** Parts that the open lesson hides; only lessons of one's own do. @param {State} state */
const ownParts = ({ catalog, lesson }) => catalog.lessons[lesson.value ?? ""]?.hide ?? [];

/** @param {State} state @returns {string | null} null if it hides what its lesson does */
function hidden(state) {
  const parts = state.hide.value.join(",");
  return parts === ownParts(state).join(",") ? null : parts;
}

const LAYOUTS = /** @type {const} */ (["side", "overlay", "large"]);
const SIGHTS = /** @type {const} */ (["contour", "profile", "solid", "map"]);

/**
 * Sets a signal from a link, unless the value is missing or unknown.
 *
 * @template {string} T
 * @param {{ value: T }} chosen
 * @param {readonly T[]} known
 * @param {string | null} text
 */
function choose(chosen, known, text) {
  const found = known.find((each) => each === text);
  if (found) chosen.value = found;
}

/** @param {State} state @param {"layout" | "projection"} name @returns {string | null} null if it is the lesson's own value */
const unusual = (state, name) => (state[name].value === usualSight(state)[name] ? null : state[name].value);

const COUNTED = /** @type {const} */ (["steps", "examples"]);

/** What the charts of the open lesson count. @param {State} state */
const usualCount = ({ catalog, lesson }) => catalog.lessons[lesson.value ?? ""]?.by ?? "steps";

/** Does the open lesson draw the validation loss? @param {State} state */
const usualChecks = ({ catalog, lesson }) => catalog.lessons[lesson.value ?? ""]?.held ?? true;

/** @param {State} state @param {string | null} text */
function readChecks({ validation }, text) {
  if (text === "on" || text === "off") validation.value = text === "on";
}

/** @param {State} state @param {string | null} text */
function readPresenting(state, text) {
  if (text === null) return;
  state.presenting.value = true;
  state.layout.value = usualSight(state).layout;
}

/** @type {Record<string, Field>} */
const FIELDS = {
  theme: { read: ({ look }, text) => void (look.value = lookOf(text)), write: ({ look }) => (look.value === "system" ? null : look.value) },
  lang: { read: ({ language }, text) => void (language.value = languageOf(text)), write: ({ language }) => langParameter(language.value) },
  course: { read: ({ course }, text) => void (course.value = text === "lecture" ? text : "all"), write: ({ course }) => (course.value === "all" ? null : course.value) },
  hide: { read: (state, text) => void (state.hide.value = text === null ? ownParts(state) : partsOf(text)), write: hidden },
  present: { read: readPresenting, write: ({ presenting }) => (presenting.value ? "on" : null) }, // before `layout`: what is usual there depends on it
  layout: { read: (state, text) => choose(state.layout, LAYOUTS, text), write: (state) => unusual(state, "layout") },
  see: { read: (state, text) => choose(state.projection, SIGHTS, text), write: (state) => unusual(state, "projection") },
  validation: { read: readChecks, write: (state) => (state.validation.value === usualChecks(state) ? null : state.validation.value ? "on" : "off") },
  by: { read: (state, text) => choose(state.chartBy, COUNTED, text), write: (state) => (state.chartBy.value === usualCount(state) ? null : state.chartBy.value) },
  within: { read: ({ tolerance }, text) => void (tolerance.value = toleranceOf(text) ?? TOLERANCE), write: ({ tolerance }) => (tolerance.value === TOLERANCE ? null : exact(tolerance.value)) },
  title: { read: ({ titled }, text) => void (titled.value = text === "on"), write: ({ titled }) => (titled.value ? "on" : null) },
};

/** @param {State} state @param {string} search  as location.search */
export function readFields(state, search) {
  const query = new URLSearchParams(search);
  for (const [key, { read }] of Object.entries(FIELDS)) read(state, query.get(key));
}

/** @param {State} state @returns {Record<string, string | null>} */
export const writeFields = (state) => Object.fromEntries(Object.entries(FIELDS).map(([key, { write }]) => [key, write(state)]));
