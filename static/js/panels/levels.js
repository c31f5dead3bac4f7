/** Eight bands of a surface: f is bent so that even bands are the levels that its file asks for. */
import { t, word } from "../text/language.js";

/** @typedef {import("../types.js").Mesh} Mesh */
/**
 * @typedef {{ nx: number, ny: number, bands: Float32Array, says: string }} Levelled
 *   bands: 0 at the minimum, 1 at the top, at most ABOVE beyond it
 */

export const LEVELS = 8;
/** What lies above the highest level is left as blank as paper. */
export const ABOVE = 1 + 0.99 / LEVELS;
const BELOW_TOP = 1 - 1e-6;
/** A log ladder ends so many decades below the top: below, bands would be thinner than the mesh. */
const DECADES = 2.4;

/**
 * @param {Mesh} mesh
 * @param {{ spacing: "log" | "quantile" | "linear", top: number | null }} surface
 * @returns {Levelled}
 */
export function levelled(mesh, { spacing, top }) {
  const finite = mesh.values.filter(Number.isFinite).sort();
  const low = finite[0] ?? 0;
  const high = Math.min(((top ?? Infinity) - mesh.low) / (mesh.scale ?? 1), finite[finite.length - 1] ?? 1);
  const { bend, how } = spacings[spacing](finite, low, high);
  const bands = mesh.values.map((f) => (f === f ? Math.max(0, Math.min(f <= high ? BELOW_TOP : ABOVE, bend(f))) : ABOVE));
  return { nx: mesh.nx, ny: mesh.ny, bands, says: t("{n} levels, {how}", { n: LEVELS, how: t(how) }) };
}

/** @type {Record<string, (sorted: Float32Array, low: number, high: number) => { bend: (f: number) => number, how: string }>} */
const spacings = {
  log: (_, low, high) => ({ bend: logBend(low, high), how: word("evenly spaced in log (f − min f)") }),
  quantile: (sorted, _, high) => ({ bend: quantileBend(sorted, high), how: word("each band covers the same area") }),
  linear: (_, low, high) => ({ bend: (f) => (f - low) / (high - low || 1), how: word("evenly spaced in f") }),
};

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
    if (above < 0) return f > high ? ABOVE : 1;
    if (above === 0) return 0;
    const [a, b] = [knots[above - 1], knots[above]];
    return (above - 1 + (f - a) / (b - a)) / 64;
  };
}
