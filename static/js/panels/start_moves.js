/** How the start point is moved: by the mouse or a finger, by the arrow keys, or by a click on a panel. */
import { setAt } from "../scene/scene.js";
import { startOf } from "../scene/data.js";
import { hold } from "../view/hold.js";
import { isZoomed, showAll } from "../view/zoom.js";
import { isFromAbove } from "../view/layout.js";
import { toPixels, toUnits } from "./place.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("./start_place.js").Point} Point */
/**
 * @typedef {{ handle: HTMLElement, ghost: HTMLElement, stage: HTMLElement, area: () => Box & { left: number, top: number } }} Parts
 * @typedef {{ state: State, parts: Parts, lane: number, signal: AbortSignal }} Hand  lane: one that begins at this start; signal: ends the listening
 */

const DRAGGED = "ravine-start-dragged";
/** @type {Record<string, Point>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Moves the start of a lane: its own, or the one of the scene. @param {Hand} hand @param {Point} at */
function moveStart({ state, lane }, at) {
  const scene = state.scene.peek();
  state.scene.value = setAt(scene, startOf(scene, lane).path, at);
}

/** @param {Hand} hand @returns {Point} */
const startNow = ({ state, lane }) => startOf(state.scene.peek(), lane).at;

/** Hides the hint for good once the user has moved the start. */
function hideHint() {
  if (document.body.dataset.hint === "off") return;
  document.body.dataset.hint = "off";
  try {
    localStorage.setItem(DRAGGED, "1");
  } catch {
    // A browser without storage shows the hint again next time.
  }
}

/** @returns {boolean} */
export function wasDragged() {
  try {
    return localStorage.getItem(DRAGGED) !== null;
  } catch {
    return false;
  }
}

/** @param {Parts} parts @param {PointerEvent | MouseEvent} event @returns {Point} position of the event in pixels of the panel */
function pixelsAt({ stage, area }, event) {
  const { left, top } = stage.getBoundingClientRect();
  return [event.clientX - left - area().left, event.clientY - top - area().top];
}

/** @param {Hand} hand */
export function dragByPointer(hand) {
  const { state, parts: { handle, area }, signal } = hand;
  /**
   * @type {Point | null} offset from the pointer on the screen to the start in the panel. With it, the start does not jump when it
   *   is grasped, and the layout is not measured during the drag
   */
  let grip = null;
  const units = (/** @type {Point} */ at) => toUnits(state.view.peek(), area())(at);
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    handle.setPointerCapture(event.pointerId);
    const [x, y] = toPixels(state.view.peek(), area())(startNow(hand));
    grip = [x - event.clientX, y - event.clientY];
    hold(state, "pointer", () => (grip = null));
    state.playing.value = false;
  }, { signal });
  handle.addEventListener("pointermove", (event) => {
    if (!grip) return;
    moveStart(hand, units([event.clientX + grip[0], event.clientY + grip[1]]));
    hideHint();
  }, { signal });
}

/** @param {Hand} hand */
export function moveByKeys(hand) {
  const { state, parts: { handle, area }, signal } = hand;
  handle.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat && !state.dragging.peek()) hold(state, "key");
    const far = event.shiftKey ? 20 : 2;
    const [x, y] = toPixels(state.view.peek(), area())(startNow(hand));
    moveStart(hand, toUnits(state.view.peek(), area())([x + far * arrow[0], y + far * arrow[1]]));
    hideHint();
  }, { signal });
}

/** @param {Hand} hand */
export function putByClick(hand) {
  const { state, parts, signal } = hand;
  const { stage, ghost, area } = parts;
  const inside = (/** @type {Point} */ [x, y]) => x >= 0 && y >= 0 && x <= area().width && y <= area().height;
  const onHandle = (/** @type {Event} */ { target }) => target instanceof Element && target.closest(".start") !== null;
  stage.addEventListener("pointermove", (event) => {
    ghost.hidden = event.pointerType !== "mouse" || event.buttons !== 0 || state.dragging.peek() || state.hover.peek() !== null || onHandle(event);
    if (ghost.hidden) return;
    const at = pixelsAt(parts, event);
    ghost.hidden = !inside(at);
    ghost.style.translate = `${at[0] + area().left}px ${at[1] + area().top}px`;
    ghost.classList.toggle("left", at[0] > area().width - 120);
  }, { signal });
  stage.addEventListener("pointerleave", () => (ghost.hidden = true), { signal });
  /** @type {Point | null} where the start was before the first of two clicks */
  let before = null;
  stage.addEventListener("click", (event) => {
    if (event.detail === 1) before = startNow(hand);
    const at = pixelsAt(parts, event);
    if (event.target instanceof HTMLButtonElement || !isFromAbove(state) || onHandle(event) || !inside(at)) return;
    ghost.hidden = true;
    moveStart(hand, toUnits(state.view.peek(), area())(at));
    hideHint();
  }, { signal });
  stage.addEventListener("dblclick", (event) => {
    if (event.target instanceof HTMLButtonElement || !isZoomed(state)) return;
    if (before) moveStart(hand, before);
    showAll(state);
  }, { signal });
}
