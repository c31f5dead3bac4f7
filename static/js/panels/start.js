/** The start point: a ring that the mouse, a finger or the arrow keys move. A click on a panel puts it there. */
import { effect } from "../../vendor/signals-core.js";

import { t, word } from "../text/language.js";
import { measured } from "../text/numbers.js";
import { setAt } from "../scene/scene.js";
import { hold } from "../view/hold.js";
import { isZoomed, showAll } from "../view/zoom.js";
import { isFromAbove, lanesOn } from "../view/layout.js";
import { fitted } from "../view/trails.js";
import { toPixels, toUnits } from "./place.js";
import { aside, directionOutside, inset, labelSide } from "./start_place.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("./start_place.js").Point} Point */
/** @typedef {import("./start_place.js").Label} Label */
/**
 * @typedef {{ handle: HTMLElement, ghost: HTMLElement, stage: HTMLElement, area: () => Box & { left: number, top: number } }} Parts
 */

const DRAGGED = "ravine-start-dragged";
/** @type {Record<string, Point>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {State} state @param {Point} at */
function moveStart(state, at) {
  state.scene.value = setAt(state.scene.peek(), "start", at);
}

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

/** @param {State} state @param {Parts} parts */
function dragByPointer(state, parts) {
  const { handle, area } = parts;
  /**
   * @type {Point | null} offset from the pointer on the screen to the start in the panel. With it, the start does not jump when it
   *   is grasped, and the layout is not measured during the drag
   */
  let grip = null;
  const units = (/** @type {Point} */ at) => toUnits(state.view.peek(), area())(at);
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    handle.setPointerCapture(event.pointerId);
    const [x, y] = toPixels(state.view.peek(), area())(state.scene.peek().start);
    grip = [x - event.clientX, y - event.clientY];
    hold(state, "pointer", () => (grip = null));
    state.playing.value = false;
  });
  handle.addEventListener("pointermove", (event) => {
    if (!grip) return;
    moveStart(state, units([event.clientX + grip[0], event.clientY + grip[1]]));
    hideHint();
  });
}

/** @param {State} state @param {Parts} parts */
function moveByKeys(state, { handle, area }) {
  handle.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat && !state.dragging.peek()) hold(state, "key");
    const far = event.shiftKey ? 20 : 2;
    const [x, y] = toPixels(state.view.peek(), area())(state.scene.peek().start);
    moveStart(state, toUnits(state.view.peek(), area())([x + far * arrow[0], y + far * arrow[1]]));
    hideHint();
  });
}

/** @param {State} state @param {Parts} parts */
function putByClick(state, parts) {
  const { stage, ghost, area } = parts;
  const inside = (/** @type {Point} */ [x, y]) => x >= 0 && y >= 0 && x <= area().width && y <= area().height;
  const onHandle = (/** @type {Event} */ event) => parts.handle.contains(/** @type {Node} */ (event.target));
  stage.addEventListener("pointermove", (event) => {
    ghost.hidden = event.pointerType !== "mouse" || event.buttons !== 0 || state.dragging.peek() || state.hover.peek() !== null || onHandle(event);
    if (ghost.hidden) return;
    const at = pixelsAt(parts, event);
    ghost.hidden = !inside(at);
    ghost.style.translate = `${at[0] + area().left}px ${at[1] + area().top}px`;
    ghost.classList.toggle("left", at[0] > area().width - 120);
  });
  stage.addEventListener("pointerleave", () => (ghost.hidden = true));
  /** @type {Point | null} where the start was before the first of two clicks */
  let before = null;
  stage.addEventListener("click", (event) => {
    if (event.detail === 1) before = state.scene.peek().start;
    const at = pixelsAt(parts, event);
    if (event.target instanceof HTMLButtonElement || !isFromAbove(state) || onHandle(event) || !inside(at)) return;
    ghost.hidden = true;
    moveStart(state, toUnits(state.view.peek(), area())(at));
    hideHint();
  });
  stage.addEventListener("dblclick", (event) => {
    if (event.target instanceof HTMLButtonElement || !isZoomed(state)) return;
    if (before) moveStart(state, before);
    showAll(state);
  });
}

