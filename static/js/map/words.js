/** What a map says: the names of its axes, of an end, and of a value. */
import { listed, t } from "../text/language.js";
import { chosen, counted, measured } from "../text/numbers.js";
import { knobOf, symbolOf } from "./choice.js";
import { letterOf } from "./colors.js";
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
  if (kind === NOWHERE) return t("no minimum");
  return kind >= SADDLES ? t("a saddle") : t("minimum {letter}", { letter: letterOf(kind) });
}

/** Steps of a value; 16 bits may tell one too many. @param {number} value @param {number} steps  of the run */
const stepsOf = (value, steps) => counted(Math.min(steps, Math.max(0, Math.round(10 ** value - 1))));

/** The value of a pixel in words. @param {{ measure: Measure, steps: number }} of @param {number} kind @param {number} value */
function valueName({ measure, steps }, kind, value) {
  if (kind === DIVERGED || Number.isNaN(value)) return "";
  if (measure === "bursts") return t("{n} bursts", { n: counted(Math.round(value)) });
  if (measure === "loss" || measure === "best") return t("{value} above the lowest", { value: measured(10 ** value) });
  if (kind >= SADDLES) return "";
  const n = stepsOf(value, steps);
  return measure === "steps" ? t("near it after {n} steps", { n }) : t("there from step {n} on", { n });
}

/** What stands at an end of the scale of colours. @param {Measure} measure @param {number} value @param {number} steps  of the run */
export function boundName(measure, value, steps) {
  if (measure === "bursts") return counted(Math.round(value));
  if (measure === "loss" || measure === "best") return chosen(10 ** value);
  return stepsOf(value, steps);
}

/** What the scale of colours shows. @param {Measure} measure */
export function scaleName(measure) {
  if (measure === "end") return t("step from which it is there");
  if (measure === "steps") return t("steps until it is near a minimum");
  if (measure === "bursts") return t("bursts");
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
  const ends = computed(grid, i, j) ? [endName(grid.classes[at]), valueName({ ...map, steps: mostSteps(scene.steps, map) }, grid.classes[at], grid.values[at])] : [t("not there yet")];
  return t("{place}: {what}", { place: listed(places), what: listed(ends.filter(Boolean)) });
}
