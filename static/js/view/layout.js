/** Which panel shows which lanes. A hidden panel counts as having the size of the shown one. */

/** @typedef {import("../state.js").State} State */

/** Beside a map, and in projector mode with the step panel open, one lane is shown. @param {State} state @returns {"side" | "overlay" | "large"} */
export const layoutOf = ({ layout, theme, side, projection }) =>
  projection.value === "map" || (layout.value === "side" && theme.value.size === "projector" && side.value === "step") ? "large" : layout.value;

/** @param {State} state @param {number} lane @returns {number} the panel on which this lane is drawn; a lane not shown gets the panel that is */
export function panelOf(state, lane) {
  const layout = layoutOf(state);
  if (layout === "side") return lane;
  return layout === "overlay" ? 0 : Math.min(state.lane.value, state.scene.value.lanes.length - 1);
}

/** @param {State} state @param {number} panel */
export const isShown = (state, panel) => panelOf(state, panel) === panel;

/** Does the panel stand first in its row? Then it has the ticks of the rows. @param {State} state @param {number} panel */
export const isFirst = (state, panel) => layoutOf(state) !== "side" || panel % state.columns.value === 0;

/** @param {State} state @param {number} panel @returns {number[]} the lanes that the panel draws, in their order */
export function lanesOn({ layout, scene, projection }, panel) {
  return layout.value === "overlay" && projection.value !== "map" ? scene.value.lanes.map((_, lane) => lane) : [panel];
}

/** Do the panels show the surface from above, alone or beside a map? @param {State} state */
export const isFromAbove = ({ projection }) => projection.peek() === "contour" || projection.peek() === "map";

/** Smallest width of a panel in pixels and in em. Five may be narrower than others: in two rows they would be low, with one place empty. */
const [NARROWEST, LEAST, LEAST_OF_FIVE] = [250, 15, 13];

/**
 * @param {number} lanes
 * @param {number} width  of the region
 * @param {number} em
 * @returns {number} columns of an even grid
 */
export function columnsFor(lanes, width, em) {
  const fit = Math.max(1, Math.floor(width / Math.max(NARROWEST, (lanes === 5 ? LEAST_OF_FIVE : LEAST) * em)));
  if (lanes <= Math.min(5, fit)) return lanes;
  const rows = Math.ceil(lanes / Math.min(4, fit));
  return Math.ceil(lanes / rows);
}
