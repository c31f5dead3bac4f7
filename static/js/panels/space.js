/** The data of the three-dimensional view: the surface as a relief of its bands, with the paths on it. */
import { colorOf } from "../view/palette.js";
import { reached, trailOf } from "../view/trails.js";
import { colorscale, spread } from "./plot.js";

/** @typedef {import("./background.js").Background} Background */
/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {import("../view/theme.js").Theme} Theme */
/** @typedef {{ x: (number | null)[], y: (number | null)[], z: (number | null)[] }} Line  null lifts the pen */

/** Nodes on each side of the relief. The mesh may have more. */
const NODES = 90;
/** Height of the paths above the surface, as a share of its height. */
const LIFT = 0.012;

/**
 * @param {Background} background
 * @param {number} x
 * @param {number} y
 * @returns {number} height of the relief there, interpolated between the four nodes around it; NaN outside
 */
export function heightAt({ surface: { nx, ny, bands }, view }, x, y) {
  const [across, up] = [((x - view.x[0]) / (view.x[1] - view.x[0])) * (nx - 1), ((y - view.y[0]) / (view.y[1] - view.y[0])) * (ny - 1)];
  if (!(across >= 0 && across <= nx - 1 && up >= 0 && up <= ny - 1)) return NaN;
  const [i, j] = [Math.min(nx - 2, Math.floor(across)), Math.min(ny - 2, Math.floor(up))];
  const [a, b] = [across - i, up - j];
  const at = (/** @type {number} */ column, /** @type {number} */ row) => bands[row * nx + column];
  return (1 - b) * ((1 - a) * at(i, j) + a * at(i + 1, j)) + b * ((1 - a) * at(i, j + 1) + a * at(i + 1, j + 1));
}

/** @param {Background} background @param {Theme} theme */
export function relief({ surface: { nx, ny, bands, levels: { length } }, view }, theme) {
  const pick = (/** @type {number} */ count) => Array.from({ length: Math.min(NODES, count) }, (_, i) => Math.round((i * (count - 1)) / (Math.min(NODES, count) - 1)));
  const [columns, rows] = [pick(nx), pick(ny)];
  const [x, y] = [spread(view.x, nx), spread(view.y, ny)];
  return {
    ...{ type: "surface", x: columns.map((i) => x[i]), y: rows.map((j) => y[j]), z: rows.map((j) => columns.map((i) => bands[j * nx + i])) },
    ...{ cmin: 0, cmax: 1 + 1 / length, colorscale: colorscale(theme, length), showscale: false, hoverinfo: "skip", opacity: 0.96 },
    lighting: { ambient: 0.75, diffuse: 0.4, specular: 0.02, roughness: 0.9 },
    contours: { x: { highlight: false }, y: { highlight: false }, z: { show: true, start: 1 / length, end: 1, size: 1 / length, color: theme.contour, width: 1, highlight: false } },
  };
}

/**
 * @param {Background} background
 * @param {Frame} frame
 * @param {number} lane
 * @param {Float32Array} points  x, y pairs in pixels of the panel as it was requested
 * @param {number} from
 * @param {number} to
 * @returns {Line} in units, on the surface
 */
export function laid(background, frame, lane, points, from, to) {
  const { width, height, x, y } = frame.panels[lane];
  /** @type {Line} */
  const line = { x: [], y: [], z: [] };
  for (let i = from; i < to; i++) {
    const [u, v] = [x[0] + (points[2 * i] / width) * (x[1] - x[0]), y[1] - (points[2 * i + 1] / height) * (y[1] - y[0])];
    const z = heightAt(background, u, v);
    const on = z === z;
    line.x.push(on ? u : null);
    line.y.push(on ? v : null);
    line.z.push(on ? z + LIFT : null);
  }
  return line;
}

/** A path of more vertices is drawn thinner and fainter. */
const DENSE = 300;

/**
 * The path up to the marker, the path beyond it, and the ball.
 *
 * @param {Background} background
 * @param {Frame} frame
 * @param {number} lane
 * @param {{ marker: number, ball: number, theme: Theme, name: string }} now  ball: index of the marker's stop
 */
export function pathLines(background, frame, lane, { marker, ball, theme, name }) {
  const its = frame.lanes[lane];
  const trail = trailOf(its);
  const end = reached(trail, marker);
  const color = colorOf(lane, theme.dark);
  // Opaque wide lines over a dense path are a sheet that hides the surface.
  const wide = trail.steps.length > DENSE ? 0.6 : 1;
  const line = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ opacity) => ({
    ...{ type: "scatter3d", mode: "lines", ...laid(background, frame, lane, trail.points, from, to), opacity, name, hoverinfo: "skip" },
    line: { color, width: wide * theme.path },
  });
  return [
    line(Math.max(0, end - 1), trail.steps.length, 0.15),
    line(0, end, trail.steps.length > DENSE ? 0.5 : 0.9),
    {
      ...{ type: "scatter3d", mode: "markers", ...laid(background, frame, lane, its.arrays.balls, ball, ball + 1), name, hoverinfo: "skip" },
      marker: { color, size: 0.5 * theme.em, line: { color: theme.casing, width: 2 } },
    },
  ];
}
