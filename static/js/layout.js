/** Which panel shows which lanes. A panel that is not shown has the size of the one that is. */

/** @typedef {import("./state.js").State} State */

/** @param {State} state @param {number} lane @returns {number} the panel on which this lane is drawn, or would be */
export function panelOf({ layout, lane: chosen, scene }, lane) {
  if (layout.value === "side") return lane;
  return layout.value === "overlay" ? 0 : Math.min(chosen.value, scene.value.lanes.length - 1);
}

/** @param {State} state @param {number} panel */
export const isShown = (state, panel) => panelOf(state, panel) === panel;

/** @param {State} state @param {number} panel @returns {number[]} the lanes that it draws, in their order */
export function lanesOn({ layout, scene }, panel) {
  return layout.value === "overlay" ? scene.value.lanes.map((_, lane) => lane) : [panel];
}
