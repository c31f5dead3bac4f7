/** Requests the picture of the frozen scene, by HTTP: it changes seldom, and must not take the place of the scene on the stream. */
import { effect } from "../../vendor/signals-core.js";

import { once } from "../scene/many.js";
import { spanOf } from "../view/span.js";
import { HttpRequests } from "./over_http.js";
import { decodePart, joined } from "./wire.js";

/** @typedef {import("../state.js").State} State */

/** Milliseconds without a change of size or view before a request. */
const REST = 100;

/** @param {State} state @returns {import("./request.js").Request | null} null if nothing is frozen, or the page has no size yet */
function requestOf(state) {
  const { frozen } = state.scene.value;
  const scene = frozen && { ...frozen, lanes: frozen.lanes.map(once) };
  const box = state.boxes.value.find((each) => each?.width > 0);
  const width = state.chartWidth.value;
  if (!scene || !box || width < 1 || state.dragging.value) return null;
  const axis = state.axis.value;
  const { length } = spanOf(state.catalog, scene, axis.by ?? "steps");
  const end = Math.min(axis.steps[1], length);
  const steps = /** @type {[number, number]} */ (axis.steps[0] < end ? [axis.steps[0], end] : [0, length]);
  const panels = scene.lanes.map(() => ({ ...box, ...state.view.value }));
  const series = state.charts.value;
  const axes = Object.fromEntries(series.map((key) => [key, state.scales.value[key] ?? "log"]));
  const chart = { width, ...axis, steps, series, axes, ticks: state.chartTicks.value, ...state.whole.value };
  const until = state.until.value === null ? null : { until: Math.min(state.until.value, scene.steps) };
  return { scene, view: { panels, chart, draft: false, ...until } };
}

/** @param {State} state @returns {() => void} */
export function followFrozen(state) {
  /** @type {import("./wire.js").Part[]} */
  let parts = [];
  /** @type {{ text: string, request: import("./request.js").Request } | null} */
  let asked = null;
  const received = (/** @type {string | ArrayBuffer} */ data) => {
    if (typeof data === "string" || !asked) return; // a refusal: the scene itself is refused with the same sentence
    parts.push(decodePart(data));
    const frame = parts.at(-1)?.last ? joined(parts, []) : null;
    const { scene, view } = asked.request;
    if (frame) state.frozen.value = { ...frame, scene, panels: view.panels, axis: view.chart };
  };
  const line = new HttpRequests(received, () => {});
  const ask = (/** @type {import("./request.js").Request} */ request) => {
    const text = JSON.stringify({ kind: "scene", id: 0, ...request });
    if (text === asked?.text && state.frozen.peek()) return;
    [asked, parts] = [{ text, request }, []];
    void line.ask(0, text);
  };
  const dispose = effect(() => {
    const request = requestOf(state);
    if (!state.scene.value.frozen) {
      line.stop();
      asked = state.frozen.value = null;
    }
    if (!request) return;
    if (asked && asked.request.view.until !== request.view.until) state.frozen.value = null; // it may show what is hidden now
    const rest = setTimeout(() => ask(request), REST);
    return () => clearTimeout(rest);
  });
  return () => (dispose(), line.stop());
}
