/** While the server refuses a scene, the last good picture stays: what belongs to it is that of its own scene. */

/** @typedef {Pick<import("../state.js").State, "scene" | "frame" | "faults">} Drawn */

/** The last good picture's scene while the page's is refused; null while none is refused. @param {Drawn} state */
export const lastGood = ({ frame, faults }) => (faults.value.length ? (frame.value?.scene ?? null) : null);

/** The scene whose surface is drawn: that of the paths on it. @param {Drawn} state @returns {import("../types.js").Scene} */
export const drawnScene = (state) => lastGood(state) ?? state.scene.value;

/** Are the page's examples refused, and others than those of the picture? @param {Drawn} state */
export function hasOtherExamples(state) {
  const { examples = [] } = state.scene.value.surface;
  const good = lastGood(state);
  return good !== null && JSON.stringify(good.surface.examples ?? []) !== JSON.stringify(examples);
}
