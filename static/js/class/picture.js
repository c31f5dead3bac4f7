/** A class's picture: ground and paths in the lecturer's view, scaled to a canvas of any size and density; and over them what was asked and answered. */
import { grounds } from "../view/looks.js";
import { drawGround } from "./ground.js";
import { drawBalls, drawMinima, drawTrails, placeAt, trailOf } from "./ink.js";
import { drawNames } from "./names.js";

/** @typedef {import("./frames.js").Unpacked} Unpacked */
/** @typedef {import("./frames.js").View} View */
/** @typedef {[number, number]} Point */
/**
 * @typedef {{
 *   step?: number, labels?: readonly string[], cross?: Point | null, mine?: Point | null, truth?: Point | null, cloud?: Cloud | null, ran?: Ran | null
 * }} Shown  places are in units of the plane; labels: of the lanes, written beside their markers; cross: where the student taps; ran: how far the students' starts have run
 * @typedef {{ view: View, cells: [number, number][], earlier?: [number, number][], muted?: boolean }} Cloud  cells: number and votes, 64 x 64 over the view, from below left
 * @typedef {{ share: number, sweep: number }} Ran  share: of the run, 0 to 1; sweep: how far the map has come in, 0 to 1
 */

/** Cells of a question's view in each direction. */
export const GRID = 64;

const EMPTY = /** @type {View} */ ([-1, 1, -1, 1]);
/** Milliseconds of rest after which the names stand beside the markers: beside moving ones they would jump. */
const REST = 250;

