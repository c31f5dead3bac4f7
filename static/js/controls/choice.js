/** A select for a unit of the catalog, with the summary of the chosen one. */
import { html, nothing } from "../../vendor/lit-html.js";
import { grouped, unitOf } from "../scene/units.js";

/** @typedef {import("../types.js").Unit} Unit */
/**
 * @typedef {{
 *   id: string, label: string, units: Record<string, Unit>, key: string, fault: string,
 *   about: unknown, choose: (key: string) => void, picture?: unknown
 * }} Chooser
 */

/** A key that this server does not know is listed too, so that the user can see and change it. @param {Chooser} chooser */
function options({ units, key }) {
  const option = (/** @type {string} */ each) =>
    html`<option value=${each} .selected=${each === key}>${unitOf(units, each)?.name ?? each}</option>`;
  const strange = unitOf(units, key) ? [] : [option(key)];
  const groups = grouped(units).map(([group, keys]) =>
    group ? html`<optgroup label=${group}>${keys.map(option)}</optgroup>` : keys.map(option));
  return [...strange, ...groups];
}

/** @param {Chooser} chooser */
export function choice(chooser) {
  const { id, label, fault, about, choose, picture = nothing } = chooser;
  const chosen = (/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value);
  return html`<div class="choice">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${chosen} aria-invalid=${fault ? "true" : "false"} aria-describedby=${`${id}-summary ${id}-fault`}>
      ${options(chooser)}
    </select>
    ${picture}
    <p class="summary" id=${`${id}-summary`}>${unitOf(chooser.units, chooser.key)?.summary ?? nothing}</p>
    ${about}
    <p class="fault" id=${`${id}-fault`} aria-live="polite">${fault}</p>
  </div>`;
}
