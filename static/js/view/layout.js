/** Which panel shows which lanes. A panel that is not shown has the size of the one that is. */

/** @typedef {import("../state.js").State} State */

/** A hall that is shown one lane's numbers sees that lane alone. @param {State} state @returns {"side" | "overlay" | "large"} */
export const layoutOf = ({ layout, theme, side }) =>
  layout.value === "side" && theme.value.size === "projector" && side.value === "step" ? "large" : layout.value;

/** @param {State} state @param {number} lane @returns {number} the panel on which this lane is drawn, or would be */
export function panelOf(state, lane) {
  const layout = layoutOf(state);
  if (layout === "side") return lane;
  return layout === "overlay" ? 0 : Math.min(state.lane.value, state.scene.value.lanes.length - 1);
}

/** @param {State} state @param {number} panel */
export const isShown = (state, panel) => panelOf(state, panel) === panel;

/** @param {State} state @param {number} panel @returns {number[]} the lanes that it draws, in their order */
export function lanesOn({ layout, scene }, panel) {
  return layout.value === "overlay" ? scene.value.lanes.map((_, lane) => lane) : [panel];
}
