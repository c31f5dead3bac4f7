/** The settings that were tried for a walker, as points over the learning rate: how deep each of them comes, and how many come as deep. */
import { html, svg } from "../../vendor/lit-html.js";

import { HEIGHT, places, WIDTH } from "./scores.js";

/** @typedef {import("./tuning.js").TunedLane} TunedLane */

/** @param {TunedLane} lane @param {number} floor @param {string} says */
export const cloud = (lane, floor, says) => html`<svg class="cloud" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${says}>
  ${places(lane, floor).map(({ x, y, lost, best }) => svg`<circle cx=${x.toFixed(1)} cy=${y.toFixed(1)} r=${best ? 4 : 1.8} class=${best ? "best" : lost ? "lost" : ""}></circle>`)}</svg>`;
