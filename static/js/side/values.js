/** Table of the quantities of a step for each coordinate, for the chosen lane or for all lanes side by side. */
import { html, nothing } from "../../vendor/lit-html.js";

import { precise } from "../text/numbers.js";
import { colorOf } from "../view/palette.js";
import { aligned, quantities } from "./quantities.js";

/** @typedef {import("./quantities.js").Value} Value */
/** @typedef {import("./quantities.js").Quantity} Quantity */
/** @typedef {{ lane: number, name: string, step: import("../types.js").LaneStep | null }} Column */

/** @param {Value | undefined} value @param {number} axis */
const along = (value, axis) => (Array.isArray(value) ? value[axis] : value);

/** A cell, whose tooltip has all digits. @param {Quantity} quantity @param {number} axis @param {number} span */
function cell(quantity, axis, span) {
  const [value, after] = [along(quantity.value, axis), along(quantity.after, axis)];
  const full = [value, after].filter((each) => each !== undefined).join(" → ");
  const then = after === undefined ? nothing : html`<br>→ ${precise(after)}`;
  return html`<td title=${full} colspan=${span}>${precise(value)}${then}</td>`;
}

/** @param {Quantity} row @param {Map<string, Quantity>} own */
function cells({ name }, own) {
  const quantity = own.get(name);
  if (!quantity) return html`<td colspan="2"></td>`;
  return Array.isArray(quantity.value) ? [cell(quantity, 0, 1), cell(quantity, 1, 1)] : cell(quantity, 0, 2);
}

/**
 * @param {Column[]} columns
 * @param {boolean} dark
 */
export function values(columns, dark) {
  const lanes = columns.map(({ step }) => (step ? quantities(step) : []));
  const own = lanes.map((lane) => new Map(lane.map((quantity) => [quantity.name, quantity])));
  const several = columns.length > 1;
  const head = columns.map(({ lane, name }) => html`<th colspan="2" scope="colgroup" style=${`--lane:${colorOf(lane, dark)}`}>${name}</th>`);
  return html`<div class="scrolled"><table class="values">
    <thead>${several ? html`<tr><td></td>${head}</tr>` : nothing}
      <tr><td></td>${columns.map(() => html`<th scope="col"><i>x</i></th><th scope="col"><i>y</i></th>`)}</tr></thead>
    <tbody>${aligned(lanes).map((row) => html`<tr data-name=${row.name}><th scope="row">${row.symbol}</th>${own.map((each) => cells(row, each))}</tr>`)}</tbody>
  </table></div>`;
}
