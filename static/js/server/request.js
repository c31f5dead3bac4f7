/** The request for the picture that the page shows now. */
import { isShown } from "../data/shown.js";
import { isData } from "../scene/data.js";
import { panelOf } from "../view/layout.js";

/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {import("../types.js").View} View */
/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Box & import("../types.js").View} Panel */
/** @typedef {{ width: number, series: string[], axes: Record<string, "log" | "linear">, ticks: number } & View & import("../view/steps.js").StepAxis} Chart */
/** @typedef {{ along: string, step: number, width: number }} Profile */
/** @typedef {{ scene: Scene, view: { panels: Panel[], chart: Chart, profile?: Profile, draft: boolean, until?: number, within?: number, data?: boolean } }} Request */

/** Always requested, because the readout under each panel and the final values need them. */
const ALWAYS = ["loss", "gradient_norm"];

/** True if the learning rate is the same at every step. Then its series need not be requested. @param {import("../types.js").Lane} lane */
export const isSteady = ({ schedule, warmup }) => schedule.key === "constant" && !warmup;

/** True if the open settings draw a schedule that varies. @param {import("../state.js").State} state */
const drawsSchedules = ({ settings, scene }) => settings.value && !scene.value.lanes.every(isSteady);

/** The profile line runs through the iterate at the marker. @param {State} state @param {number} width @returns {Profile | null} */
function profileOf({ projection, line, marker, scene }, width) {
  if (projection.value !== "profile") return null;
  return { along: line.value, step: Math.min(marker.value, scene.value.steps), width: Math.max(2, Math.ceil(width)) };
}

/**
 * @param {import("../state.js").State} state
 * @returns {Request | null} null while the page has no size yet
 */
export function requestOf(state) {
  const scene = state.scene.value;
  const { x, y } = state.view.value;
  const boxes = scene.lanes.map((_, lane) => state.boxes.value[panelOf(state, lane)]);
  const noCharts = state.hide.value.includes("charts") || state.projection.value === "map";
  const width = noCharts ? 1 : state.chartWidth.value;
  if (width < 1 || boxes.some((box) => !(box?.width > 0))) return null;
  const panels = boxes.map((box) => ({ ...box, x, y }));
  const sparks = drawsSchedules(state) ? ["lr"] : [];
  const charts = noCharts ? [] : state.charts.value;
  const checked = state.validation.value && isData(state.catalog, scene.surface.key) ? ["held"] : [];
  const series = [...new Set([...ALWAYS, ...checked, ...sparks, ...charts])];
  const axes = Object.fromEntries(charts.map((key) => [key, state.scales.value[key] ?? "log"]));
  const chart = { width, ...state.axis.value, series, axes, ticks: state.chartTicks.value, ...state.whole.value };
  const profile = profileOf(state, Math.max(...boxes.map((box) => box.width)));
  const until = state.until.value === null ? null : { until: state.end.value };
  const within = state.side.value === "table" ? { within: state.tolerance.value } : null; // only the table shows it
  const data = isShown(state) ? { data: true } : null;
  return { scene, view: { panels, chart, draft: state.dragging.value, ...(profile && { profile }), ...until, ...within, ...data } };
}

/**
 * True if the request equals the last one, or is only a draft of it. A drag starts with such a draft.
 *
 * @param {Request} request
 * @param {Request} last
 */
export const addsNothing = (request, last) =>
  request.scene === last.scene && [request.view, { ...request.view, draft: false }].some((view) => JSON.stringify(view) === JSON.stringify(last.view));