export class Picture {
  /** @type {{ 1?: import("./frames.js").Paths, 2?: import("./frames.js").Ground, 3?: import("./frames.js").Starts, 4?: import("./frames.js").Basins }} the newest frame of each kind */
  frames = {};
  /** Is the ground dark? null: as the system says. @type {boolean | null} */
  dark = null;
  /** Pixels of its words: more on a projector. */
  text = 13;
  /** @type {Shown} */
  shown = {};
  /** @type {{ of: unknown[], trails: import("./ink.js").Trail[] }} */
  #ready = { of: [], trails: [] };
  #pending = 0;
  /** What is drawn over the run; it is loaded when it is first needed. @type {typeof import("./over.js") | null} */
  #over = null;
  #resized = new ResizeObserver(() => this.draw());
  #left = new AbortController();
  /** When the marker moved last. */
  #moved = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest = undefined;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.#resized.observe(canvas);
    const { signal } = this.#left;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw(), { signal });
    document.fonts.addEventListener("loadingdone", () => this.draw(), { signal });
  }

  /** Keeps a frame if it is newer than that of its kind. @param {Unpacked | null} unpacked @returns {boolean} whether it was kept */
  take(unpacked) {
    if (!unpacked || unpacked.number < (this.frames[unpacked.kind]?.number ?? 0)) return false;
    this.frames = { ...this.frames, [unpacked.kind]: unpacked };
    this.draw();
    return true;
  }

  /** Takes any numbers again: after a new connection they may begin anew. The pictures stay until others arrive. */
  renumber() {
    for (const frame of Object.values(this.frames)) frame.number = 0;
  }

  /** Forgets pictures, as those of the starts when their question is over. @param {(1 | 2 | 3 | 4)[]} kinds */
  forget(...kinds) {
    this.frames = Object.fromEntries(Object.entries(this.frames).filter(([kind]) => !kinds.includes(/** @type {1} */ (Number(kind)))));
    this.draw();
  }

  /** The part of the plane that is shown. @returns {View} */
  get view() {
    return this.frames[1]?.view ?? this.frames[2]?.view ?? EMPTY;
  }

  /** The size in pixels of the page. */
  get box() {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  /** @param {number} px @param {number} py  pixels of the page from the canvas's top left @returns {Point} */
  toPlane(px, py) {
    const [[x0, x1, y0, y1], { width, height }] = [this.view, this.box];
    return [x0 + (px / width) * (x1 - x0), y1 - (py / height) * (y1 - y0)];
  }

  /** @param {number} x @param {number} y @returns {Point} */
  toPixel(x, y) {
    const [[x0, x1, y0, y1], { width, height }] = [this.view, this.box];
    return [((x - x0) / (x1 - x0)) * width, ((y1 - y) / (y1 - y0)) * height];
  }

  /** Where a view lies. @param {View} view */
  boxOf([x0, x1, y0, y1]) {
    const [[left, top], [right, bottom]] = [this.toPixel(x0, y1), this.toPixel(x1, y0)];
    return { left, top, width: right - left, height: bottom - top };
  }

  /** Colours and sizes. @returns {import("./ink.js").Theme} */
  get theme() {
    const { width, height } = this.box;
    const [side, dark] = [Math.min(width, height), this.dark ?? matchMedia("(prefers-color-scheme: dark)").matches];
    const em = Math.max(16, side / 32);
    return { ...grounds[dark ? "dark" : "light"], em, path: 0.17 * em, text: this.text, font: getComputedStyle(this.canvas).fontFamily };
  }

  /** Draws before the next displayed frame, however often it is asked. @param {Partial<Shown>} [more]  what has changed */
  draw(more = {}) {
    if (more.step !== undefined && more.step !== this.shown.step) this.#wait();
    this.shown = { ...this.shown, ...more };
    this.#pending ||= requestAnimationFrame(() => {
      this.#pending = 0;
      if (this.box.width > 1) this.#paint();
    });
  }

  /** Has the names wait until the marker rests. */
  #wait() {
    this.#moved = performance.now();
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.draw(), REST);
  }

  #trails() {
    const { width, height } = this.box;
    const of = [this.frames[1], width, height];
    if (!of.every((each, i) => each === this.#ready.of[i])) {
      const place = (/** @type {number} */ x, /** @type {number} */ y) => this.toPixel(x, y);
      this.#ready = { of, trails: (this.frames[1]?.lanes ?? []).map((lane, index) => trailOf(lane, index, place)) };
    }
    return this.#ready.trails;
  }

  /** The canvas, as large as its place on the page, cleared. @param {number} density */
  #sheet(density) {
    const [width, height] = [this.box.width, this.box.height].map((side) => Math.round(side * density));
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    const pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    pen.setTransform(density, 0, 0, density, 0, 0);
    return pen;
  }

  #paint() {
    const [box, theme, density] = [this.box, this.theme, devicePixelRatio || 1];
    const [pen, trails, { step = Infinity, labels = [] }] = [this.#sheet(density), this.#trails(), this.shown];
    const ground = this.frames[2];
    pen.fillStyle = theme.ground;
    pen.fillRect(0, 0, box.width, box.height);
    if (ground) drawGround(pen, ground, this.boxOf(ground.view), theme, density);
    const minima = (ground?.minima ?? []).map(([x, y]) => this.toPixel(x, y));
    const ran = this.frames[3] && this.shown.ran;
    if (ran) this.#above()?.drawRan(pen, this, theme);
    else drawTrails(pen, trails, step, theme, box.width * box.height);
    drawMinima(pen, minima, theme);
    const { cross, mine, truth, cloud } = this.shown;
    if (!ran) {
      drawBalls(pen, trails, step, theme, minima);
      const named = trails.flatMap((trail) => [placeAt(trail, step)].flatMap((at) => (at && labels[trail.index] ? [{ at, name: labels[trail.index] }] : [])));
      const rests = performance.now() - this.#moved >= REST - 20;
      if (trails.length > 1 && rests && !cloud && !truth) drawNames(pen, named, { box, trails, marks: minima }, theme); // among answers they would be in the way
    }
    if (cross || mine || truth || cloud) this.#above()?.drawAnswers(pen, this, theme);
  }

  /** What draws over the run; null, and drawn again, while it is loaded. */
  #above() {
    if (this.#over) return this.#over;
    import("./over.js").then((over) => {
      this.#over = over;
      this.draw();
    }, () => {}); // without a connection: the next drawing asks again
    return null;
  }

  dispose() {
    this.#left.abort();
    this.#resized.disconnect();
    clearTimeout(this.#rest);
    cancelAnimationFrame(this.#pending);
  }
}
