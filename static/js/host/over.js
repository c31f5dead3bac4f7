/** Answers over the panels: the cloud of taps, the truth, and the class's starts as they run, drawn as on every other picture of the class. */
import { effect } from "../../vendor/signals-core.js";

import { drawAnswers, drawRan } from "../class/over.js";
import { unpack } from "../class/frames.js";
import { RUN, SWEEP, ranAt } from "../class/starts.js";
import { painter, sheet } from "../view/canvas.js";
import { isFromAbove, lanesOn } from "../view/layout.js";
import { isRevealed } from "./question.js";
import { earlierOf, tallyOf } from "./tallies.js";

/** @typedef {import("./host.js").Host} Host */
/** @typedef {import("./session.js").Ask} Ask */
/** @typedef {[number, number]} Point */

/** The panels that are shown, with their lanes. @param {import("../state.js").State} state @returns {{ panel: HTMLElement, index: number }[]} */
const panelsOf = (state) =>
  [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#lanes .panel"))].map((panel, index) => ({ panel, index })).filter(({ panel }) => !panel.hidden && isFromAbove(state));

/** The canvas over a panel's paths, made when it is first needed. @param {HTMLElement} panel */
function canvasOf(panel) {
  const stage = /** @type {HTMLElement} */ (panel.querySelector(".stage"));
  const found = stage.querySelector("canvas.class-answers");
  if (found) return /** @type {HTMLCanvasElement} */ (found);
  const made = Object.assign(document.createElement("canvas"), { className: "class-answers" });
  stage.querySelector("canvas.overlay")?.after(made);
  return made;
}

/** What the drawing of answers asks of a picture. @param {import("../state.js").State} state @param {import("../types.js").Box} box */
function pictureOf({ view }, box) {
  const { x, y } = view.peek();
  const toPixel = (/** @type {number} */ u, /** @type {number} */ v) => /** @type {Point} */ ([((u - x[0]) / (x[1] - x[0])) * box.width, ((y[1] - v) / (y[1] - y[0])) * box.height]);
  const boxOf = (/** @type {number[]} */ [x0, x1, y0, y1]) => {
    const [[left, top], [right, bottom]] = [toPixel(x0, y1), toPixel(x1, y0)];
    return { left, top, width: right - left, height: bottom - top };
  };
  return { box, toPixel, boxOf };
}

/** The cloud is drawn once the answers are shown, the truth with the reveal. @param {Host} host @param {Ask} ask */
function shownOf({ session }, ask) {
  const revealed = isRevealed(session.room.value);
  const tally = tallyOf(session, ask);
  const cloud = ask.phase === "shown" && tally?.cells ? { view: ask.view, cells: tally.cells, earlier: earlierOf(session, ask)?.cells, muted: revealed } : null;
  return { cloud, truth: revealed ? (ask.truth?.at ?? null) : null, mine: null, cross: null };
}

/** Forgets what was drawn. */
const clear = () => document.querySelectorAll("canvas.class-answers").forEach((each) => each.remove());

class Over {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    /** frames of the starts, 3, and of the map, 4 @type {Record<number, any>} */
    this.ran = {};
    /** @type {Record<number, number>} when each arrived */
    this.since = {};
    /** @type {Record<number, ArrayBuffer>} */
    this.known = {};
    this.last = Promise.resolve();
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { ask, cancel } = painter(() => this.draw());
    this.ask = ask;
    this.disposers = [cancel, clear, effect(() => this.hear()), effect(() => this.watch())];
  }

  /** Takes new frames of the starts and of the map. */
  hear() {
    for (const [kind, buffer] of Object.entries(this.host.session.frames.value)) {
      if (this.known[Number(kind)] === buffer) continue;
      this.known[Number(kind)] = buffer;
      this.last = this.last.then(() => this.take(buffer)); // in their order: the starts' frame takes longer to unpack than a small map's
    }
  }

  /** @param {ArrayBuffer} buffer */
  async take(buffer) {
    const frame = /** @type {any} */ (await unpack(buffer).catch(() => null));
    if (!frame || frame.ask !== this.host.session.room.peek()?.ask?.id) return;
    const [known, again] = [this.ran, this.ran[frame.kind] !== undefined && this.ran[3]?.round === (frame.round ?? this.ran[3]?.round)];
    this.ran = frame.kind === 3 && !again ? { 3: frame } : { ...known, [frame.kind]: frame };
    // After a new connection the same pictures come again: their run is over.
    if (!again) this.since[frame.kind] = performance.now() - (this.calm ? RUN + SWEEP : 0);
    if (frame.kind === 3) this.host.ends.value = frame.ends;
    this.ask();
  }

  watch() {
    const { state, session } = this.host;
    const room = session.room.value;
    if (!isRevealed(room)) [this.ran, this.host.ends.value] = [{}, null];
    void [session.rounds.value, state.view.value, state.theme.value, state.layout.value, state.projection.value, state.boxes.value, state.frame.value, state.lane.value];
    this.ask();
  }

  draw() {
    const ask = this.host.session.room.peek()?.ask;
    if (ask?.kind !== "click") return clear();
    const now = performance.now();
    const ran = this.ran[3] ? ranAt(now - this.since[3], this.ran[4] ? now - this.since[4] : null) : null;
    for (const { panel, index } of panelsOf(this.host.state)) this.drawOn(panel, index, ask, ran);
    if (ran && (ran.share < 1 || (this.ran[4] && ran.sweep < 1))) this.ask();
  }

  /** @param {HTMLElement} panel @param {number} index @param {Ask} ask @param {{ share: number, sweep: number } | null} ran */
  drawOn(panel, index, ask, ran) {
    const { state } = this.host;
    const below = /** @type {HTMLCanvasElement} */ (panel.querySelector("canvas.overlay"));
    const box = { width: below.clientWidth, height: below.clientHeight };
    if (box.width <= 1) return;
    const canvas = canvasOf(panel);
    const pen = sheet(canvas, box);
    [canvas.style.left, canvas.style.top] = [below.style.left, below.style.top];
    if (!lanesOn(state, index).includes(ask.lane)) return;
    const theme = /** @type {any} */ (state.theme.peek());
    const picture = /** @type {any} */ ({ ...pictureOf(state, box), frames: this.ran, shown: { ...shownOf(this.host, ask), ran } });
    (ran ? drawRan : drawAnswers)(pen, picture, theme);
  }

  dispose() {
    this.disposers.forEach((each) => each());
  }
}

/** @param {Host} host */
export function mountOver(host) {
  const over = new Over(host);
  return () => over.dispose();
}
