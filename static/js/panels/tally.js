/** Where the runs of a lane end that is run many times, on its panel. */
import { effect } from "../../vendor/signals-core.js";
import { html, nothing, render } from "../../vendor/lit-html.js";

import { tallyOf } from "../text/ended.js";

/** @typedef {import("../state.js").State} State */

/** Most ends that are named on a panel. */
const NAMED = 3;

/** They tell the last step, so they wait until the marker is there. @param {State} state @param {number} lane */
function view({ frame, marker }, lane) {
  const now = frame.value;
  if (!now || marker.value < (now.arrays.stops.at(-1) ?? Infinity)) return nothing;
  return tallyOf(now, lane).slice(0, NAMED).map((line) => html`<span>${line}</span>`);
}

/** @param {HTMLElement} root @param {State} state @param {number} lane @returns {() => void} */
export const writeTally = (root, state, lane) => effect(() => void render(view(state, lane), root));
