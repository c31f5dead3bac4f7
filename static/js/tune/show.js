/** A tuning on the map: the plane of a walker's first two knobs, with the settings that were tried. */

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./tuning.js").TunedLane} TunedLane */

/** Pixels on a side. */
const COUNT = 128;

/** @param {TunedLane} lane @returns {import("../types.js").MapChoice | null} null for a walker of one knob */
export function mapFor({ lane, knobs }) {
  if (knobs.length < 2) return null;
  const [x, y] = knobs.map(({ path, low, high, scale }) => ({ path, low, high, count: COUNT, scale }));
  return { lane, axes: [x, y], measure: "loss", tolerance: null, seeds: 1 };
}

/** @param {State} state @param {TunedLane} tuned */
export function showOnMap(state, tuned) {
  const map = mapFor(tuned);
  if (!map) return;
  const scene = state.scene.peek();
  const { values, scores, best } = tuned.tried;
  state.tried.value = { lane: tuned.lane, optimizer: tuned.optimizer, surface: scene.surface.key, paths: tuned.knobs.map(({ path }) => path), values, scores, best };
  state.scene.value = { ...scene, map };
  state.projection.value = "map";
}
