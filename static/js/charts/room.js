/** Divides the room of a chart between the ticks, the curves and the names at their ends. */
import { laneTitles, shortTitles } from "../scene/scene.js";
import { COMMITTEE, namesTogether } from "./committee.js";
import { GAP, SAMPLE, SPACING } from "./ends.js";

/** @typedef {import("../state.js").State} State */

/** Names take at most this share of a chart. If they are longer, shorter names are shown, or only the samples. */
const SHARE = 0.36;
const ruler = new OffscreenCanvas(1, 1).getContext("2d");

/** @param {State} state @returns {string[][]} names of the lanes, from the longest to none */
function wordings({ catalog, scene }) {
  const { lanes } = scene.peek();
  return [laneTitles(catalog, lanes), shortTitles(catalog, lanes), []];
}

/** @typedef {{ names: string[], right: number }} Names */
/**
 * @type {{ lanes: import("../types.js").Lane[] | null, charts: string[] | null, theme: object | null, width: number, high: number, found: Names }}
 *   the last result, kept because all charts need the same
 */
let last = { lanes: null, charts: null, theme: null, width: 0, high: 0, found: { names: [], right: 0 } };

/** @param {State} state @param {number} width @param {number} high @returns {Names} */
function namesOf(state, width, high) {
  const [{ lanes }, theme, charts] = [state.scene.peek(), state.theme.peek(), state.charts.peek()];
  const known = last.lanes === lanes && last.charts === charts && last.theme === theme && last.width === width && last.high === high;
  if (!known) last = { lanes, charts, theme, width, high, found: measured(state, width, high) };
  return last.found;
}

/**
 * The names at the ends of the curves, and the width that they take.
 *
 * @param {State} state
 * @param {number} width  of the chart
 * @param {number} high  of the curves' room; where the names would not all fit into it, there are none
 * @returns {Names}
 */
function measured(state, width, high) {
  const { font, text } = state.theme.peek();
  if (ruler) ruler.font = `${text}px ${font}`;
  const long = (/** @type {string} */ name) => ruler?.measureText(name).width ?? 0;
  const beside = (2 * GAP + SAMPLE) * text;
  // Rounded up in coarse steps, so that a name with a changing number does not move the axes.
  const room = (/** @type {string[]} */ names) => 3 * text * Math.ceil((beside + Math.max(0, ...names.map(long))) / (3 * text));
  const fits = (/** @type {string[]} */ names) => room(names) <= SHARE * width && (names.length - 1) * SPACING * text <= high;
  const names = wordings(state).find(fits) ?? [];
  const all = [...names, ...(state.charts.peek().includes(COMMITTEE) ? namesTogether() : [])];
  return { names, right: room(names.length && fits(all) ? all : names) };
}

/**
 * @param {State} state
 * @param {import("../types.js").Box} box
 * @returns {import("./chart.js").Area & { names: string[] }}
 */
export function areaOf(state, { width, height }) {
  const { text } = state.theme.peek();
  const [left, top, bottom] = [Math.round(3.4 * text), Math.round(0.6 * text), Math.round(1.8 * text)];
  const high = Math.max(1, height - top - bottom);
  const { names, right } = namesOf(state, width, high);
  const size = { width: Math.max(1, Math.round(width - left - right)), height: high };
  return { left, right, top, bottom, ...size, names };
}
