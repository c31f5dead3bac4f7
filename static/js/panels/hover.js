/** The step under the mouse, shown on all panels and charts at once. Touch has no such step, and on a projector it would only distract. */
import { isFromAbove, lanesOn } from "../view/layout.js";
import { fitted, nearestStep } from "../view/trails.js";

/** @typedef {import("../state.js").State} State */

/** Largest distance in pixels between the mouse and a path. */
const REACH = 12;

/** @param {State} state @param {PointerEvent} event @param {number | null} step */
export function glanceAt(state, event, step) {
  const allowed = event.pointerType === "mouse" && !event.buttons && state.theme.peek().size !== "projector";
  state.hover.value = allowed && !state.dragging.peek() ? step : null;
}

/**
 * @param {HTMLElement} stage
 * @param {State} state
 * @param {number} panel
 * @param {() => import("./gestures.js").Area} area
 * @returns {() => void}
 */
export function mountHover(stage, state, panel, area) {
  const stop = new AbortController();
  const moved = (/** @type {PointerEvent} */ event) => {
    const frame = state.frame.peek();
    if (!frame || !isFromAbove(state)) return;
    const [{ left, top }, inner] = [stage.getBoundingClientRect(), area()];
    const at = /** @type {[number, number]} */ ([event.clientX - left - inner.left, event.clientY - top - inner.top]);
    const found = lanesOn(state, panel).flatMap((lane) => {
      if (!frame.lanes[lane]?.arrays.path) return [];
      const { path, path_steps: steps } = fitted(frame, lane, { ...inner, ...state.view.peek() }).arrays;
      return nearestStep(path, steps, at, REACH) ?? [];
    });
    const nearest = found.reduce((best, each) => (each.apart < best.apart ? each : best), { step: -1, apart: Infinity });
    glanceAt(state, event, nearest.step < 0 ? null : nearest.step);
  };
  stage.addEventListener("pointermove", moved, { signal: stop.signal });
  stage.addEventListener("pointerleave", () => (state.hover.value = null), { signal: stop.signal });
  return () => stop.abort();
}
