/** Zooming and panning: with the wheel, with two fingers, or by dragging. A drag pans in a zoomed view, or with Shift or another button. */

/** @typedef {[number, number]} Pair */
/** @typedef {import("../types.js").Box & { left: number, top: number }} Area  of the element, in pixels */
/**
 * @typedef {{
 *   area: () => Area, zoom: (factor: number, at: Pair) => void, pan: (by: Pair) => void, busy: (on: boolean) => void,
 *   wheel: () => boolean, free: () => boolean
 * }} Gestures  at, by: shares of the area, from the left and from the bottom; wheel: does the wheel zoom instead of scrolling the page?
 *   free: does a drag with the main button pan?
 */

/** Powers of two for each pixel of the wheel. A pinch on a touchpad arrives as a wheel event with Ctrl and few pixels. */
const [WHEEL, PINCH] = [0.0025, 0.012];
/** Pixels for a line of a wheel that counts in lines. */
const LINE = 16;
/** Pixels that a hand may tremble during a click. */
const STILL = 4;

/** @param {HTMLElement} element @param {Gestures} gestures @param {{ clientX: number, clientY: number }} event @returns {Pair} */
function shareAt(element, gestures, { clientX, clientY }) {
  const [{ left, top }, area] = [element.getBoundingClientRect(), gestures.area()];
  const inside = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
  return [inside((clientX - left - area.left) / area.width), inside(1 - (clientY - top - area.top) / area.height)];
}

/** @param {HTMLElement} element @param {Gestures} gestures @param {AbortSignal} signal */
function byWheel(element, gestures, signal) {
  const turned = (/** @type {WheelEvent} */ event) => {
    if (!event.ctrlKey && !gestures.wheel()) return;
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode ? LINE : 1);
    gestures.zoom(2 ** (-pixels * (event.ctrlKey ? PINCH : WHEEL)), shareAt(element, gestures, event));
  };
  element.addEventListener("wheel", turned, { passive: false, signal });
}

/** Does this press begin a pan? @param {PointerEvent} event @param {Gestures} gestures */
function pans({ pointerType, button, shiftKey, target }, gestures) {
  if (pointerType === "touch") return false;
  const ground = !(target instanceof Element && target.closest(".start, button"));
  return button > 0 || shiftKey || (ground && gestures.free());
}

/** A press that moves is a drag, and no click follows it. @param {HTMLElement} element @param {Gestures} gestures @param {AbortSignal} signal */
function byDrag(element, gestures, signal) {
  let [last, from] = /** @type {(Pair | null)[]} */ ([null, null]);
  let moved = false;
  const begin = (/** @type {PointerEvent} */ event) => {
    [moved, last, from] = [false, null, [event.clientX, event.clientY]];
    if (!pans(event, gestures)) return;
    event.preventDefault();
    event.stopPropagation();
    element.setPointerCapture(event.pointerId);
    last = from;
  };
  const move = (/** @type {PointerEvent} */ { clientX, clientY, buttons }) => {
    if (!from || !buttons) return;
    const begins = !moved && Math.hypot(clientX - from[0], clientY - from[1]) > STILL;
    moved ||= begins;
    if (!last || !moved) return;
    if (begins) gestures.busy(true);
    const { width, height } = gestures.area();
    gestures.pan([(last[0] - clientX) / width, (clientY - last[1]) / height]);
    last = [clientX, clientY];
  };
  const end = () => {
    if (last && moved) gestures.busy(false);
    [last, from] = [null, null];
  };
  const swallow = (/** @type {Event} */ event) => moved && event.stopPropagation();
  element.addEventListener("pointerdown", begin, { capture: true, signal });
  element.addEventListener("pointermove", move, { signal });
  for (const over of ["pointerup", "pointercancel", "lostpointercapture"]) element.addEventListener(over, end, { signal });
  addEventListener("blur", end, { signal });
  element.addEventListener("click", swallow, { capture: true, signal });
  element.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
}

/** @param {TouchList} touches @returns {{ clientX: number, clientY: number, apart: number }} */
function between([a, b]) {
  const apart = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  return { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2, apart: Math.max(1, apart) };
}

/** Two fingers zoom and pan; one finger scrolls the page. @param {HTMLElement} element @param {Gestures} gestures @param {AbortSignal} signal */
function byFingers(element, gestures, signal) {
  /** @type {ReturnType<typeof between> | null} */
  let last = null;
  const touched = (/** @type {TouchEvent} */ event) => {
    if (last && event.targetTouches.length < 2) gestures.busy(false);
    last = event.targetTouches.length === 2 ? between(event.targetTouches) : null;
    if (!last) return;
    event.preventDefault();
    gestures.busy(true);
  };
  const moved = (/** @type {TouchEvent} */ event) => {
    if (!last || event.targetTouches.length !== 2) return;
    event.preventDefault();
    const [now, { width, height }] = [between(event.targetTouches), gestures.area()];
    gestures.pan([(last.clientX - now.clientX) / width, (now.clientY - last.clientY) / height]);
    gestures.zoom(now.apart / last.apart, shareAt(element, gestures, now));
    last = now;
  };
  for (const type of ["touchstart", "touchend", "touchcancel"]) {
    element.addEventListener(type, /** @type {EventListener} */ (touched), { passive: false, signal });
  }
  element.addEventListener("touchmove", moved, { passive: false, signal });
}

/** @param {HTMLElement} element @param {Gestures} gestures @returns {() => void} */
export function mountGestures(element, gestures) {
  const stop = new AbortController();
  for (const by of [byWheel, byDrag, byFingers]) by(element, gestures, stop.signal);
  return () => stop.abort();
}
