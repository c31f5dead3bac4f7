/** The canvas of a panel with everything that moves: paths, balls, and the names if several lanes share the panel. */
import { effect, untracked } from "../../vendor/signals-core.js";

import { coversMinima } from "../play/lessons.js";
import { lanesOn } from "../view/layout.js";
import { factsOf, shownOf } from "../scene/data.js";
import { laneTitles } from "../scene/scene.js";
import { unitOf } from "../scene/units.js";
import { fitted, stopAt, trailOf } from "../view/trails.js";
import { drawStep, stepSources } from "./arrows.js";
import { changes, painter, sheet } from "../view/canvas.js";
import { drawFrozen, drawGhost } from "./frozen.js";
import { drawLabels } from "./labels.js";
import { numberedOf } from "./numbered.js";
import { drawPictures, sourcesOf } from "./overlay.js";
import { toPixels } from "./place.js";
import { rowAt } from "./readout.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("../types.js").SurfaceFacts} SurfaceFacts */
/** @typedef {import("../types.js").View} View */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {number} lane
 * @param {() => Box & { left: number, top: number }} area
 */
export function paint(canvas, state, lane, area) {
  /** @type {ReturnType<typeof preparer>[]} */
  const prepared = [];
  const changed = changes();
  const pictureOf = (/** @type {number} */ its, /** @type {import("../types.js").Frame} */ now, /** @type {Box & View} */ panel, /** @type {boolean} */ alone) => {
    prepared[its] ??= preparer(its);
    const { own, trail } = prepared[its](now, panel);
    const frame = own === now.lanes[its] ? now : { ...now, lanes: now.lanes.with(its, own) };
    const [place, marker, theme] = [toPixels(panel, panel), state.marker.peek(), state.theme.peek()];
    const [ball, ring] = [ballAt(state, frame, its, place, marker), ringAt(state, frame, its, place)];
    const more = { numbered: numberedOf(state, its), fork: now.scene.lanes[its]?.fork?.step, answer: answerOf(state, now, its) };
    return { frame, lane: its, trail, marker, ball, ring, theme, place, room: panel.width * panel.height, facts: bared(shownOf(alone ? factsOf(now, its) : now.surface, state.validation.peek()), covers), ...more };
  };
  let covers = false;
  const draw = () => {
    covers = untracked(() => coversMinima(state));
    const [box, now] = [area(), state.frame.peek()];
    const lanes = untracked(() => lanesOn(state, lane));
    const panel = { ...box, ...state.view.peek() };
    const pictures = now && box.width > 1 && lanes.every((each) => now.lanes[each]) ? lanes.map((each) => pictureOf(each, now, panel, lanes.length === 1)) : [];
    const names = lanes.length === 1 ? [] : laneTitles(state.catalog, state.scene.peek().lanes);
    const beside = lanes.length === 1 ? stepSources(state, lane) : names;
    if (!changed([...Object.values(panel), ...pictures.flatMap(sourcesOf), ...beside, state.frozen.peek(), state.ghost.peek()])) return;
    const pen = sheet(canvas, box);
    canvas.style.left = `${box.left}px`;
    canvas.style.top = `${box.top}px`;
    if (!pictures.length) return;
    drawFrozen(pen, state, lanes, panel);
    drawGhost(pen, state, lane, panel);
    const marks = drawPictures(pen, pictures, box.width);
    if (lanes.length === 1) return drawStep(pen, state, lane, panel);
    drawLabels(pen, pictures.map(({ ball, lane: its }) => ({ ball, name: names[its] })), box, state.theme.peek(), marks);
  };
  const { ask, cancel } = painter(draw);
  const dispose = effect(() => {
    void [state.frame.value, state.marker.value, state.exact.value, state.hover.value, state.glance.value, state.theme.value, area()];
    void [state.view.value, state.layout.value, state.arrows.value, state.ellipse.value, state.frozen.value, state.ghost.value, state.validation.value, coversMinima(state)];
    ask();
  });
  return () => (dispose(), cancel());
}

/** @type {WeakMap<SurfaceFacts, SurfaceFacts>} facts without marks of the lowest loss, made once: equal ones are drawn once */
const covered = new WeakMap();

/** @param {SurfaceFacts} facts @param {boolean} covers @returns {SurfaceFacts} */
function bared(facts, covers) {
  if (!covers) return facts;
  const made = covered.get(facts) ?? { ...facts, minima: [], depths: [], covered: true };
  covered.set(facts, made);
  return made;
}

/** The name of a lane's rule, if it is not simply the last weights. @param {State} state @param {import("../types.js").Frame} frame @param {number} lane */
function answerOf({ catalog }, { scene }, lane) {
  const key = scene?.lanes[lane]?.answer?.key ?? "last";
  return key === "last" ? null : (unitOf(catalog.answers ?? {}, key)?.name ?? key);
}

/**
 * Prepares a lane for drawing. The result is kept until its run, the panel's size or its view changes; the marker has no influence.
 *
 * @param {number} lane
 * @returns {(frame: import("../types.js").Frame, panel: Box & View) => { own: import("../types.js").LaneFrame, trail: import("../view/trails.js").Trail }}
 */
function preparer(lane) {
  const changed = changes();
  /** @type {{ own: import("../types.js").LaneFrame, trail: import("../view/trails.js").Trail }} */
  let ready;
  return (frame, panel) => {
    const parts = [frame.panels[lane] ?? panel, panel].flatMap(({ width, height, x, y }) => [width, height, x, y]);
    if (!changed([frame.lanes[lane], ...parts])) return ready;
    const own = fitted(frame, lane, panel);
    return (ready = { own, trail: trailOf(own) });
  };
}

/** The position of the step under the mouse, in pixels. @type {(...at: [State, import("../types.js").Frame, number, (at: [number, number]) => [number, number]]) => [number, number] | null} */
const ringAt = (state, frame, lane, place) => {
  const step = state.hover.peek();
  return step === null ? null : ballAt(state, frame, lane, place, Math.min(step, frame.steps));
};

/**
 * The lane's position at a step, in pixels: the exact point if it is known, otherwise the last stop before it.
 *
 * @param {State} state
 * @param {import("../types.js").Frame} frame
 * @param {number} lane
 * @param {(at: [number, number]) => [number, number]} place
 * @param {number} step
 * @returns {[number, number] | null}
 */
function ballAt(state, frame, lane, place, step) {
  const marker = Math.min(step, frame.lanes[lane].status.step);
  const row = rowAt(state, lane, marker);
  if (row) return place([row.x, row.y]);
  const at = stopAt(frame.arrays.stops, marker);
  const { balls } = frame.lanes[lane].arrays;
  return Number.isNaN(balls[2 * at]) ? null : [balls[2 * at], balls[2 * at + 1]];
}
