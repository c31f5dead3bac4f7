/** What a lane does of its own on a surface: mini-batches and their order, own knobs, an own start, frozen coordinates, its answer. */
import { html, nothing } from "../../vendor/lit-html.js";

import { countOf, groundOf, isData, isOverruled } from "../scene/data.js";
import { setAt } from "../scene/scene.js";
import { unitOf } from "../scene/units.js";
import { t, word } from "../text/language.js";
import { dataKnob, RECIPES, withRecipe } from "./data_knobs.js";
import { pair } from "./run.js";

/** @typedef {import("./rail.js").Rail} Rail */

/** Examples of a mini-batch at first. */
const BATCH = 8;
/** Steps for which a coordinate stays at first. */
const FROZEN = 100;

/** @type {[string, string][]} */
const ORDERS = [["shuffle", word("shuffled anew for every epoch")], ["replacement", word("drawn with replacement")], ["fixed", word("always in the same order")]];

/** @param {Event} event */
const valueOf = ({ target }) => /** @type {HTMLSelectElement} */ (target).value;

/** @param {string} id @param {string} label @param {[string, string][]} options @param {string} now @param {(key: string) => void} choose @param {string} fault */
const select = (id, label, options, now, choose, fault) => html`<div class="choice"><label for=${id}>${label}</label>
  <select id=${id} @change=${(/** @type {Event} */ event) => choose(valueOf(event))} aria-invalid=${fault ? "true" : "false"} aria-describedby=${`${id}-fault`}>
    ${options.map(([key, says]) => html`<option value=${key} .selected=${key === now}>${says}</option>`)}
  </select><p class="fault" id=${`${id}-fault`} aria-live="polite">${fault}</p></div>`;

/** @param {Rail} rail @param {number} index */
function batches(rail, index) {
  const home = `lanes.${index}`;
  const { batch, order = "shuffle" } = rail.scene.lanes[index];
  const most = countOf(rail.scene, index);
  const choose = (/** @type {string} */ key) => {
    const next = setAt(rail.scene, `${home}.batch`, key ? Math.min(BATCH, most) : null);
    rail.replace(key ? next : setAt(next, `${home}.order`, null));
  };
  const options = /** @type {[string, string][]} */ ([["", t("all {n} examples", { n: most })], ["batch", t("a mini-batch")]]);
  const orders = ORDERS.map(([key, says]) => /** @type {[string, string]} */ ([key, t(says)]));
  const ordered = (/** @type {string} */ key) => rail.replace(setAt(rail.scene, `${home}.order`, key === "shuffle" ? null : key));
  return html`${select(`rail-lane-${index}-batch`, t("A step sees"), options, batch ? "batch" : "", choose, "")}
    ${batch ? html`${rail.number(`${home}.batch`)}${select(`rail-lane-${index}-order`, t("Order"), orders, order, ordered, rail.claim(`${home}.order`))}` : nothing}`;
}

/** @param {Rail} rail @param {number} index */
function answers(rail, index) {
  const home = `lanes.${index}.answer`;
  const units = rail.catalog.answers ?? {};
  const now = rail.scene.lanes[index].answer ?? { key: "last", knobs: {} };
  const choose = (/** @type {string} */ key) => {
    const knobs = Object.fromEntries(Object.entries(units[key]?.knobs ?? {}).map(([name, knob]) => [name, knob.default ?? knob.low]));
    rail.replace(setAt(rail.scene, home, key === "last" ? null : { key, knobs }));
  };
  const options = Object.entries(units).map(([key, { name }]) => /** @type {[string, string]} */ ([key, name]));
  if (!options.length) return nothing;
  return html`${select(`rail-lane-${index}-answer`, t("It answers with"), options, now.key, choose, rail.claim(home))}
    <p class="summary">${unitOf(units, now.key)?.summary ?? nothing}</p>${Object.keys(now.knobs).map((name) => rail.number(`${home}.knobs.${name}`))}`;
}

