/** The hero: the one knob (two at most) that a lesson turns, large and in front. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";
import { laneTitles } from "../scene.js";
import { createClaims } from "./claims.js";
import { knobAt } from "./knobs.js";
import { number } from "./number.js";
import { swatch } from "./swatch.js";

/** @typedef {import("../state.js").State} State */

/** Whose number it is: the lane, with its sample, or the surface. @param {State} state @param {string} path */
function owner(state, path) {
  const { catalog, scene, theme } = state;
  const [head, index] = path.split(".");
  if (head === "surface") return html`<span class="owner">${catalog.surfaces[scene.value.surface.key]?.name}</span>`;
  if (head !== "lanes") return nothing;
  const lane = Number(index);
  return html`<span class="owner">${swatch(lane, theme.value.dark)}${laneTitles(catalog, scene.value.lanes)[lane]}</span>`;
}

/** @param {State} state @param {import("../types.js").Hero} hero @param {(path: string) => string} claim */
function large(state, { path, ...track }, claim) {
  const found = knobAt(state.catalog, state.scene.value, path);
  if (!found) return nothing;
  const knob = { ...found, ...track };
  const numeric = { path, knob, place: "hero", fault: claim(path), powers: true };
  return html`<div class="hero">${owner(state, path)} ${number(state, numeric)}</div>`;
}

/** @param {State} state */
function view(state) {
  const key = state.lesson.value;
  const heroes = key === null ? [] : (state.catalog.lessons[key]?.hero ?? []);
  const { claim } = createClaims(state.faults.value);
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
