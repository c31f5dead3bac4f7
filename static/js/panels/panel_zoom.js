/** Zooming on a panel: its gestures, the button for the whole view, and the text with the units of its ticks. */
import { effect } from "../../vendor/signals-core.js";

import { listed, t } from "../text/language.js";
import { isZoomed, panView, showAll, zoomView } from "../view/zoom.js";
import { mountGestures } from "./gestures.js";
import { rulerOf, rulerText } from "./ruler.js";
import { part } from "./captions.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./gestures.js").Area} Area */
/** @typedef {import("./gestures.js").Pair} Pair */

/** @param {State} state @returns {boolean} false on a phone, where the wheel scrolls the page */
const ownsWheel = (state) => state.theme.peek().size !== "phone";

/** The direction of the profile's line, if the profile is shown. @param {State} state */
const lineOf = ({ projection, frame }) => (projection.peek() === "profile" ? frame.peek()?.lanes[0]?.profile?.direction : undefined);

/** Converts a share along the profile's line into shares of the plane. @param {State} state @param {Pair} at @returns {Pair} */
function placed(state, at) {
  const line = lineOf(state);
  return line ? [line[0] < 0 ? 1 - at[0] : at[0], line[1] < 0 ? 1 - at[0] : at[0]] : at;
}

/** @param {State} state @param {Pair} by @returns {Pair} */
function moved(state, by) {
  const line = lineOf(state);
  return line ? [Math.sign(line[0]) * by[0], Math.sign(line[1]) * by[0]] : by;
}

/** @param {State} state @param {() => Area} area @returns {import("./gestures.js").Gestures} */
const gesturesOf = (state, area) => ({
  area,
  zoom: (factor, at) => zoomView(state, factor, placed(state, at)),
  pan: (by) => panView(state, moved(state, by)),
  busy: (on) => (state.dragging.value = on),
  wheel: () => ownsWheel(state),
  free: () => isZoomed(state),
});

/**
 * @param {HTMLElement} root  of the panel
 * @param {State} state
 * @param {() => Area} area  of the panel's plot
 * @returns {() => void}
 */
export function mountZoom(root, state, area) {
  const [stage, ruler, button] = [part(root, ".stage"), part(root, ".ruler"), part(root, ".whole")];
  const free = mountGestures(stage, gesturesOf(state, area));
  const back = (/** @type {Event} */ event) => (event.stopPropagation(), showAll(state));
  button.addEventListener("click", back);
  const dispose = effect(() => {
    const { x, y } = state.view.value;
    const texts = [rulerText("x", rulerOf(x)), rulerText("y", rulerOf(y))].filter(Boolean);
    ruler.hidden = !texts.length;
    ruler.textContent = listed(texts);
    button.hidden = !isZoomed(state);
    button.textContent = t("Whole view");
  });
  return () => (free(), dispose(), button.removeEventListener("click", back));
}
