/** Knobs of surfaces made of examples, in groups: which examples, what penalty, what is done to them before a step sees them. */
import { html, nothing } from "../../vendor/lit-html.js";
import { signal } from "../../vendor/signals-core.js";

import { getAt, setAt } from "../scene/scene.js";
import { groundOf, isOverruled } from "../scene/data.js";
import { unitOf } from "../scene/units.js";
import { t, word } from "../text/language.js";
import { knobAt } from "./knobs.js";
import { number } from "./number.js";
import { putNumber } from "./linked.js";

/** @typedef {import("./rail.js").Rail} Rail */

/** The recipes by their knob, each with its name and the value that it begins with. @type {Record<string, { says: string, first: number }>} */
export const RECIPES = {
  keep: { says: word("Dropout"), first: 0.8 },
  swap: { says: word("Swap of the inputs"), first: 0.5 },
  jitter: { says: word("Noise on the inputs"), first: 0.5 },
  mix: { says: word("Mixup"), first: 0.2 },
};

/** Whole numbers that stand for words. @type {Record<string, string[]>} */
const WORDS = {
  scaled: [word("inputs stay as they are"), word("inputs are divided by p")],
  lose: [word("none is lost"), word("a is lost"), word("b is lost"), word("a and b are lost")],
};

/** What they are called where their words stand beside. @type {Record<string, string>} */
const CALLED = { scaled: word("Inputs after dropout"), lose: word("Lost input") };

/** The recipe chosen last, which stays open while its slider passes the value at which it is off. By place: "surface" or "lanes.1". */
const opened = signal(/** @type {Record<string, string>} */ ({}));

/** @param {Rail} rail @param {string} path @param {string} name */
function choiceOf(rail, path, name) {
  const id = `rail-${path.replaceAll(".", "-")}`;
  const chosen = (/** @type {Event} */ { target }) => rail.replace(putNumber(rail.catalog, rail.scene, path, Number(/** @type {HTMLSelectElement} */ (target).value)));
  return html`<div class="choice"><label for=${id}>${t(CALLED[name])}</label>
    <select id=${id} @change=${chosen}>${WORDS[name].map((says, value) => html`<option value=${value} .selected=${value === getAt(rail.scene, path)}>${t(says)}</option>`)}</select>
    <p class="fault" aria-live="polite">${rail.claim(path)}</p></div>`;
}

/** A whole number with buttons beside its field. @param {Rail} rail @param {string} path @param {string} name */
function stepper(rail, path, name) {
  const { catalog, scene, state } = rail;
  const knob = knobAt(catalog, scene, path);
  const value = Number(getAt(scene, path));
  if (!knob) return nothing;
  const put = (/** @type {number} */ next) => rail.replace(putNumber(catalog, scene, path, next));
  const button = (/** @type {string} */ says, /** @type {number} */ next, /** @type {string} */ sign) =>
    html`<button type="button" aria-label=${says} title=${says} ?disabled=${next < (knob.min ?? -Infinity) || next > (knob.max ?? Infinity)} @click=${() => put(next)}>${sign}</button>`;
  const says = { fewer: t("one less: {name}", { name: t(knob.name) }), more: t("one more: {name}", { name: t(knob.name) }) };
  const buttons = name === "n" || name === "resample" ? [button(says.fewer, value - 1, "−"), button(says.more, value + 1, "+")] : html`<button type="button" @click=${() => put(value + 1)}>${t("Another sample")}</button>`;
  return html`<div class="stepper">${number(state, { path, knob: { ...knob, bare: true }, place: "rail", fault: rail.claim(path) })}${buttons}</div>`;
}

/** The control of a knob. @param {Rail} rail @param {string} home  where the knobs stand: "surface" or "lanes.1" @param {string} name */
export function dataKnob(rail, home, name) {
  const path = `${home}.knobs.${name}`;
  if (name in WORDS) return choiceOf(rail, path, name);
  return ["n", "sample", "resample"].includes(name) ? stepper(rail, path, name) : rail.number(path);
}

/** The recipe that is on, or was chosen last. @param {Rail} rail @param {string} home @param {import("../types.js").Knobs} knobs @param {string[]} names */
function recipeOf(rail, home, knobs, names) {
  const unit = unitOf(rail.catalog.surfaces, rail.scene.surface.key);
  const on = names.find((name) => name in knobs && knobs[name] !== unit?.knobs[name]?.default);
  const kept = opened.value[home];
  return on ?? (names.includes(kept) && kept in knobs ? kept : "");
}

/** The scene with this recipe and no other. @param {Rail} rail @param {string} home @param {string[]} names  of recipes @param {string} next  "" for none */
export function withRecipe({ catalog, scene }, home, names, next) {
  const unit = unitOf(catalog.surfaces, scene.surface.key);
  const lane = Number(home.split(".")[1]);
  const merged = Number.isNaN(lane) ? scene.surface.knobs : groundOf(scene, lane).knobs;
  return names.reduce((made, name) => {
    const off = unit?.knobs[name]?.default ?? 0;
    const wanted = name === next ? (merged[name] === off ? RECIPES[name].first : merged[name]) : off;
    return merged[name] === wanted && name !== next ? made : setAt(made, `${home}.knobs.${name}`, wanted);
  }, scene);
}

/** At most one recipe: a select and the numbers of the chosen one. @param {Rail} rail @param {string[]} group */
function recipe(rail, group) {
  const names = group.filter((name) => name in RECIPES);
  if (!names.length) return nothing;
  const now = recipeOf(rail, "surface", rail.scene.surface.knobs, names);
  const choose = (/** @type {Event} */ { target }) => {
    const next = /** @type {HTMLSelectElement} */ (target).value;
    opened.value = { ...opened.peek(), surface: next };
    rail.replace(withRecipe(rail, "surface", names, next));
  };
  return html`<div class="choice"><label for="rail-recipe">${t("Recipe")}</label>
    <select id="rail-recipe" @change=${choose}><option value="" .selected=${now === ""}>${t("none")}</option>
      ${names.map((name) => html`<option value=${name} .selected=${name === now}>${t(RECIPES[name].says)}</option>`)}</select>
    <p class="summary">${t("A recipe changes the examples before a step sees them. Without mini-batches, every outcome counts with its probability.")}</p></div>
    ${now ? dataKnob(rail, "surface", now) : nothing}${now === "keep" && group.includes("scaled") ? dataKnob(rail, "surface", "scaled") : nothing}`;
}

/** @param {string} title @param {unknown} content */
const field = (title, content) => html`<fieldset><legend>${title}</legend>${content}</fieldset>`;

/** The surface's knobs. @param {Rail} rail */
export function groups(rail) {
  const { scene, catalog } = rail;
  const unit = unitOf(catalog.surfaces, scene.surface.key);
  const { data = Object.keys(scene.surface.knobs), penalty = [], recipe: last = [] } = unit?.groups ?? {};
  const shown = data.filter((name) => !isOverruled(catalog, scene, `surface.knobs.${name}`));
  return [
    field(t("Examples"), shown.map((name) => dataKnob(rail, "surface", name))),
    penalty.length ? field(t("Penalty"), penalty.map((name) => dataKnob(rail, "surface", name))) : nothing,
    recipe(rail, last),
  ];
}
