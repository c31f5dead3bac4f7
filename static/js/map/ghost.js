/** The path of the pixel that is looked at, pale on the surface beside the map. One request is under way; the newest one waits. */
import { bare } from "../scene/freeze.js";
import { unmapped, withValues } from "../scene/mapped.js";
import { HttpRequests } from "../server/over_http.js";
import { decodePart, joined } from "../server/wire.js";
import { panelOf } from "../view/layout.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").MapPicture} Picture */

/** @param {State} state @param {Picture} picture @param {[number, number]} values */
function requestOf(state, { request: { map } }, values) {
  const box = state.boxes.peek()[panelOf(state, map.lane)];
  if (!(box?.width > 0)) return null;
  const whole = withValues(unmapped(bare(state.scene.peek())), map, values);
  const { many: _, ...lane } = whole.lanes[map.lane];
  const scene = { ...whole, lanes: [lane] };
  const view = state.view.peek();
  const chart = { ...{ width: 1, steps: [0, scene.steps], scale: "linear", series: [], axes: {}, ticks: 1 }, ...view };
  const until = state.until.peek() === null ? null : { until: Math.min(state.end.peek(), scene.steps) };
  return { scene, view: { panels: [{ ...box, ...view }], chart, draft: false, ...until } };
}

/** @param {State} state */
export function ghostOf(state) {
  let [wanted, asked] = /** @type {ReturnType<typeof requestOf>[]} */ ([null, null]);
  let [busy, seen] = [false, false];
  /** @type {import("../server/wire.js").Part[]} */
  let parts = [];
  const received = (/** @type {string | ArrayBuffer} */ data) => {
    if (typeof data === "string" || !asked || !seen) return; // a refusal: the scene at this pixel is refused when it is put in
    parts.push(decodePart(data));
    const frame = parts.at(-1)?.last ? joined(parts, []) : null;
    if (frame) state.ghost.value = /** @type {any} */ ({ ...frame, scene: asked.scene, panels: asked.view.panels, axis: asked.view.chart });
  };
  const line = new HttpRequests(received, () => {});
  const next = async () => {
    if (busy || !wanted) return;
    [asked, wanted, busy, parts] = [wanted, null, true, []];
    await line.ask(0, JSON.stringify({ kind: "scene", id: 0, ...asked }));
    busy = false;
    void next();
  };
  return {
    /** @param {Picture} picture @param {[number, number]} values */
    show: (picture, values) => {
      seen = true;
      wanted = requestOf(state, picture, values);
      void next();
    },
    hide: () => {
      [seen, wanted] = [false, null];
      state.ghost.value = null;
    },
    stop: () => line.stop(),
  };
}
