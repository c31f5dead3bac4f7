/** The colours of a map: hue for the minimum, lightness for how soon; a scale of colours for a number; grey where there is no end. */
import { channels } from "../view/canvas.js";
import { hues } from "../view/looks.js";
import { ABSENT, DIVERGED, NOWHERE, SADDLES } from "./grid.js";

/** @typedef {import("./grid.js").Grid} Grid */
/** @typedef {[number, number, number]} Color */
/** @typedef {[number, number]} Bounds  values of the two ends of the scale of colours */

/** Steps of lightness or colour. */
const SHADES = 128;

/** Colour maps from matplotlib (CC0), dark for much. Both can be told apart by colour-blind eyes, and lighten evenly. */
const VIRIDIS = ["#fde725", "#b5de2b", "#6ece58", "#35b779", "#1f9e89", "#26828e", "#31688e", "#3e4989", "#482878", "#440154"];
const INFERNO = ["#000004", "#1b0c41", "#4a0c6b", "#781c6d", "#a52c60", "#cf4446", "#ed6925", "#fb9b06", "#f7d13d", "#fcffa4"];

/** @param {Color} a @param {Color} b @param {number} share @returns {Color} */
const mix = (a, b, share) => /** @type {Color} */ (a.map((from, i) => Math.round(from + (b[i] - from) * share)));

/** @param {string[]} stops @param {number} share @returns {Color} */
function between(stops, share) {
  const at = share * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(at));
  return mix(channels(stops[i]), channels(stops[i + 1]), at - i);
}

const [WHITE, BLACK] = /** @type {Color[]} */ ([[255, 255, 255], [8, 10, 14]]);

/** Letter of a minimum: A to Z, then A1 ... @param {number} index */
export const letterOf = (index) => String.fromCharCode(65 + (index % 26)) + (index < 26 ? "" : String(Math.floor(index / 26)));

/**
 * The colour of a minimum: pale where it is reached soon, deep where late. More minima than hues: the hues come again, darker.
 *
 * @param {number} index
 * @param {number} share  0: soon, 1: late
 * @param {boolean} dark  is the ground dark?
 * @returns {Color}
 */
export function minimumColor(index, share, dark) {
  const hue = channels(hues[index % hues.length][dark ? "dark" : "light"]);
  const round = Math.floor(index / hues.length) % 3;
  const own = round ? mix(hue, round === 1 ? BLACK : WHITE, 0.32) : hue;
  return share < 0.5 ? mix(mix(own, WHITE, 0.62), own, share * 2) : mix(own, mix(own, BLACK, 0.58), share * 2 - 1);
}

/** A saddle is neither hue nor grey: sand. @param {boolean} dark @returns {Color} */
export const saddleColor = (dark) => (dark ? [118, 108, 84] : [240, 230, 196]);

/** @param {boolean} dark @returns {Color} */
export const nowhereColor = (dark) => (dark ? [66, 72, 79] : [206, 211, 216]);

/** The two greys of the hatching. @param {boolean} dark @returns {[Color, Color]} */
export const divergedColors = (dark) => (dark ? [[20, 23, 27], [46, 51, 57]] : [[94, 101, 109], [138, 146, 154]]);

/** Which measures colour by minimum. @param {import("../types.js").Measure} measure */
export const byMinimum = (measure) => measure === "end";

/** The colour of a number; a single burst among many is seen. @param {import("../types.js").Measure} measure @param {number} share  0 to 1 @returns {Color} */
export const scaleColor = (measure, share) => (measure === "bursts" ? between(INFERNO, Math.sqrt(share)) : between(VIRIDIS, share));

