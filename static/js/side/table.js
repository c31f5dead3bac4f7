/** A table of the lanes that can be copied: the numbers at the marker, and how each run ended. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { t } from "../text/language.js";
import { counted, measured } from "../text/numbers.js";
import { colorOf } from "../view/palette.js";
import { rowAt } from "../panels/readout.js";
import { laneTitles } from "../scene/scene.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Frame} Frame */

/** @param {[number, number][]} points @param {{ x: number, y: number } | null} at */
function nearest(points, at) {
  return at && points.length ? Math.min(...points.map(([x, y]) => Math.hypot(at.x - x, at.y - y))) : null;
}

/** @param {number | null | undefined} value */
const cell = (value) => html`<td>${value === null || value === undefined ? "–" : measured(value)}</td>`;

/** @param {State} state @param {Frame} frame @param {string} name @param {number} lane */
function line(state, frame, name, lane) {
  const { status } = frame.lanes[lane];
  const row = rowAt(state, lane, Math.min(state.marker.value, status.step));
  const going = state.until.value !== null && status.kind === "finished";
  const fate = going ? t("so far") : status.kind === "diverged" ? t("diverged at step {step}", { step: counted(status.step) }) : t("finished");
  const settled = frame.lanes[lane].events.find(({ kind }) => kind === "converged");
  return html`<tr style=${`--lane:${colorOf(lane, state.theme.value.dark)}`}>
    <th scope="row">${name}</th>${cell(row?.loss)}${cell(row?.gradient_norm)}${cell(nearest(frame.surface.minima, row))}
    <td>${settled ? counted(settled.from) : "–"}</td><td>${fate}</td>
  </tr>`;
}

/** Copies the table as tab-separated text, for spreadsheets. @param {HTMLElement} root */
async function copy(root) {
  const rows = [...root.querySelectorAll("tr")].map((row) => [...row.children].map((each) => each.textContent?.trim() ?? "").join("\t"));
  await navigator.clipboard?.writeText(rows.join("\n")).catch(() => {});
}

/** @param {State} state */
function view(state) {
  const frame = state.frame.value;
  const names = laneTitles(state.catalog, state.scene.value.lanes);
  if (!frame || names.length !== frame.lanes.length) return nothing;
  return html`<table class="lane-table">
    <caption>${t("At step {step}", { step: counted(Math.min(state.marker.value, frame.steps)) })}</caption>
    <thead><tr>
      <th scope="col">${t("Walker")}</th><th scope="col"><i>f</i></th><th scope="col">|<i>g</i>|</th>
      <th scope="col">${t("to the minimum")}</th><th scope="col">${t("converged at step")}</th><th scope="col">${t("Run")}</th>
    </tr></thead>
    <tbody>${names.map((name, lane) => line(state, frame, name, lane))}</tbody>
  </table>
  <p><button type="button" @click=${(/** @type {Event} */ event) => copy(/** @type {HTMLElement} */ (/** @type {HTMLElement} */ (event.target).closest("#side-view")))}>
    ${t("Copy the table")}</button></p>`;
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountTable(root, state) {
  const dispose = effect(() => void render(view(state), root));
  return () => (dispose(), render(nothing, root));
}
