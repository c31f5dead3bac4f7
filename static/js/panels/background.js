/** The error surface behind the paths. All panels share one mesh: a coarse one during a drag, a fine one at rest. */
import { computed, effect, signal } from "../../vendor/signals-core.js";

import { decodeMesh } from "../server/wire.js";

/** @typedef {{ surface: import("../types.js").Mesh, view: import("../types.js").View, settled: boolean }} Background  settled: fine enough for contour lines */

/** Points on each side of a mesh. */
const COARSE = 100;
const FINE = 180;
/** Milliseconds without a change before the fine mesh is requested. */
const REST = 150;

/**
 * @param {import("../types.js").Ground} surface
 * @param {import("../types.js").View} view
 * @param {number} size  points on each side
 * @param {import("../types.js").Spacing} spacing  of the levels
 */
export function meshAddress({ key, knobs, formula }, { x, y }, size, spacing) {
  const query = { x0: x[0], x1: x[1], y0: y[0], y1: y[1], nx: size, ny: size, spacing, ...knobs, ...(formula !== undefined && { formula }) };
  return `api/surfaces/${encodeURIComponent(key)}/mesh?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`;
}

/**
 * The request for a mesh. Examples of one's own do not fit into an address.
 *
 * @param {import("../types.js").Ground} surface
 * @param {import("../types.js").View} view
 * @param {number} size  points on each side
 * @param {import("../types.js").Spacing} spacing  of the levels
 * @returns {[string, RequestInit]}
 */
export function meshRequest(surface, { x, y }, size, spacing) {
  if (!surface.examples && !surface.held) return [meshAddress(surface, { x, y }, size, spacing), {}];
  const { key, knobs, examples = [], held = [] } = surface;
  const body = { surface: { key, knobs, examples, held }, x0: x[0], x1: x[1], y0: y[0], y1: y[1], nx: size, ny: size, spacing };
  return ["api/mesh", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }];
}

/** @param {[string, RequestInit]} request @param {AbortSignal} stop */
async function fetchMesh([address, init], stop) {
  const answer = await fetch(address, { ...init, signal: stop });
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return decodeMesh(await answer.arrayBuffer());
}

/**
 * The surface to draw. For a typed formula it is the surface of the last picture, because only the stream checks the formula.
 *
 * @param {import("../state.js").State} state
 * @returns {import("../types.js").Ground | null} null if there is none yet
 */
function groundOf({ scene, frame }) {
  const { surface } = scene.value;
  if (surface.formula === undefined) return surface;
  const drawn = frame.value?.scene.surface;
  return drawn?.key === surface.key ? drawn : null;
}

/** The wanted mesh as text. The connection is part of it, so that a mesh lost with the connection is requested again. @param {import("../state.js").State} state */
const wantedOf = (state) =>
  computed(() => {
    const ground = groundOf(state);
    return ground ? JSON.stringify([ground, state.view.value, state.spacing.value, state.connection.value === "lost"]) : "";
  });

/**
 * @param {import("../state.js").State} state
 * @param {Background | null} first  the background of this state, if it is there already
 * @returns {{ background: import("../../vendor/signals-core.js").Signal<Background | null>, dispose: () => void }}
 */
export function watchBackground(state, first) {
  const background = signal(first);
  const wanted = wantedOf(state);
  const given = first ? wanted.peek() : "";
  let settled = "";
  const load = async (/** @type {AbortSignal} */ stop, /** @type {number} */ size, /** @type {string} */ requested) => {
    const [surface, view, spacing] = JSON.parse(requested);
    const own = state.catalog.surfaces[surface.key].spacing;
    const mesh = await fetchMesh(meshRequest(surface, view, size, spacing ?? own), stop);
    if (stop.aborted || (size === COARSE && settled === requested)) return;
    if (size === FINE) settled = requested;
    background.value = { surface: mesh, view, settled: size === FINE };
  };
  const ask = (/** @type {number} */ size, /** @type {number} */ after) => {
    const stop = new AbortController();
    // If the request is refused or aborted, the picture stays. The stream reports the reason.
    const timer = setTimeout(() => load(stop.signal, size, wanted.peek()).catch(() => {}), after);
    return () => (clearTimeout(timer), stop.abort());
  };
  const disposeCoarse = effect(() => {
    if (!wanted.value) return undefined;
    return background.peek() && wanted.value !== given ? ask(COARSE, 0) : undefined;
  });
  const disposeFine = effect(() => {
    if (!wanted.value || wanted.value === settled || state.dragging.value) return;
    return ask(FINE, background.peek() ? REST : 0);
  });
  return { background, dispose: () => (disposeCoarse(), disposeFine()) };
}
