/** Legend of the arrows on the panels. */
import { html, nothing } from "../../vendor/lit-html.js";

import { t } from "../text/language.js";

/** @typedef {"move" | "slope" | "coast" | "probe"} Kind */

/** @param {Kind} kind */
const sample = (kind) =>
  kind === "probe"
    ? html`<svg class="arrow" viewBox="0 0 40 12" aria-hidden="true"><circle cx="20" cy="6" r="4"></circle></svg>`
    : html`<svg class="arrow" data-kind=${kind} viewBox="0 0 40 12" aria-hidden="true"><path d="M2 6H36M30 2L37 6L30 10"></path></svg>`;

/** @param {Kind} kind @param {unknown} says */
const entry = (kind, says) => html`<li>${sample(kind)}<span>${says}</span></li>`;

/** True if the step would move without a gradient, because of the optimizer's state. @param {import("../types.js").LaneStep} step */
export const coasts = ({ coast }) => coast.some((part) => part !== 0 && part !== null);

/** @param {import("../types.js").LaneStep | null} step  of the chosen lane */
export function legend(step) {
  return html`<ul class="arrows">
    ${entry("move", t("the move, to scale"))}
    ${entry("slope", t("−η g: what gradient descent would do at this rate, to scale"))}
    ${step && coasts(step) ? entry("coast", t("the step if the gradient were zero: its memory, to scale")) : nothing}
    ${step?.probe ? entry("probe", t("where the gradient was taken")) : nothing}
    <li class="note">${t("Where the move is too short to be seen, all arrows of the panel are longer by the factor written beside them.")}</li>
  </ul>`;
}
