/** Which charts a surface can fill. */

/** @typedef {import("../types.js").Catalog} Catalog */

/**
 * @param {Catalog} catalog
 * @param {string} surface
 * @param {string[]} charts  keys of series
 * @returns {string[]} without the charts that need axes of the surface's own, if it has none; the usual ones if none is left
 */
export function fittingCharts({ surfaces, series, charts: usual }, surface, charts) {
  if (surfaces[surface]?.axes) return charts;
  const left = charts.filter((key) => !series[key]?.own);
  return left.length === charts.length ? charts : [...new Set([...usual.slice(0, charts.length - left.length), ...left])];
}
