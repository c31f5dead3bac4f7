/** How often a lane is run, and over what: other noise, or other starts around its own. */
import { html, nothing } from "../../vendor/lit-html.js";
import { t, word } from "../text/language.js";
import { runsLeft, withRuns } from "../scene/many.js";

/** @typedef {import("./rail.js").Rail} Rail */

const CHOICES = { "": word("once"), seeds: word("many times, with other noise"), starts: word("many times, from starts around") };

/** @param {Rail} rail @param {number} index */
export function manyOf(rail, index) {
  const { many } = rail.scene.lanes[index];
  const home = `lanes.${index}.many`;
  const id = `rail-lane-${index}-many`;
  const most = runsLeft(rail.catalog, rail.scene, index);
  const chosen = (/** @type {Event} */ { target }) =>
    rail.replace(withRuns(rail.scene, index, /** @type {any} */ (target).value, Math.min(most, 100)));
  const fault = rail.claim(home);
  const about = html`<p class="summary">${t("In a chart, a band holds the runs from 10 to 90 %, and its line is the middle one.")} ${t("A run ends at a minimum if it is less than half-way to the next one. Behind it: the share of all runs, with 95 % confidence.")}</p>`;
  const numbers = many ? [about, rail.number(`${home}.count`), many.over === "starts" ? rail.number(`${home}.spread`) : nothing] : nothing;
  return html`<div class="choice">
    <label for=${id}>${t("Run it")}</label>
    <select id=${id} @change=${chosen} ?disabled=${!many && most < 2} aria-invalid=${fault ? "true" : "false"} aria-describedby=${`${id}-fault`}>
      ${Object.entries(CHOICES).map(([key, says]) => html`<option value=${key} .selected=${key === (many?.over ?? "")}>${t(says)}</option>`)}
    </select>
    ${!many && most < 2 ? html`<p class="summary">${t("With fewer steps or walkers, it can run many times.")}</p>` : nothing}
    <p class="fault" id=${`${id}-fault`} aria-live="polite">${fault}</p>
  </div>${numbers}`;
}
