/** The View menu: which part of the surface and of the run is shown, and how. */
import { html, nothing } from "../../vendor/lit-html.js";

import { bindKeys } from "../view/keys.js";
import { t, word } from "../text/language.js";
import { isOnData } from "../scene/data.js";
import { addChart } from "../charts/charts.js";
import { folded } from "../data/signals.js";
import { LINES } from "../panels/profile.js";
import { isZoomed, showAll, STRIDE, zoomView } from "../view/zoom.js";

/** @typedef {import("../state.js").State} State */

/** @param {State} state */
const zoomButtons = (state) => html`<section role="group" aria-label=${t("Zoom")}>
  <h2>${t("Zoom")}</h2>
  <button type="button" @click=${() => zoomView(state, STRIDE)}>${t("Zoom in")}</button>
  <button type="button" @click=${() => zoomView(state, 1 / STRIDE)}>${t("Zoom out")}</button>
  <button type="button" ?disabled=${!isZoomed(state) && state.stepZoom.value === null} @click=${() => showAll(state)}>${t("Whole view")}</button>
</section>`;

/** @type {[State["layout"]["value"], string][]} */
const LAYOUTS = [["side", word("Side by side")], ["overlay", word("Overlay")], ["large", word("One large")]];

/**
 * @template {string | boolean | null} T
 * @param {string} says
 * @param {{ value: T }} signal
 * @param {[T, string][]} choices
 */
const choice = (says, signal, choices) => html`<section role="group" aria-label=${says}>
  <h2>${says}</h2>
  ${choices.map(([key, name]) => html`<button type="button" aria-pressed=${key === signal.value}
    @click=${() => void (signal.value = key)}>${t(name)}</button>`)}
</section>`;

/** @type {[State["projection"]["value"], string][]} */
const PROJECTIONS = [["contour", word("Contour")], ["profile", word("Profile")], ["solid", word("3-D")], ["map", word("Map")]];

/** Lines for the profile; "goal" only if there is a minimum. @param {State} state */
function lines({ projection, line, frame }) {
  if (projection.value !== "profile") return nothing;
  const keys = /** @type {State["line"]["value"][]} */ (Object.keys(LINES));
  const open = keys.filter((key) => key !== "goal" || frame.value?.surface.minima.length);
  return choice(t("Line"), line, open.map((key) => [key, LINES[key]]));
}

/** @type {[State["spacing"]["value"], string][]} */
const SPACINGS = [[null, word("As suits the surface")], ["log", word("Even in log")], ["quantile", word("Equal areas")], ["linear", word("Even in f")]];

/** @param {State} state */
const charts = (state) => html`<section role="group" aria-label=${t("Charts")}>
  <h2>${t("Charts")}</h2>
  <button type="button" @click=${() => addChart(state)}>${t("Add a chart")}</button>
  <button type="button" ?disabled=${!state.charts.value.length} @click=${() => (state.charts.value = [])}>${t("No charts")}</button>
</section>`;

/** @param {State} state */
const levels = (state) => html`${choice(t("Levels"), state.spacing, SPACINGS)}<p class="legend">${state.levels.value}</p>`;

/** @type {[boolean, string][]} */
const EXAMPLES = [[false, word("Beside the surface")], [true, word("Hidden")]];

/** @param {State} state */
const sections = (state) => [
  choice(t("Panels"), state.layout, LAYOUTS),
  choice(t("Picture"), state.projection, PROJECTIONS),
  isOnData(state) ? choice(t("Examples"), folded, EXAMPLES) : nothing,
  lines(state),
  levels(state),
  zoomButtons(state),
  choice(t("Steps of the charts"), state.stepScale, [["linear", word("Even")], ["log", word("Logarithmic")]]),
  isOnData(state) ? choice(t("Validation loss"), shownBy(state), [["on", word("Drawn")], ["off", word("Not drawn")]]) : nothing,
  isOnData(state) ? choice(t("Charts count"), counting(state), [["steps", word("Steps")], ["examples", word("Examples seen")]]) : nothing,
  charts(state),
];

/** @param {State} state */
const shownBy = ({ validation }) => ({
  get value() {
    return validation.value ? "on" : "off";
  },
  set value(on) {
    validation.value = on === "on";
  },
});

/** A zoom belongs to what is counted. @param {State} state */
const counting = ({ chartBy, stepZoom }) => ({
  get value() {
    return chartBy.value;
  },
  set value(by) {
    stepZoom.value = null;
    chartBy.value = by;
  },
});

/** @param {State} state @returns {import("../view/keys.js").Binding[]} */
const keys = (state) => [
  { key: "+", says: "Zoom in", act: () => zoomView(state, STRIDE) },
  { key: "=", says: "Zoom in", act: () => zoomView(state, STRIDE) },
  { key: "-", says: "Zoom out", act: () => zoomView(state, 1 / STRIDE) },
  { key: "0", says: "Back to the whole view", act: () => showAll(state) },
  { key: "m", says: "Show or leave the map", act: () => void (state.projection.value = state.projection.peek() === "map" ? "contour" : "map") },
];

/** @type {import("./tools.js").Tool} */
export const viewMenu = {
  view: (state) => html`<details class="fold view"><summary>${t("View")}</summary><div class="sheet">${sections(state)}</div></details>`,
  mount: (state) => bindKeys(keys(state)),
};
