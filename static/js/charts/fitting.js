/** Which charts a surface can fill. */

/** @typedef {import("../types.js").Catalog} Catalog */

/** Can a surface fill the chart of a series? @param {Catalog} catalog @param {string} surface @param {string} key */
export const fills = ({ surfaces, series }, surface, key) => (surfaces[surface]?.axes || !series[key]?.own) && (surfaces[surface]?.data || !series[key]?.data);

/**
 * @param {Catalog} catalog
 * @param {string} surface
 * @param {string[]} charts  keys of series
 * @returns {string[]} without the charts that need examples, or axes of the surface's own, if it has none; the usual ones if none is left
 */
export function fittingCharts(catalog, surface, charts) {
  const left = charts.filter((key) => fills(catalog, surface, key));
  return left.length === charts.length ? charts : [...new Set([...catalog.charts.slice(0, charts.length - left.length), ...left])];
}
