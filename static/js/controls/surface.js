/** The surface: which one, and its knobs. */
import { html } from "../../vendor/lit-html.js";
import { chooseSurface } from "../scene.js";
import { choice } from "./choice.js";

/** @param {import("./rail.js").Rail} rail */
export function surface(rail) {
  const { catalog, scene } = rail;
  const { key, knobs } = scene.surface;
  const numbers = Object.keys(knobs).map((name) => rail.number(`surface.knobs.${name}`));
  const choose = (/** @type {string} */ next) => rail.replace(chooseSurface(catalog, scene, next));
  const fault = rail.claim("surface");
  return html`<section aria-label="Surface">
    ${choice({ id: "rail-surface", label: "Surface", units: catalog.surfaces, key, fault, choose })} ${numbers}
  </section>`;
}
