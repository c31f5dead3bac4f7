/** The texts of a panel: the lane's name, how its run ended, and the numbers at the marker. */
import { computed, effect } from "../../vendor/signals-core.js";

import { clauses, t } from "../text/language.js";
import { lanesOn } from "../view/layout.js";
import { counted, measured } from "../text/numbers.js";
import { translated } from "../text/sentences.js";
import { colorOf, lookOf } from "../view/palette.js";
import { laneDetails, laneName, laneTitle } from "../scene/scene.js";
import { readout, rowAt } from "./readout.js";
import { drawSwatch } from "./swatch.js";
import { writeTally } from "./tally.js";

/** @typedef {import("../state.js").State} State */

/** @param {Element} root @param {string} selector */
export const part = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));

/** Sets a text only if it differs, which avoids a new layout. @param {HTMLElement} element @param {string} text */
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {HTMLElement} root @param {State} state @param {number} lane */
function writeName(root, state, lane) {
  const [title, details] = [part(root, ".lane-name span"), part(root, ".lane-name small")];
  const lanes = computed(() => state.scene.value.lanes);
  return effect(() => {
    const its = lanes.value[lane];
    if (!its) return;
    put(title, laneTitle(state.catalog, its));
    put(details, laneDetails(state.catalog, its, lanes.value));
  });
}

/** @param {HTMLElement} root @param {State} state @param {number} lane */
function writeLook(root, state, lane) {
  const sample = /** @type {HTMLCanvasElement} */ (part(root, ".sample"));
  return effect(() => {
    root.style.setProperty("--lane", colorOf(lane, state.theme.value.dark));
    drawSwatch(sample, lane, state.theme.value);
  });
}

/** @param {HTMLElement} root @param {State} state @param {number} lane */
function writeFate(root, state, lane) {
  const [fate, overlay] = [part(root, ".fate"), part(root, ".overlay")];
  return effect(() => {
    const status = state.frame.value?.lanes[lane]?.status;
    fate.hidden = status?.kind !== "diverged";
    put(fate, status ? fateOf(status) : "");
    if (state.dragging.value || !state.scene.value.lanes[lane]) return;
    overlay.setAttribute("aria-label", clauses(lanesOn(state, lane).map((its) => description(state, its))));
  });
}

/** @param {State} state @param {number} lane @returns {string} a description of the lane for screen readers */
function description(state, lane) {
  return t("{name}, {color} line: {end}", { name: laneName(state.catalog, state.scene.value.lanes[lane]), color: t(lookOf(lane).name), end: endOf(state, lane) });
}

/** @param {import("../types.js").Status} status */
function fateOf({ kind, step, why }) {
  if (kind !== "diverged") return "";
  const name = t("diverged at step {step}", { step: counted(step) });
  return why ? t("{name}: {says}", { name, says: translated(why) }) : name;
}

/** @param {State} state @param {number} lane */
function endOf(state, lane) {
  const frame = state.frame.value;
  const status = frame?.lanes[lane]?.status;
  if (!frame || !status) return t("not drawn yet");
  if (status.kind === "diverged") return fateOf(status);
  const row = rowAt(state, lane, status.step);
  const n = counted(status.step);
  return row ? t("{n} steps, ends at {x}, {y}", { n, x: measured(row.x), y: measured(row.y) }) : t("{n} steps", { n });
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {number} lane
 * @returns {() => void}
 */
export function writeWords(root, state, lane) {
  const numbers = part(root, ".readout");
  let written = "";
  const disposers = [
    writeName(root, state, lane),
    writeLook(root, state, lane),
    writeFate(root, state, lane),
    writeTally(part(root, ".tally"), state, lane),
    effect(() => {
      const now = readout(state, lane);
      if (now !== written) numbers.innerHTML = written = now;
    }),
  ];
  return () => disposers.forEach((dispose) => dispose());
}