/** The names that an own knob may have, by group. @param {Rail} rail @param {number} index */
function addable(rail, index) {
  const unit = unitOf(rail.catalog.surfaces, rail.scene.surface.key);
  const own = rail.scene.lanes[index].knobs ?? {};
  const titles = { data: t("Examples"), penalty: t("Penalty"), recipe: t("Recipe") };
  const groups = Object.entries(unit?.groups ?? {}).map(([group, names]) => /** @type {const} */ ([titles[/** @type {keyof typeof titles} */ (group)], names.filter((name) => !(name in own) && !isOverruled(rail.catalog, rail.scene, `lanes.${index}.knobs.${name}`))]));
  return { unit, groups: groups.filter(([, names]) => names.length) };
}

/** @param {Rail} rail @param {number} index */
function ownKnobs(rail, index) {
  const { catalog, scene } = rail;
  const home = `lanes.${index}`;
  const own = Object.keys(scene.lanes[index].knobs ?? {}).filter((name) => !isOverruled(catalog, scene, `${home}.knobs.${name}`));
  const { unit, groups } = addable(rail, index);
  const recipes = unit?.groups?.recipe.filter((name) => name in RECIPES) ?? [];
  const add = (/** @type {Event} */ event) => {
    const name = valueOf(event);
    if (!name) return;
    const begun = recipes.includes(name) ? withRecipe(rail, home, recipes, name) : setAt(scene, `${home}.knobs.${name}`, groundOf(scene, index).knobs[name] ?? unit?.knobs[name]?.default ?? 0);
    rail.replace(begun);
  };
  const remove = (/** @type {string} */ name) => rail.replace(setAt(rail.scene, `${home}.knobs.${name}`, null));
  const says = (/** @type {string} */ name) => t("No own {name}", { name: unit?.knobs[name]?.name ?? name });
  return html`<fieldset class="own-knobs"><legend>${t("Own surface")}</legend>
    ${own.map((name) => html`<div class="own-knob">${dataKnob(rail, home, name)}<button type="button" class="quiet" aria-label=${says(name)} title=${says(name)} @click=${() => remove(name)}>×</button></div>`)}
    <select aria-label=${t("Add a knob of its own")} .value=${""} @change=${add}><option value="">${t("Add a knob of its own")}</option>
      ${groups.map(([title, names]) => html`<optgroup label=${title}>${names.map((name) => html`<option value=${name}>${catalog.surfaces[scene.surface.key].knobs[name]?.name ?? name}</option>`)}</optgroup>`)}</select>
    <p class="fault" aria-live="polite">${rail.claim(`${home}.knobs`)}</p></fieldset>`;
}

/** A check box that gives a lane something of its own. @param {string} says @param {boolean} on @param {(on: boolean) => void} put */
const check = (says, on, put) =>
  html`<label class="check"><input type="checkbox" .checked=${on} @change=${(/** @type {Event} */ { target }) => put(/** @type {HTMLInputElement} */ (target).checked)}> ${says}</label>`;

/** Where it starts, and what stays there: on every surface. @param {Rail} rail @param {number} index */
export function ownPlaces(rail, index) {
  const { catalog, scene } = rail;
  const { start, freeze, optimizer } = scene.lanes[index];
  const home = `lanes.${index}`;
  const coupled = catalog.optimizers[optimizer.key]?.form === "coupled";
  return [
    check(t("a start of its own"), start !== undefined, (on) => rail.replace(setAt(scene, `${home}.start`, on ? scene.start : null))),
    start ? pair(rail, t("Start"), `${home}.start`) : nothing,
    coupled ? nothing : check(t("coordinates that stay for a while"), freeze !== undefined, (on) => rail.replace(setAt(scene, `${home}.freeze`, on ? { x: FROZEN, y: 0 } : null))),
    freeze ? [rail.number(`${home}.freeze.x`), rail.number(`${home}.freeze.y`), html`<p class="fault" aria-live="polite">${rail.claim(`${home}.freeze`)}</p>`] : nothing,
  ];
}

/** Nothing on a surface without examples. @param {Rail} rail @param {number} index */
export const laneData = (rail, index) => (isData(rail.catalog, rail.scene.surface.key) ? [batches(rail, index), ownKnobs(rail, index), answers(rail, index)] : nothing);
