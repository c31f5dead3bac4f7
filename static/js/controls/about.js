/** The "About" of a unit: its formula, its source, the library it was checked against, and the unit that it varies. */
import { html, nothing } from "../../vendor/lit-html.js";
import { t } from "../text/language.js";
import { unitOf } from "../scene/units.js";

/** @typedef {import("../types.js").Unit} Unit */

/** @param {Record<string, Unit>} units @param {string} key */
export function about(units, key) {
  const unit = unitOf(units, key);
  if (!unit) return nothing;
  const original = unit.varies && (unitOf(units, unit.varies)?.name ?? unit.varies);
  return html`<div class="about">
    <div class="formula" .innerHTML=${unit.formula.mathml}></div>
    <p>${unit.source}</p>
    ${unit.peer ? html`<p>${t("Checked step by step against")} <code>${unit.peer}</code></p>` : nothing}
    ${original ? html`<p>${t("Varies {other}.", { other: original })}</p>` : nothing}
  </div>`;
}
