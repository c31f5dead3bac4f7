/** The choice of a unit from the catalog, with the sentence that says what it is. */
import { html, nothing } from "../../vendor/lit-html.js";
import { unitOf } from "../units.js";

/** @typedef {import("../types.js").Unit} Unit */
/**
 * @typedef {{
 *   id: string, label: string, units: Record<string, Unit>, key: string, fault: string, choose: (key: string) => void
 * }} Chooser
 */

/** A key that this server does not know stays in sight, so that it can be seen and changed. @param {Chooser} chooser */
function options({ units, key }) {
  const known = Object.entries(units).map(([each, unit]) => [each, unit.name]);
  const all = unitOf(units, key) ? known : [[key, key], ...known];
  return all.map(([each, name]) => html`<option value=${each} .selected=${each === key}>${name}</option>`);
}

/** @param {Chooser} chooser */
export function choice(chooser) {
  const { id, label, fault, choose } = chooser;
  const chosen = (/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value);
  return html`<div class="choice">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${chosen} aria-invalid=${fault ? "true" : "false"} aria-describedby=${`${id}-summary ${id}-fault`}>
      ${options(chooser)}
    </select>
    <p class="summary" id=${`${id}-summary`}>${unitOf(chooser.units, chooser.key)?.summary ?? nothing}</p>
    <p class="fault" id=${`${id}-fault`} aria-live="polite">${fault}</p>
  </div>`;
}
