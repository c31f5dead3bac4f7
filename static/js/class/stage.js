/** The picture on a phone, and the cross that a student puts on it: by finger, or by arrow keys. */
import { unpack } from "./frames.js";
import { Picture } from "./picture.js";
import { t } from "./words.js";

/** A finger so near to the cross, in pixels, drags it; elsewhere the cross jumps under the finger. */
const GRIP = 44;
/** How far an arrow key moves the cross, as shares of the view; with Shift the second. */
const [STEP, FINE] = [1 / 40, 1 / 200];
/** Milliseconds without a key after which the place counts. */
const SETTLED = 500;

/** @typedef {[x: number, y: number]} Point */
/** @type {Record<string, Point>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

/** @param {string} name @param {string} className */
const made = (name, className) => Object.assign(document.createElement(name), { className });

export class Stage {
  /** @param {HTMLElement} root @param {{ taken: () => void, placed: (at: Point) => void, moved: (at: Point) => void }} calls  taken: a picture came */
  constructor(root, calls) {
    this.calls = calls;
    this.canvas = /** @type {HTMLCanvasElement} */ (made("canvas", "picture"));
    this.canvas.setAttribute("role", "img");
    this.pad = made("div", "pad");
    this.cross = made("div", "cross");
    this.pad.append(this.cross);
    root.append(this.canvas, this.pad);
    this.picture = new Picture(this.canvas);
    /** The frame of the paths, whole. @type {import("./frames.js").Paths | null} */
    this.paths = null;
    /** The one lane that is shown; null for all. @type {number | null} */
    this.only = null;
    /** Where the cross stands. @type {Point | null} */
    this.place = null;
    /** The question whose answer the cross is; null while none is asked for. @type {import("./phone.js").Ask | null} */
    this.asks = null;
    /** From the finger to the cross. @type {Point | null} */
    this.grip = null;
    this.listen();
    this.resized = new ResizeObserver(() => this.stand());
    this.resized.observe(this.pad);
  }

  listen() {
    const { pad } = this;
    pad.addEventListener("pointerdown", (event) => this.grab(event));
    pad.addEventListener("pointermove", (event) => this.grip && this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, () => this.release());
    pad.addEventListener("keydown", (event) => this.press(event));
    pad.addEventListener("touchmove", (event) => this.asks && event.preventDefault(), { passive: false });
  }

  /** @param {ArrayBuffer} buffer */
  async take(buffer) {
    const frame = await unpack(buffer).catch(() => null);
    if (!frame || !this.picture.take(frame)) return;
    if (frame.kind === 1) this.paths = frame;
    if (frame.kind === 1 && this.only !== null) this.show(this.only);
    this.stand();
    this.calls.taken();
  }

  /** After a new connection the pictures' numbers may begin anew. */
  renumber() {
    this.picture.renumber();
  }

  /** Shows one lane, or all. @param {number | null} only */
  show(only) {
    this.only = this.paths && only !== null && only < this.paths.lanes.length ? only : null;
    if (!this.paths) return;
    const none = { rows: 0, x: new Float64Array(), y: new Float64Array(), loss: new Float64Array(), at: new Uint32Array() };
    const lanes = this.paths.lanes.map((lane, i) => (this.only === null || i === this.only ? lane : { ...lane, ...none }));
    this.picture.take({ ...this.paths, lanes });
  }

  /** The part of the plane on which the cross is put. */
  get view() {
    const { frames, view } = this.picture;
    return frames[1] || frames[2] ? view : (this.asks?.view ?? view);
  }

  /** Asks for a place, or no longer. @param {import("./phone.js").Ask | null} ask @param {Point | null} place  the answer so far */
  ask(ask, place) {
    const isNew = ask?.id !== this.asks?.id || ask?.round !== this.asks?.round;
    if (isNew) this.begin(place);
    this.asks = ask;
    this.pad.classList.toggle("asks", Boolean(ask));
    if (ask) Object.entries({ role: "application", tabindex: "0", "aria-label": t("Your cross"), "aria-describedby": "how" }).forEach(([name, says]) => this.pad.setAttribute(name, says));
    else ["role", "tabindex", "aria-label", "aria-describedby"].forEach((name) => this.pad.removeAttribute(name));
    this.stand();
  }

  /** Another question, or none: a finger that is still down, or a key pressed just now, belongs to the one before. @param {Point | null} place */
  begin(place) {
    clearTimeout(this.wait);
    [this.place, this.grip] = [place, null];
  }

  /** Puts the cross where its place is. */
  stand() {
    const { place, cross, view: [x0, x1, y0, y1] } = this;
    cross.hidden = !this.asks || !place;
    if (!place) return;
    cross.style.left = `${(100 * (place[0] - x0)) / (x1 - x0)}%`;
    cross.style.top = `${(100 * (y1 - place[1])) / (y1 - y0)}%`;
  }

  /** The pointer in shares of the picture, from the left and from below. @param {PointerEvent} event @returns {Point} */
  share({ clientX, clientY }) {
    const { left, bottom, width, height } = this.pad.getBoundingClientRect();
    return [(clientX - left) / width, (bottom - clientY) / height];
  }

  /** The cross in the same shares. @returns {Point} */
  get at() {
    const [[x0, x1, y0, y1], [x, y]] = [this.view, this.place ?? [NaN, NaN]];
    return [(x - x0) / (x1 - x0), (y - y0) / (y1 - y0)];
  }

  /** @param {Point} share */
  move(share) {
    const [[x0, x1, y0, y1], [right, up]] = [this.view, share.map((each) => Math.min(1, Math.max(0, each)))];
    this.place = [x0 + right * (x1 - x0), y0 + up * (y1 - y0)];
    this.stand();
    this.calls.moved(this.place);
  }

  /** @param {PointerEvent} event */
  grab(event) {
    if (!this.asks || !event.isPrimary) return;
    this.pad.setPointerCapture(event.pointerId);
    const [[x, y], [ax, ay], { width, height }] = [this.share(event), this.at, this.pad.getBoundingClientRect()];
    const near = Math.hypot((ax - x) * width, (ay - y) * height) < GRIP;
    this.grip = near ? [ax - x, ay - y] : [0, 0];
    this.drag(event);
  }

  /** @param {PointerEvent} event */
  drag(event) {
    const [[x, y], [dx, dy]] = [this.share(event), this.grip ?? [0, 0]];
    this.move([x + dx, y + dy]);
  }

  release() {
    if (!this.grip) return;
    this.grip = null;
    this.settle();
  }

  settle() {
    clearTimeout(this.wait);
    if (this.asks && this.place) this.calls.placed(this.place);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const way = KEYS[event.key];
    if (!this.asks || !way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [size, [x, y]] = [event.shiftKey ? FINE : STEP, this.place ? this.at : [0.5, 0.5]];
    this.move([x + size * way[0], y + size * way[1]]);
    clearTimeout(this.wait);
    this.wait = setTimeout(() => this.settle(), SETTLED);
  }

  dispose() {
    clearTimeout(this.wait);
    this.resized.disconnect();
    this.picture.dispose();
  }
}
