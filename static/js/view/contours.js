/** Contour lines of a mesh as chains of points, so that they can be dashed: by marching squares (Lorensen and Cline 1987, in the plane). */

/** @typedef {import("../types.js").Mesh} Mesh */

/** For each pattern of corners above the level, the sides that the line joins: 0 below, 1 right, 2 above, 3 left. Corners count from below left, anticlockwise. */
const SIDES = [[], [3, 0], [0, 1], [3, 1], [1, 2], [3, 0, 1, 2], [0, 2], [3, 2], [2, 3], [2, 0], [0, 1, 2, 3], [2, 1], [1, 3], [1, 0], [0, 3], []];

/**
 * The two neighbours of each side of the grid that a line crosses. Side 2 k leads from node k to the right, 2 k + 1 upward.
 *
 * @param {Mesh} mesh
 * @param {number} level
 */
function joints({ nx, ny, bands }, level) {
  const beside = new Int32Array(4 * nx * ny).fill(-1);
  const join = (/** @type {number} */ one, /** @type {number} */ other) => {
    beside[2 * one + Number(beside[2 * one] >= 0)] = other;
    beside[2 * other + Number(beside[2 * other] >= 0)] = one;
  };
  for (let j = 0; j + 1 < ny; j++) {
    for (let i = 0; i + 1 < nx; i++) {
      const k = j * nx + i;
      const above = (/** @type {number} */ node) => Number(bands[node] >= level);
      const sides = SIDES[above(k) + 2 * above(k + 1) + 4 * above(k + nx + 1) + 8 * above(k + nx)];
      const edges = [2 * k, 2 * (k + 1) + 1, 2 * (k + nx), 2 * k + 1];
      for (let s = 0; s < sides.length; s += 2) join(edges[sides[s]], edges[sides[s + 1]]);
    }
  }
  return beside;
}

/** Follows a line from one of its sides, and forgets it. @param {Int32Array} beside @param {number} from @returns {number[]} */
function followed(beside, from) {
  const sides = [from];
  for (let [before, at] = [-1, from]; ; ) {
    const [one, other] = [beside[2 * at], beside[2 * at + 1]];
    const next = one !== before && one >= 0 ? one : other !== before ? other : -1;
    beside[2 * at] = beside[2 * at + 1] = -1;
    if (next < 0) return sides;
    sides.push(next);
    if (beside[2 * next] < 0 && beside[2 * next + 1] < 0) return sides; // the line is closed
    [before, at] = [at, next];
  }
}

/**
 * @param {Mesh} mesh
 * @param {number} level  in the units of its bands
 * @returns {Float32Array[]} for each line its points, as shares of the mesh's width from the left and of its height from below
 */
export function linesAt(mesh, level) {
  const { nx, ny, bands } = mesh;
  const beside = joints(mesh, level);
  const place = (/** @type {number} */ side) => {
    const [node, upward] = [side >> 1, side & 1];
    const [low, high] = [bands[node], bands[node + (upward ? nx : 1)]];
    const share = (level - low) / (high - low);
    return [((node % nx) + (upward ? 0 : share)) / (nx - 1), (Math.floor(node / nx) + (upward ? share : 0)) / (ny - 1)];
  };
  const lines = [];
  const ends = (/** @type {number} */ side) => Number(beside[2 * side] >= 0) + Number(beside[2 * side + 1] >= 0);
  for (const wanted of [1, 2]) { // first lines that end at the edge, then closed ones
    for (let side = 0; side < 2 * nx * ny; side++) if (ends(side) === wanted) lines.push(Float32Array.from(followed(beside, side).flatMap(place)));
  }
  return lines;
}

/** The lines of all levels of a mesh but the highest, beyond which nothing is known. @param {Mesh} mesh */
export const contoursOf = (mesh) => Array.from({ length: mesh.levels.length - 1 }, (_, i) => linesAt(mesh, (i + 1) / mesh.levels.length)).flat();
