/** Hand and keyboard on a map: look at a pixel, put its numbers into the scene, zoom by wheel, box and fingers. */
import { mountGestures } from "../panels/gestures.js";
import { seal } from "../scene/history.js";
import { valuesOf, withValues } from "../scene/mapped.js";
import { pixelAt, shareOf, valueAt } from "./axis.js";
import { mapOf } from "./choice.js";
import { valuesAt } from "./words.js";
import { panMap, zoomMap, zoomTo } from "./zoom.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").MapPicture} Picture */
/** @typedef {{ i: number, j: number }} At */
/** @typedef {import("./picture.js").Area} Area */
/**
 * @typedef {{ field: HTMLElement, box: HTMLElement, area: () => Area, at: { value: At | null, peek(): At | null }, keyed: { value: boolean } }} Place
 *   box: the frame that is drawn to zoom; at: the pixel that is looked at; keyed: was it found with the keyboard?
 */

/** Pixels that a hand may tremble during a click. */
const STILL = 4;

/** @param {Place} place @param {{ clientX: number, clientY: number }} event @returns {[number, number]} shares, outside the map below 0 or above 1 */
function sharesAt({ field, area }, { clientX, clientY }) {
  const [{ left, top }, inner] = [field.getBoundingClientRect(), area()];
  return [(clientX - left - inner.left) / inner.width, 1 - (clientY - top - inner.top) / inner.height];
}

/** The pixel of a picture at shares of the axes that are shown. @param {State} state @param {[number, number]} shares @returns {At | null} null outside */
function pixelOf(state, shares) {
  const picture = state.map.peek();
  if (!picture || shares.some((share) => share < 0 || share >= 1)) return null;
  const [now, own] = [mapOf(state).axes, picture.request.map.axes];
  // A map that has just been zoomed still shows the picture of the axes before.
  const [x, y] = shares.map((share, i) => (now[i] === own[i] ? share : shareOf(own[i], valueAt(now[i], share))));
  return { i: pixelAt(x, picture.grid.columns), j: pixelAt(y, picture.grid.rows) };
}

/** Puts the numbers of a pixel into the scene: just those that it was drawn with. @param {State} state @param {At} at */
export function put(state, at) {
  const picture = state.map.peek();
  if (!picture) return;
  seal(state);
  state.scene.value = withValues(state.scene.peek(), picture.request.map, valuesAt(picture, at));
}

/** The pixel at which the scene itself stands, otherwise the one in the middle. @param {State} state @returns {At | null} */
function ownPixel(state) {
  const [map, picture] = [mapOf(state), state.map.peek()];
  const values = valuesOf(state.scene.peek(), map);
  const shares = map.axes.map((axis, i) => (typeof values[i] === "number" ? shareOf(axis, Number(values[i])) : 0.5));
  return picture && (pixelOf(state, [shares[0], shares[1]]) ?? pixelOf(state, [0.5, 0.5]));
}

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** Pixels of a step with Shift. */
const STRIDE = 10;

/** @param {State} state @param {Place} place @param {KeyboardEvent} event */
function pressed(state, place, event) {
  const { key, shiftKey } = event;
  const picture = state.map.peek();
  const now = place.at.peek() ?? ownPixel(state);
  if (!picture || !now || event.ctrlKey || event.altKey || event.metaKey) return;
  if (MOVES[key]) {
    const [by, { columns, rows }] = [shiftKey ? STRIDE : 1, picture.grid];
    const inside = (/** @type {number} */ value, /** @type {number} */ count) => Math.min(count - 1, Math.max(0, value));
    place.keyed.value = true;
    place.at.value = { i: inside(now.i + by * MOVES[key][0], columns), j: inside(now.j + by * MOVES[key][1], rows) };
  } else if (key === "Enter") put(state, now);
  else if (key === "Escape" && place.at.peek()) place.at.value = null;
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {HTMLElement} box @param {Area} area @param {[number, number]} a @param {[number, number]} b */
function frame(box, area, a, b) {
  const clip = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
  const [[left, right], [low, high]] = [0, 1].map((i) => [clip(Math.min(a[i], b[i])), clip(Math.max(a[i], b[i]))]);
  Object.assign(box.style, {
    left: `${area.left + left * area.width}px`, top: `${area.top + (1 - high) * area.height}px`,
    width: `${(right - left) * area.width}px`, height: `${(high - low) * area.height}px`,
  });
  box.hidden = false;
  return /** @type {[[number, number], [number, number]]} */ ([[left, right], [low, high]]);
}

/** A drag with the main button draws a box; what is in it fills the map. @param {State} state @param {Place} place @param {AbortSignal} signal */
function byBox(state, place, signal) {
  const { field, box, area } = place;
  /** @type {{ from: [number, number], x: number, y: number, shares: [[number, number], [number, number]] | null } | null} */
  let drag = null;
  const begin = (/** @type {PointerEvent} */ event) => {
    const from = sharesAt(place, event);
    const starts = event.button === 0 && !event.shiftKey && event.pointerType !== "touch" && from.every((share) => share >= 0 && share <= 1);
    drag = starts ? { from, x: event.clientX, y: event.clientY, shares: null } : null;
  };
  const move = (/** @type {PointerEvent} */ event) => {
    if (!drag || !(event.buttons & 1)) return;
    if (!drag.shares && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) <= STILL) return;
    if (!drag.shares) field.setPointerCapture(event.pointerId);
    drag.shares = frame(box, area(), drag.from, sharesAt(place, event));
  };
  const end = (/** @type {boolean} */ wanted) => {
    box.hidden = true;
    const shares = drag?.shares;
    drag = null;
    if (wanted && shares?.every(([low, high]) => high > low)) zoomTo(state, shares);
  };
  field.addEventListener("pointerdown", begin, { signal });
  field.addEventListener("pointermove", move, { signal });
  field.addEventListener("pointerup", () => end(true), { signal });
  field.addEventListener("pointercancel", () => end(false), { signal });
  addEventListener("blur", () => end(false), { signal });
  field.addEventListener("keydown", (event) => event.key === "Escape" && end(false), { signal, capture: true });
}

/** @param {State} state @param {Place} place @returns {() => void} */
export function mountPointer(state, place) {
  const { field } = place;
  const stop = new AbortController();
  const { signal } = stop;
  const look = (/** @type {PointerEvent} */ event) => {
    place.keyed.value = false;
    place.at.value = event.buttons ? null : pixelOf(state, sharesAt(place, event));
  };
  const click = (/** @type {MouseEvent} */ event) => {
    const at = pixelOf(state, sharesAt(place, event));
    if (at) put(state, at);
  };
  field.addEventListener("pointermove", look, { signal });
  field.addEventListener("pointerleave", () => (place.at.value = null), { signal });
  field.addEventListener("blur", () => (place.at.value = null), { signal });
  field.addEventListener("click", click, { signal });
  field.addEventListener("keydown", (event) => pressed(state, place, event), { signal });
  byBox(state, place, signal);
  const free = mountGestures(field, {
    area: place.area,
    zoom: (factor, at) => zoomMap(state, factor, at),
    pan: (by) => panMap(state, by),
    busy: (on) => (state.dragging.value = on),
    wheel: () => state.theme.peek().size !== "phone",
    free: () => false,
  });
  return () => (stop.abort(), free());
}
