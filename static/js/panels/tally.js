/** On a panel: why its surface has no minimum, where early stopping ends its run, where the runs of a lane end that is run many times. */
import { effect } from "../../vendor/signals-core.js";
import { html, nothing, render } from "../../vendor/lit-html.js";

import { factsOf } from "../scene/data.js";
import { lossesOf, stopsOf } from "../text/answered.js";
import { tallyOf } from "../text/ended.js";
import { t } from "../text/language.js";
import { sentenceOf, translated } from "../text/sentences.js";
import { lanesOn } from "../view/layout.js";

/** @typedef {import("../state.js").State} State */

/** Most ends that are named on a panel. */
const NAMED = 3;

/** Why there is no minimum; a panel of all lanes says it of the scene's surface. @param {State} state @param {import("../types.js").Frame} now @param {number} lane */
function wallOf(state, now, lane) {
  const { data } = lanesOn(state, lane).length > 1 ? now.surface : factsOf(now, lane);
  return data?.wall ? [translated(data.wall)] : [];
}

/**
 * The losses of the weights that a rule answers with, once the run has reached the step that decides it.
 *
 * @param {State} state @param {import("../types.js").LaneFrame} its @param {number} lane @param {number} marker
 */
function pinnedOf(state, its, lane, marker) {
  const { answer } = state.scene.value.lanes[lane] ?? {};
  if (!answer || answer.key === "last" || marker < (its.answered?.stop ?? its.status.step)) return [];
  return lossesOf(its).map((losses) => t("at the pin: {losses}", { losses }));
}

/** The ends of runs tell the last step, so they wait until the marker is there. @param {State} state @param {number} lane */
function view(state, lane) {
  const [now, marker] = [state.frame.value, state.marker.value];
  if (!now?.lanes[lane]) return nothing;
  const stopped = lanesOn(state, lane).length > 1 ? [] : stopsOf(now.lanes[lane]).filter(({ from }) => from <= marker).map((event) => sentenceOf(event));
  const pinned = lanesOn(state, lane).length > 1 ? [] : pinnedOf(state, now.lanes[lane], lane, marker);
  const ended = marker < (now.arrays.stops.at(-1) ?? Infinity) ? [] : tallyOf(now, lane).slice(0, NAMED);
  return [...ended, ...stopped, ...pinned, ...wallOf(state, now, lane)].map((line) => html`<span>${line}</span>`);
}

/** @param {HTMLElement} root @param {State} state @param {number} lane @returns {() => void} */
export const writeTally = (root, state, lane) => effect(() => void render(view(state, lane), root));
