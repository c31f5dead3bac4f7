/** The error surface behind the paths: one mesh for all panels, asked for coarse while a hand moves and fine at rest. */
import { computed, effect, signal } from "../../vendor/signals-core.js";

import { decodeMesh } from "../wire.js";
import { levelled } from "./levels.js";

/** @typedef {import("./levels.js").Levelled} Levelled */
/** @typedef {{ surface: Levelled, settled: boolean }} Background  settled: fine enough for contour lines */

const COARSE = 100;
const FINE = 180;
const REST = 150;

/**
 * @param {import("../types.js").Choice} surface
 * @param {import("../types.js").View} view
 * @param {number} size  points a side
 */
function meshAddress({ key, knobs }, { x, y }, size) {
  const query = { x0: x[0], x1: x[1], y0: y[0], y1: y[1], nx: size, ny: size, ...knobs };
  return `api/surfaces/${encodeURIComponent(key)}/mesh?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`;
}

/** @param {string} address @param {AbortSignal} stop */
async function fetchMesh(address, stop) {
  const answer = await fetch(address, { signal: stop });
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return decodeMesh(await answer.arrayBuffer());
}

/** A mesh that was lost with the connection is asked for again. @param {import("../state.js").State} state */
const lostOnce = ({ connection }) => connection.value === "lost";

/**
 * @param {import("../state.js").State} state
 * @returns {{ background: import("../../vendor/signals-core.js").Signal<Background | null>, dispose: () => void }}
 */
export function watchBackground(state) {
  const background = signal(/** @type {Background | null} */ (null));
  const wanted = computed(() => JSON.stringify([state.scene.value.surface, state.view.value, lostOnce(state)]));
  const load = async (/** @type {AbortSignal} */ stop, /** @type {number} */ size) => {
    const { surface } = state.scene.peek();
    const mesh = await fetchMesh(meshAddress(surface, state.view.peek(), size), stop);
    background.value = { surface: levelled(mesh, state.catalog.surfaces[surface.key]), settled: size === FINE };
  };
  const dispose = effect(() => {
    void wanted.value;
    const stop = new AbortController();
    const ask = (/** @type {number} */ size) => void load(stop.signal, size).catch(() => {});
    const first = background.peek() === null;
    if (!first) ask(COARSE);
    const rest = setTimeout(ask, first ? 0 : REST, FINE);
    return () => {
      clearTimeout(rest);
      stop.abort();
    };
  });
  return { background, dispose };
}
