/** The controls of the surface: its select, its knobs, and the field of a typed formula. */
import { html, nothing } from "../../vendor/lit-html.js";
import { batch } from "../../vendor/signals-core.js";

import { fittingCharts } from "../charts/fitting.js";
import { t } from "../text/language.js";
import { chooseSurface } from "../scene/scene.js";
import { isData } from "../scene/data.js";
import { choice } from "./choice.js";
import { groups } from "./data_knobs.js";
import { formula } from "./formula.js";
import { joined } from "./linked.js";

/** @param {import("./rail.js").Rail} rail */
export function surface(rail) {
  const { catalog, scene, state } = rail;
  const { key, knobs } = scene.surface;
  const numbers = isData(catalog, key) ? groups(rail) : Object.keys(knobs).map((name) => rail.number(`surface.knobs.${name}`));
  const choose = (/** @type {string} */ next) => {
    batch(() => {
      const changed = chooseSurface(catalog, scene, next);
      rail.replace(joined(catalog, changed, changed));
      state.charts.value = fittingCharts(catalog, next, state.charts.peek());
    });
  };
  const text = scene.surface.formula === undefined ? nothing : formula(state, "rail", rail.claim);
  const about = rail.about("surface.about", catalog.surfaces, key);
  const fault = rail.claim("surface");
  return html`<section aria-label=${t("Surface")}>
    ${choice({ id: "rail-surface", label: t("Surface"), units: catalog.surfaces, key, fault, about, choose })} ${text} ${numbers}
  </section>`;
}
