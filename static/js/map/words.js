/** What a map says: the names of its axes, of an end, and of a value. */
import { listed, t } from "../text/language.js";
import { chosen, counted, measured } from "../text/numbers.js";
import { knobOf, symbolOf } from "./choice.js";
import { isLoss, letterOf } from "./colors.js";
import { computed, DIVERGED, NOWHERE, SADDLES } from "./grid.js";

/** @typedef {import("../types.js").MapPicture} Picture */
/** @typedef {import("../types.js").Measure} Measure */

/** @param {number} value  as the server sent it, with all its digits */
const digits = (value) => String(value).replace("-", "−");

/** Symbol and name of a number, such as "η, learning rate". @param {import("./choice.js").Knob | undefined} knob @param {string} path */
export function axisName(knob, path) {
  const [symbol, name] = [symbolOf(knob, path), knob ? t(knob.name) : path];
  return symbol === name ? name : listed([symbol, name]);
}

/** Where runs of this class end. @param {number} kind */
export function endName(kind) {
  if (kind === DIVERGED) return t("diverged");
  if (kind === NOWHERE) return t("elsewhere");
  return kind >= SADDLES ? t("a saddle") : t("minimum {letter}", { letter: letterOf(kind) });
}

/** Steps of a value; 16 bits may tell one too many. @param {number} value @param {number} steps  of the run */
const stepsOf = (value, steps) => counted(Math.min(steps, Math.max(0, Math.round(10 ** value - 1))));

/** A loss of powers of ten: above the lowest minimum, or without one with its sign. @param {string} value  as the server names it @param {number} power */
const lossOf = (value, power) => (value.startsWith("signed") ? Math.sign(power) * (10 ** Math.abs(power) - 1) : 10 ** power);

/** @param {number} share */
const percent = (share) => t("{n} %", { n: Math.round(100 * share) });

/** The value of a pixel in words. @param {{ value: string, measure: Measure, steps: number }} of @param {number} kind @param {number} number */
function valueName({ value, measure, steps }, kind, number) {
  if (value === "share") return t("{share} of the seeds", { share: percent(number) });
  if (kind === DIVERGED || Number.isNaN(number)) return "";
  if (value === "bursts") return t("{n} bursts", { n: counted(Math.round(number)) });
  if (value.startsWith("signed")) return t("loss {value}", { value: measured(lossOf(value, number)) });
  if (isLoss(value)) return t("{value} above the lowest", { value: measured(lossOf(value, number)) });
  const n = stepsOf(number, steps);
  return measure === "steps" ? t("near it after {n} steps", { n }) : t("there from step {n} on", { n });
}

/** What stands at an end of the scale of colours. @param {string} value @param {number} bound @param {number} steps  of the run */
export function boundName(value, bound, steps) {
  if (value === "share") return percent(bound);
  if (value === "bursts") return counted(Math.round(bound));
  return isLoss(value) ? chosen(lossOf(value, bound)) : stepsOf(bound, steps);
}

/** What the scale of colours shows. @param {Measure} measure @param {string} value */
export function scaleName(measure, value) {
  if (value === "share") return t("share of the seeds that end there");
  if (measure === "end") return t("step from which it is there");
  if (measure === "steps") return t("steps until it is near a minimum");
  if (measure === "bursts") return t("bursts");
  if (value.startsWith("signed")) return measure === "best" ? t("lowest loss") : t("final loss");
  return measure === "best" ? t("lowest loss above the minimum") : t("final loss above the minimum");
}

/** The values of the pixel that stands at a place, as the server sent them. @param {Picture} picture @param {{ i: number, j: number }} at @returns {[number, number]} */
export function valuesAt({ grid, head }, { i, j }) {
  const [column, row] = computed(grid, i, j) ?? [i, j];
  return [head.x[column], head.y[row]];
}

/** Most steps of a run of a map. @param {number} steps  of the scene @param {import("../types.js").MapChoice} map */
export const mostSteps = (steps, { axes }) => axes.find(({ path }) => path === "steps")?.high ?? steps;

/** One sentence about a pixel. @param {import("../state.js").State} state @param {Picture} picture @param {{ i: number, j: number }} at */
export function pixelName(state, picture, { i, j }) {
  const { request: { map, scene }, grid } = picture;
  const values = valuesAt(picture, { i, j });
  const places = map.axes.map(({ path }, a) => `${symbolOf(knobOf(state.catalog, state.scene.peek(), map.lane, path), path)} = ${digits(values[a])}`);
  const at = j * grid.columns + i;
  const ends = computed(grid, i, j) ? [endName(grid.classes[at]), valueName({ ...map, value: picture.head.value, steps: mostSteps(scene.steps, map) }, grid.classes[at], grid.values[at])] : [t("not there yet")];
  return t("{place}: {what}", { place: listed(places), what: listed(ends.filter(Boolean)) });
}
