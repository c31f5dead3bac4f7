/** The hero: the main knob of a lesson (two at most), shown large. Without a lesson, it is the field of a typed formula, if there is one. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";
import { limitOf } from "../scene/limit.js";
import { pathNow } from "../scene/pens.js";
import { drawnAgain, isOptional, isOverruled } from "../scene/data.js";
import { plainSymbol } from "../scene/names.js";
import { complete, getAt, methodTitles, setAt } from "../scene/scene.js";
import { unitOf } from "../scene/units.js";
import { createClaims } from "./claims.js";
import { formula } from "./formula.js";
import { knobAt } from "./knobs.js";
import { isLinked, matesOf } from "./linked.js";
import { number } from "./number.js";
import { swatch } from "./sample.js";
import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";

/** @typedef {import("../state.js").State} State */

/** Name of the surface or the lane that the number belongs to; "" for the whole run. @param {State} state @param {string[]} path @returns {string} */
function owner({ catalog, scene }, [head, index]) {
  if (head === "lanes") return methodTitles(catalog, scene.value.lanes)[Number(index)];
  return head === "surface" ? (unitOf(catalog.surfaces, scene.value.surface.key)?.name ?? "") : "";
}

/** A walker that has lost what the lesson's slider moves, such as a knob of its own, can have it again. @param {State} state @param {string} own  path in the lesson @param {string} path  where it would stand */
function again({ catalog, lesson, scene }, own, path) {
  const first = complete(catalog, catalog.lessons[lesson.value ?? ""].scene);
  const knob = knobAt(catalog, first, own);
  const lane = Number(path.split(".")[1]);
  if (!knob || !isOptional(path) || !scene.value.lanes[lane] || first.surface.key !== scene.value.surface.key) return nothing;
  const [to, from] = path.includes(".answer.") ? [path, own].map((each) => each.split(".").slice(0, 3).join(".")) : [path, own]; // another rule has other knobs
  const back = () => (scene.value = setAt(scene.peek(), to, structuredClone(getAt(first, from))));
  return html`<div class="hero"><button type="button" class="again" @click=${back}>${t("Bring back {name}", { name: nameOf(knob) })}</button></div>`;
}

/** @param {import("./knobs.js").Knob} knob */
const nameOf = (knob) => (knob.word ? t(knob.word) : plainSymbol(knob.mathml));

/** What stands in the place of a number that draws examples, where these are somebody's own. @param {State} state @param {import("./knobs.js").Knob} knob */
function overruled({ scene }, knob) {
  const back = () => (scene.value = drawnAgain(scene.peek()));
  return html`<div class="hero overruled"><span>${t("These examples are your own: {name} does not change them.", { name: nameOf(knob) })}</span>
    <button type="button" @click=${back}>${t("Back to the drawn examples")}</button></div>`;
}

/** @param {State} state @param {import("../types.js").Hero} hero @param {(path: string) => string} claim */
function large(state, { path: own, ...track }, claim) {
  const path = pathNow(state.scene.value.lanes, own);
  const found = knobAt(state.catalog, state.scene.value, path);
  if (!found) return again(state, own, path);
  if (isOverruled(state.catalog, state.scene.value, path)) return overruled(state, found);
  const numeric = { path, knob: { ...found, ...track }, place: "hero", fault: claim(path), powers: true, limit: limitOf(state, path) };
  const [head, index] = path.split(".");
  const mates = isLinked(state.scene.value, path) ? matesOf(state.catalog, state.scene.value, path) : [];
  const name = mates.length ? t("{n} walkers", { n: counted(mates.length + 1) }) : owner(state, [head, index]);
  const lanes = head === "lanes" ? [path, ...mates].map((each) => Number(each.split(".")[1])).sort() : [];
  const sample = lanes.map((lane) => swatch(lane, state.theme.value.dark));
  return html`<div class="hero" role="group" aria-label=${name || nothing}>
    ${name ? html`<span class="owner">${sample}${name}</span>` : nothing} ${number(state, numeric)}
  </div>`;
}

/** @param {State} state */
function view(state) {
  const key = state.lesson.value;
  const heroes = key === null ? [] : (state.catalog.lessons[key]?.hero ?? []);
  const { claim } = createClaims(state.faults.value);
  if (key === null && state.scene.value.surface.formula !== undefined) return html`<div class="own">${formula(state, "hero", claim)}</div>`;
  return heroes.map((hero) => large(state, hero, claim));
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountHero(root, state) {
  const stop = effect(() => void render(view(state), root));
  return () => {
    stop();
    render(nothing, root);
  };
}
