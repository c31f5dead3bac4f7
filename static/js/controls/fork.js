/** What a fork says about itself: the step at which it left, and whether its schedule begins anew there. */
import { html, nothing } from "../../vendor/lit-html.js";
import { laneName, setAt } from "../scene/scene.js";
import { t } from "../text/language.js";

/** @param {import("./rail.js").Rail} rail @param {number} index */
export function forkOf(rail, index) {
  const { fork } = rail.scene.lanes[index];
  if (!fork) return nothing;
  const home = `lanes.${index}.fork`;
  const anew = (/** @type {Event} */ { target }) =>
    rail.replace(setAt(rail.scene, home, { ...fork, anew: /** @type {HTMLInputElement} */ (target).checked }));
  return html`<p class="summary">${t("goes on from a run of {name}", { name: laneName(rail.catalog, fork.before) })}</p>
    ${rail.number(`${home}.step`)}
    <label class="check"><input type="checkbox" .checked=${fork.anew ?? false} @change=${anew}> ${t("schedule and warm-up begin again at the fork")}</label>`;
}
