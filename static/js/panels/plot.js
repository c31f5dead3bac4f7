/** The part of a panel that Plotly draws: the axes and, once the surface is at rest, its contours. Nothing here runs during a drag. */
import { channels } from "../view/canvas.js";
import { along, rulerOf } from "./ruler.js";

/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("../types.js").View} View */
/** @typedef {import("../view/theme.js").Theme} Theme */

/**
 * The margins around the plotting area, in pixels. They hold the ticks. Panels share their axes, so only the first of a row has
 * ticks on its left.
 *
 * @param {Theme} theme
 * @param {boolean} first  does the panel stand first in its row?
 * @returns {{ l: number, r: number, t: number, b: number }}
 */
export function margins({ text }, first) {
  return { l: Math.round((first ? 2.9 : 0.3) * text), r: Math.round(0.3 * text), t: Math.round(0.55 * text), b: Math.round(1.7 * text) };
}

/**
 * The colours of the bands, from dark at the minimum to pale. The last one, above the highest level, is that of the background.
 *
 * @param {Theme} theme
 * @param {number} levels  how many
 * @returns {number[][]}
 */
export function bandColors({ low, high, ground }, levels) {
  const [a, b] = [channels(low), channels(high)];
  const mixed = (/** @type {number} */ share) => a.map((from, i) => Math.round(from + (b[i] - from) * share));
  return [...Array.from({ length: levels }, (_, band) => mixed((band / (levels - 1)) ** 0.8)), channels(ground)];
}

/**
 * A colour scale in steps, so that Plotly's fill and our own raster show the same bands.
 *
 * @param {Theme} theme
 * @param {number} levels  how many
 * @returns {[number, string][]}
 */
export const colorscale = (theme, levels) =>
  bandColors(theme, levels).flatMap((color, i, { length }) => [i, i + 1].map((at) => /** @type {[number, string]} */ ([at / length, `rgb(${color.join(",")})`])));

/** Evenly spaced values. @param {[number, number]} range @param {number} count */
export const spread = ([from, to], count) => Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** @param {import("../types.js").Mesh} surface @param {View} view  in the units of the ticks @param {Theme} theme */
function contour({ nx, ny, bands, levels: { length } }, { x, y }, theme) {
  const z = Array.from({ length: ny }, (_, row) => bands.subarray(row * nx, (row + 1) * nx));
  return {
    ...{ type: "contour", x: spread(x, nx), y: spread(y, ny), z, zmin: 0, zmax: 1 + 1 / length, autocontour: false },
    contours: { start: 1 / length, end: 1, size: 1 / length, coloring: "fill" },
    ...{ colorscale: colorscale(theme, length), showscale: false, hoverinfo: "skip" },
    line: { color: theme.contour, width: Math.max(0.6, theme.em / 26), smoothing: 0.6 },
  };
}

/** @param {[number, number]} range @returns {[number, number]} in the units of the axis' ticks */
function ruled([low, high]) {
  const ruler = rulerOf([low, high]);
  return [along(ruler, low), along(ruler, high)];
}

/** @param {[number, number]} range @param {Theme} theme @param {number} ticks */
const axis = (range, theme, ticks) => ({
  ...{ range, fixedrange: true, showgrid: false, zeroline: false, nticks: ticks, ticks: "outside", ticklen: 3 },
  ...{ tickcolor: theme.muted, tickfont: { color: theme.muted, size: theme.text }, linecolor: theme.muted },
  ...{ showline: true, mirror: true, linewidth: 1 },
});

/**
 * Plotly gets the ranges in the units of the ticks, never with more digits than the ticks show.
 *
 * @param {PlotlyBundle} plotly
 * @param {HTMLElement} root
 * @param {{ size: Box, view: View, theme: Theme, first: boolean, surface: import("../types.js").Mesh | null }} what  first: in its row
 * @returns {Promise<void>}
 */
export async function drawPlot(plotly, root, { size, view: plane, theme, first, surface }) {
  const view = { x: ruled(plane.x), y: ruled(plane.y) };
  const layout = {
    ...{ ...size, margin: margins(theme, first), paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)" },
    ...{ showlegend: false, font: { family: theme.font } },
    xaxis: axis(view.x, theme, Math.max(3, Math.round(size.width / (5 * theme.text)))),
    yaxis: { ...axis(view.y, theme, Math.max(3, Math.round(size.height / (3.2 * theme.text)))), ...(first ? {} : { ticks: "", showticklabels: false }) },
  };
  await plotly.react(root, surface ? [contour(surface, view, theme)] : [], layout, { staticPlot: true });
}