/** @param {HTMLElement} handle @param {ReturnType<typeof directionOutside>} outside @param {string} where */
function name(handle, outside, where) {
  handle.classList.toggle("outside", outside !== null);
  handle.style.setProperty("--toward", `${outside?.toward ?? 0}deg`);
  const words = outside ? t("the start lies outside, at ({where})", { where }) : t("start");
  const label = /** @type {HTMLElement} */ (handle.querySelector("b"));
  if (label.textContent !== words) label.textContent = words;
  const beside = word("Start point {where}, outside of what is shown: drag it, or move it with the arrow keys");
  handle.setAttribute("aria-label", t(outside ? beside : word("Start point {where}: drag it, or move it with the arrow keys"), { where }));
}

/** @type {Map<string, number>} measured widths by font size and fonts, so that nothing is measured during a drag */
const widths = new Map();

/** Room that the label beside the handle needs, in pixels. @param {State} state */
function reach(state) {
  const { em, font, faces } = state.theme.value;
  const key = `${em} ${faces} ${font}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = `600 ${em}px ${font}`;
  const found = pen.measureText(`↔ ${t("start")}`).width + 2.5 * em;
  widths.set(key, found);
  return found;
}

/** Where the label stands; as before while a hand drags or where it is no longer shown. @param {State} state @param {Parts} parts @param {number} lane @param {Point} at @param {Label} before @returns {Label} */
function labelOf(state, { area }, lane, at, before) {
  if (document.body.dataset.hint === "off" || state.dragging.value) return before;
  const [frame, { width, height }, em] = [state.frame.value, area(), state.theme.value.em];
  const paths = lanesOn(state, lane).flatMap((its) => (frame?.lanes[its]?.arrays.path ? [fitted(frame, its, { ...area(), ...state.view.value }).arrays.path] : []));
  const { side, left } = labelSide(paths, at, { width: reach(state) - 1.7 * em, height: 1.5 * em, gap: 1.5 * em }, { width, height });
  return { side, by: left - at[0] };
}

/** Moves the panel's name or numbers to its other end if the start lies on them. @param {State} state @param {Parts} parts @param {Point} at */
function makeRoom(state, { handle, stage, area }, at) {
  const found = handle.hidden || isZoomed(state) ? { name: false, numbers: false } : aside(at, area().height, state.theme.value.em);
  stage.parentElement?.classList.toggle("name-aside", found.name);
  stage.parentElement?.classList.toggle("numbers-aside", found.numbers);
}

/**
 * @param {State} state
 * @param {Parts} parts
 * @param {number} lane
 * @param {() => void} follow  reads the signals on which the panel's size depends
 * @returns {() => void}
 */
export function mountStart(state, parts, lane, follow) {
  dragByPointer(state, parts);
  moveByKeys(state, parts);
  putByClick(state, parts);
  /** @type {Label} */
  let label = { side: "right", by: 0 };
  return effect(() => {
    follow();
    const { start } = state.scene.value;
    const { left, top, width, height } = parts.area();
    const [x, y] = toPixels(state.view.value, { width, height })(start);
    const outside = directionOutside([x, y], { width, height });
    const [sx, sy] = outside ? inset(outside.edge, { width, height }) : [x, y];
    // In a zoomed view, a start outside the panel is hidden.
    parts.handle.hidden = isZoomed(state) && outside !== null;
    parts.handle.style.translate = `${left + sx}px ${top + sy}px`;
    label = outside ? { side: sx > width / 2 ? "left" : "right", by: 0 } : labelOf(state, parts, lane, [sx, sy], label);
    parts.handle.dataset.side = label.side;
    parts.handle.style.setProperty("--label", `${label.by}px`);
    const before = outside ? sx : reach(state); // the label of a start outside is a sentence
    makeRoom(state, parts, [label.side === "left" ? sx - before : sx - state.theme.value.em, sy]);
    name(parts.handle, outside, start.map(measured).join(", "));
  });
}