/** @param {Color} color */
const packed = ([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r;

/** Colours of a class by lightness, made when they are first needed. @param {import("../types.js").Measure} measure @param {boolean} dark */
function rampsOf(measure, dark) {
  /** @type {(Int32Array | undefined)[]} */
  const made = [];
  const of = (/** @type {number} */ kind) => (/** @type {number} */ share) => {
    if (byMinimum(measure) && kind < SADDLES) return minimumColor(kind, share, dark);
    if (byMinimum(measure)) return kind === NOWHERE ? nowhereColor(dark) : saddleColor(dark);
    return kind === NOWHERE ? nowhereColor(dark) : scaleColor(measure, share);
  };
  return (/** @type {number} */ kind) => (made[kind] ??= Int32Array.from({ length: SHADES }, (_, i) => packed(of(kind)(i / (SHADES - 1)))));
}

/** Strokes of the hatching across the map. */
const STROKES = 42;

/**
 * @param {Grid} grid
 * @param {{ measure: import("../types.js").Measure, bounds: Bounds, dark: boolean, coarsest?: number }} look
 *   coarsest: pixels that are coarser stay clear, because a finer picture lies under them
 * @returns {ImageData} the top row first; clear where nothing has arrived
 */
export function image({ columns, rows, classes, values, cells }, { measure, bounds: [low, high], dark, coarsest = ABSENT - 1 }) {
  const made = new ImageData(columns, rows);
  const words = new Int32Array(made.data.buffer);
  const [ramp, colored] = [rampsOf(measure, dark), byMinimum(measure)];
  const hatch = divergedColors(dark).map(packed);
  const [period, factor] = [Math.max(4, Math.round(columns / STROKES)), (SHADES - 1) / (high - low || 1e-9)];
  for (let row = 0; row < rows; row++) {
    const to = (rows - 1 - row) * columns;
    for (let at = row * columns; at < (row + 1) * columns; at++) {
      const column = at - row * columns;
      if (cells[at] > coarsest) continue;
      const [own, shade] = [classes[at], (values[at] - low) * factor];
      // A number has one scale of colours, whatever the end; a run that has no such number is grey.
      const kind = colored || own === DIVERGED ? own : Number.isNaN(values[at]) ? NOWHERE : 0;
      words[to + column] = kind === DIVERGED ? hatch[(row + column) % period < period / 3 ? 0 : 1] : ramp(kind)[shade > 0 ? Math.min(SHADES - 1, Math.round(shade)) : 0];
    }
  }
  return made;
}

/**
 * Shares of the values below and above which they get the colour of the end. Few runs begin at a minimum, and their steps would take half the
 * scale; of losses the lowest are what is looked for, and the highest are those of runs that are about to diverge.
 */
const FEW = { steps: [0.04, 0.01], loss: [0.001, 0.05] };
/** Most powers of ten of a scale: losses that are far smaller are all zero to the eye. */
const DECADES = 120;

/** Is the value a loss, in powers of ten? @param {string} value  as the server names it */
export const isLoss = (value) => /loss|best/.test(value);

/** The bounds of values that are sorted. @param {number[]} sorted @param {string} value @returns {Bounds} */
function trimmed(sorted, value) {
  const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))];
  if (value === "bursts") return [0, Math.max(1, at(1 - FEW.steps[1]))];
  if (value === "share") return [1, Math.min(0.9, at(0))]; // pale where all seeds agree
  const [few, many] = isLoss(value) ? FEW.loss : FEW.steps;
  const high = at(1 - many);
  const low = Math.max(at(few), high - DECADES);
  const step = !isLoss(value) ? 0.01 : high - low > 4 ? 1 : 0.1;
  const outwards = /** @type {Bounds} */ ([Math.floor(low / step) * step, Math.ceil(high / step) * step]);
  return outwards[1] > outwards[0] ? outwards : [outwards[0], outwards[0] + step];
}

/**
 * Bounds of the scale of colours: all values but a few at either end, rounded outwards.
 *
 * @param {Grid} grid
 * @param {string} value  what the values are, as the server names it
 * @returns {Bounds | null} null if no pixel has a value
 */
export function boundsOf({ classes, values, cells }, value) {
  const counted = [];
  const every = Math.max(1, Math.floor(classes.length / 16384));
  for (let at = 0; at < classes.length; at += every) {
    if (cells[at] !== ABSENT && (classes[at] !== DIVERGED || value === "share") && Number.isFinite(values[at])) counted.push(values[at]);
  }
  return counted.length ? trimmed(counted.sort((a, b) => a - b), value) : null;
}
