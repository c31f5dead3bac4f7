/** The settings that a tuning has tried, as points over a map of two of its knobs. */
import { shareOf } from "./axis.js";
import { placeOf } from "./picture.js";

/** @typedef {import("../types.js").MapAxis} Axis */
/** @typedef {import("../types.js").Scene} Scene */
/** @typedef {{ lane: number, optimizer: string, surface: string, paths: string[], values: number[][], scores: (number | null)[], best: number }} Tried  paths: as a map names them; values: those of each; scores: null where runs diverge */

/**
 * The shares of both axes for every setting, the best one last; empty for a map of another lane, or of other numbers.
 *
 * @param {Tried | null} tried
 * @param {Scene} scene
 * @param {{ lane: number, axes: readonly Axis[] }} map
 * @returns {{ shares: [number, number], best: boolean }[]}
 */
export function pointsOf(tried, { surface, lanes }, { lane, axes }) {
  if (!tried || tried.lane !== lane || tried.surface !== surface.key || tried.optimizer !== lanes[lane]?.optimizer.key) return [];
  const [x, y] = axes.map(({ path }) => tried.values[tried.paths.indexOf(path)]);
  if (!x || !y) return [];
  const points = x.map((value, i) => ({ shares: /** @type {[number, number]} */ ([shareOf(axes[0], value), shareOf(axes[1], y[i])]), best: i === tried.best }));
  return points.toSorted((one, other) => Number(one.best) - Number(other.best));
}

/** @param {CanvasRenderingContext2D} pen @param {ReturnType<typeof pointsOf>} points @param {import("./picture.js").Area} area @param {import("../view/theme.js").Theme} theme */
export function drawTried(pen, points, area, theme) {
  for (const { shares, best } of points) {
    pen.beginPath();
    pen.arc(...placeOf(area, shares), (best ? 0.5 : 0.2) * theme.text, 0, 2 * Math.PI);
    pen.fillStyle = best ? "#101316" : "#fff";
    pen.strokeStyle = best ? "#fff" : "#101316";
    pen.lineWidth = best ? 2.5 : 1.2;
    pen.fill();
    pen.stroke();
  }
}
