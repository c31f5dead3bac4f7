/** The sparkline of each lane's schedule: the learning rate over the steps, from zero to its maximum. */
import { effect } from "../../vendor/signals-core.js";
import { t } from "../text/language.js";
import { chosen, counted } from "../text/numbers.js";
import { painter, sheet } from "../view/canvas.js";
import { drawCurve } from "../charts/curve.js";
import { isSteady } from "../server/request.js";
import { extent } from "../view/trails.js";

/** @typedef {import("../state.js").State} State */

/** Margin for the width of the line, in pixels. */
const RIM = 3;

/** @typedef {import("../types.js").Box} Box */
/** @typedef {WeakMap<HTMLCanvasElement, { box: Box, from: unknown[] }>} Drawn  size of each canvas, and the values that it was drawn from */

/** @param {HTMLCanvasElement} canvas @returns {Box} in pixels; reading it forces a layout of the page */
const boxOf = ({ parentElement: parent }) => ({ width: Math.floor(parent?.clientWidth ?? 0), height: parent?.clientHeight ?? 0 });

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Box} box
 * @param {Float32Array} pairs  min, max of the rate for each column
 * @param {number} lane
 * @param {import("../view/theme.js").Theme} theme
 */
function drawSpark(canvas, box, pairs, lane, theme) {
  const pen = sheet(canvas, box);
  const top = extent(pairs, 0)?.[1];
  if (top === undefined) return;
  const size = { width: box.width - 2, height: box.height - 2 * RIM };
  const area = { left: 1, top: RIM, right: 1, bottom: RIM, ...size };
  const y = (/** @type {number} */ rate) => RIM + size.height * (1 - rate / (top || 1));
  drawFloor(pen, y(0), box.width, theme);
  drawCurve(pen, { pairs, lane, area, across: [0, size.width], y, split: size.width, theme: { ...theme, path: Math.min(theme.path, 2.4) } });
}

/** @param {CanvasRenderingContext2D} pen @param {number} y @param {number} width @param {import("../view/theme.js").Theme} theme */
function drawFloor(pen, y, width, theme) {
  pen.strokeStyle = theme.grid;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(0, Math.round(y) + 0.5);
  pen.lineTo(width, Math.round(y) + 0.5);
  pen.stroke();
}

/**
 * @param {Float32Array} pairs
 * @param {number} steps
 * @param {Pick<import("../view/steps.js").StepAxis, "steps">} [axis]  the steps that zoomed charts show
 * @returns {string} a description of the curve
 */
export function description(pairs, steps, axis = { steps: [0, steps] }) {
  const span = extent(pairs, 0);
  if (!span) return "";
  const [low, high] = span.map(chosen);
  const part = axis.steps[1] - axis.steps[0] < steps;
  const where = part ? t("steps {from} to {to}", { from: counted(axis.steps[0]), to: counted(axis.steps[1]) }) : t("{n} steps", { n: counted(steps) });
  return low === high ? t("η = {rate} throughout", { rate: high }) : t("η between {low} and {high}, {where}", { low, high, where });
}

/**
 * @param {import("../types.js").Frame} frame
 * @param {number} lane
 * @returns {Float32Array | undefined} min, max pairs of the learning rate; undefined if the frame lacks them
 */
export function ratesOf({ scene, lanes }, lane) {
  const own = scene.lanes[lane];
  const { lr } = lanes[lane]?.arrays ?? {};
  if (lr || !own || !isSteady(own)) return lr;
  const rate = Number(own.optimizer.knobs.lr);
  return Float32Array.of(rate, rate, rate, rate);
}

/** A value that changes if the drawing does. All constant rates look the same. @param {Float32Array} pairs */
const lookOf = (pairs) => (pairs[0] > 0 && pairs.every((rate) => rate === pairs[0]) ? "steady" : pairs);

/** @param {HTMLElement} root @param {State} state @param {Drawn} drawn */
function drawAll(root, state, drawn) {
  const [frame, theme] = [state.frame.peek(), state.theme.peek()];
  for (const spark of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".spark"))) {
    const lane = Number(spark.dataset.lane);
    const pairs = frame && ratesOf(frame, lane);
    const canvas = spark.querySelector("canvas");
    if (!pairs || !canvas) continue;
    const [before, from] = [drawn.get(canvas), [lane, theme, lookOf(pairs)]];
    const box = before?.box ?? boxOf(canvas);
    if (box.width < 8) continue;
    if (!before || from.some((each, i) => each !== before.from[i])) drawSpark(canvas, box, pairs, lane, theme);
    drawn.set(canvas, { box, from });
    const says = description(pairs, frame.steps, frame.axis);
    const caption = /** @type {HTMLElement} */ (spark.querySelector("figcaption"));
    if (caption.textContent !== says) caption.textContent = says;
  }
}

/**
 * @param {HTMLElement} root  of the rail
 * @param {State} state
 * @returns {() => void}
 */
export function mountSparks(root, state) {
  /** @type {Drawn} */
  let drawn = new WeakMap();
  const { ask, cancel } = painter(() => drawAll(root, state, drawn));
  const watch = new ResizeObserver(() => {
    drawn = new WeakMap();
    ask();
  });
  watch.observe(root);
  const dispose = effect(() => {
    void [state.frame.value, state.theme.value, state.scene.value.lanes];
    ask();
  });
  return () => (dispose(), watch.disconnect(), cancel());
}
