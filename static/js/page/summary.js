/** What each run did, in one sentence for each lane, for screen readers. It is updated once the picture is at rest. */
import { html, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { clauses, t } from "../text/language.js";
import { counted, measured } from "../text/numbers.js";
import { lossesOf, stopsOf } from "../text/answered.js";
import { sentenceOf } from "../text/sentences.js";
import { laneTitles } from "../scene/scene.js";
import { lastColumn } from "../view/trails.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").LaneFrame} LaneFrame */

/** Milliseconds without a change before an update. */
const REST = 700;
/** Number of events that are named. The others are only counted. */
const TOLD = 2;

/** @param {LaneFrame} lane @returns {string[]} */
function happened({ events }) {
  const others = events.filter(({ kind }) => kind !== "diverged");
  const more = others.length > TOLD ? [t("{n} more events", { n: counted(others.length - TOLD) })] : [];
  return [...others.slice(0, TOLD).map((event) => sentenceOf(event)), ...more];
}

/**
 * @param {string} name
 * @param {LaneFrame} lane
 * @returns {string} first and last loss are exact if each pixel column holds one step; otherwise they are extremes of their column
 */
export const sentence = (name, lane) => t("{clauses}.", { clauses: clauses([course(name, lane), ...happened(lane), ...stopsOf(lane).map((event) => sentenceOf(event)), ...lossesOf(lane)]) });

/** @param {string} name @param {LaneFrame} lane */
function course(name, { status, arrays }) {
  const pairs = arrays.loss ?? new Float32Array();
  const last = lastColumn(pairs);
  const steps = counted(status.step);
  if (status.kind === "diverged") return t("{name}: diverged at step {steps}", { name, steps });
  if (last < 0) return t("{name}: {steps} steps", { name, steps });
  const low = measured(pairs.reduce((least, value) => (value < least ? value : least), Infinity));
  const values = { name, steps, low, first: measured(pairs[1]), end: measured(pairs[2 * last]) };
  return t("{name}: f goes from {first} to {end} in {steps} steps, at the lowest {low}", values);
}

/** @param {State} state */
function sentences(state) {
  const frame = state.frame.peek();
  const names = laneTitles(state.catalog, state.scene.peek().lanes);
  return frame && frame.lanes.length === names.length ? frame.lanes.map((lane, index) => sentence(names[index], lane)) : [];
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountSummary(root, state) {
  return effect(() => {
    void state.frame.value;
    if (state.dragging.value || state.playing.value || state.rehearsing.value) return;
    const rest = setTimeout(() => render(html`<ul aria-live="polite">${sentences(state).map((each) => html`<li>${each}</li>`)}</ul>`, root), REST);
    return () => clearTimeout(rest);
  });
}
