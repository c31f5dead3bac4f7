/** The mouse and the finger on the examples: drag one, add one by a double click or the tool, remove one with the tool. */
import { toPixels, toUnits } from "../panels/place.js";
import { hold } from "../view/hold.js";
import { add, move, remove } from "./change.js";
import { nearest, training } from "./examples.js";
import { lookOf, placeOf } from "./look.js";
import { near, picked, tool } from "./signals.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {[number, number]} Pair */
/** @typedef {{ stage: HTMLElement, area: () => import("../types.js").Box & { left: number, top: number }, view: () => import("../types.js").View }} Board */

/** Largest distance in pixels between pointer and example. */
const REACH = { mouse: 14, finger: 26 };

/** @param {State} state @param {Board} board @returns {Pair[]} in pixels of the plot */
export function placesOf(state, { area, view }) {
  const [look, place] = [lookOf(state.scene.peek().surface.key), toPixels(view(), area())];
  return training(state).map((each) => place(placeOf(look, each)));
}

/** @param {Board} board @param {{ clientX: number, clientY: number }} event @returns {Pair} in pixels of the plot */
function pixelsAt({ stage, area }, { clientX, clientY }) {
  const { left, top } = stage.getBoundingClientRect();
  return [clientX - left - area().left, clientY - top - area().top];
}

/** @param {State} state @param {Board} board @param {{ clientX: number, clientY: number }} event @param {boolean} finger */
const under = (state, board, event, finger) => nearest(placesOf(state, board), pixelsAt(board, event), finger ? REACH.finger : REACH.mouse);

const DRAGGED = "ravine-example-dragged";

/** Hides the word beside the first example for good, once the user has dragged one. */
function hideHint() {
  if (document.body.dataset.examples === "known") return;
  document.body.dataset.examples = "known";
  try {
    localStorage.setItem(DRAGGED, "1");
  } catch {
    // A browser without storage shows the word again next time.
  }
}

/** Has the user ever dragged an example? @returns {boolean} */
export function wasExampleDragged() {
  try {
    return localStorage.getItem(DRAGGED) !== null;
  } catch {
    return false;
  }
}

/** The class that the tool adds; null: as its neighbour. */
const kindOf = () => (tool.peek() === "add0" ? 0 : tool.peek() === "add1" ? 1 : null);

/** @param {Board} board @param {Pair} at */
const isInside = ({ area }, [x, y]) => x >= 0 && y >= 0 && x <= area().width && y <= area().height;

/** @param {State} state @param {Board} board @param {AbortSignal} signal */
function byDrag(state, board, signal) {
  /** @type {{ index: number, count: number, by: Pair } | null} the example that is held, of how many, and from the pointer on the screen to it, so that it does not jump */
  let grip = null;
  const begin = (/** @type {PointerEvent} */ event) => {
    if (event.button || tool.peek() !== "move") return;
    const index = under(state, board, event, event.pointerType === "touch");
    if (index === null) return;
    board.stage.setPointerCapture(event.pointerId);
    const [x, y] = placesOf(state, board)[index];
    grip = { index, count: training(state).length, by: [x - event.clientX, y - event.clientY] };
    [picked.value, near.value] = [index, index];
    hold(state, "pointer", () => (grip = null));
    state.playing.value = false;
  };
  const moved = (/** @type {PointerEvent} */ event) => {
    if (grip && grip.count !== training(state).length) grip = null; // a key removed an example, or undid that: the number is now another one's
    if (!grip) return;
    const { index, by } = grip;
    hideHint();
    move(state, index, toUnits(board.view(), board.area())([event.clientX + by[0], event.clientY + by[1]]));
  };
  board.stage.addEventListener("pointerdown", begin, { signal });
  board.stage.addEventListener("pointermove", moved, { signal });
  // A finger on an example drags it; beside them all, it scrolls the page.
  const touched = (/** @type {TouchEvent} */ event) => {
    if (tool.peek() === "move" && event.touches.length === 1 && under(state, board, event.touches[0], true) !== null) event.preventDefault();
  };
  board.stage.addEventListener("touchstart", touched, { passive: false, signal });
}

/** @param {State} state @param {Board} board @param {AbortSignal} signal */
function byClick(state, board, signal) {
  const clicked = (/** @type {MouseEvent} */ event) => {
    const at = pixelsAt(board, event);
    if (tool.peek() === "move" || event.detail > 1 || !isInside(board, at)) return; // of a double click only the first counts
    const index = under(state, board, event, matchMedia("(pointer: coarse)").matches);
    if (tool.peek() === "remove") return void (index !== null && remove(state, index));
    add(state, toUnits(board.view(), board.area())(at), kindOf());
  };
  const twice = (/** @type {MouseEvent} */ event) => {
    const at = pixelsAt(board, event);
    if (tool.peek() !== "move" || !isInside(board, at) || under(state, board, event, false) !== null) return;
    add(state, toUnits(board.view(), board.area())(at), null);
  };
  board.stage.addEventListener("click", clicked, { signal });
  board.stage.addEventListener("dblclick", twice, { signal });
}

/** @param {State} state @param {Board} board @param {AbortSignal} signal */
function byHover(state, board, signal) {
  const over = (/** @type {PointerEvent} */ event) => {
    if (state.dragging.peek() || event.pointerType === "touch") return;
    near.value = tool.peek().startsWith("add") ? null : under(state, board, event, false);
  };
  const left = () => void (state.dragging.peek() || (near.value = null));
  board.stage.addEventListener("pointermove", over, { signal });
  board.stage.addEventListener("pointerleave", left, { signal });
}

/** @param {State} state @param {Board} board @returns {() => void} */
export function mountHand(state, board) {
  const stop = new AbortController();
  for (const by of [byDrag, byClick, byHover]) by(state, board, stop.signal);
  return () => stop.abort();
}
