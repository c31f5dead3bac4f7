/** Eight bands of a surface: f is bent so that even bands are the levels that its file asks for. */

/** @typedef {import("../types.js").Mesh} Mesh */
/** @typedef {{ nx: number, ny: number, bands: Float32Array, says: string }} Levelled  bands: 0 at the minimum to 1 at the top */

export const LEVELS = 8;
/** A log ladder ends so many decades below the top: below, bands would be thinner than the mesh. */
const DECADES = 2.4;

/**
 * @param {Mesh} mesh
 * @param {{ spacing: "log" | "quantile", top: number | null }} surface
 * @returns {Levelled}
 */
export function levelled(mesh, { spacing, top }) {
  const finite = mesh.values.filter(Number.isFinite).sort();
  const low = finite[0] ?? 0;
  const high = Math.min(top ?? Infinity, finite[finite.length - 1] ?? 1);
  const bend = spacing === "log" ? logBend(low, high) : quantileBend(finite, high);
  const bands = mesh.values.map((f) => (f !== f ? 1 : Math.min(1, Math.max(0, bend(f)))));
  const how = spacing === "log" ? "evenly spaced in log (f − min f)" : "each band covers the same area";
  return { nx: mesh.nx, ny: mesh.ny, bands, says: `${LEVELS} levels, ${how}` };
}

/** @param {number} low @param {number} high @returns {(f: number) => number} */
function logBend(low, high) {
  const span = high - low || 1;
  const small = span * 10 ** -DECADES;
  const [from, to] = [Math.log10(small), Math.log10(span + small)];
  return (f) => (Math.log10(f - low + small) - from) / (to - from);
}

/** @param {Float32Array} sorted @param {number} high @returns {(f: number) => number} */
function quantileBend(sorted, high) {
  const knots = Array.from({ length: 65 }, (_, i) => Math.min(high, sorted[Math.floor((i / 64) * (sorted.length - 1))]));
  return (f) => {
    const above = knots.findIndex((knot) => knot > f);
    if (above < 0) return 1;
    if (above === 0) return 0;
    const [a, b] = [knots[above - 1], knots[above]];
    return (above - 1 + (f - a) / (b - a)) / 64;
  };
}
