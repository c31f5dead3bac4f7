/** The texts of the panel: how many examples there are, the condition number, and a description for screen readers. */
import { html, nothing } from "../../vendor/lit-html.js";

import { laneName } from "../scene/scene.js";
import { t } from "../text/language.js";
import { counted, measured } from "../text/numbers.js";
import { isOwn, training, validation } from "./examples.js";
import { hasClasses, lookOf } from "./look.js";
import { togetherAt, weightsAt } from "./weights.js";

/** @typedef {import("../state.js").State} State */

/** @param {string} kind */
const sign = (kind) => html`<i class=${`sign ${kind}`} aria-hidden="true"></i>`;

/** @param {State} state */
export function legend(state) {
  const [n, m] = [training(state).length, validation(state).length].map(counted);
  const condition = state.frame.value?.surface.data?.condition;
  const classes = hasClasses(lookOf(state.scene.value.surface.key));
  return html`<span class=${isOwn(state.scene.value) ? "own" : "drawn"}>${isOwn(state.scene.value) ? t("Your examples") : t("Examples")}</span>
    <small>${sign("full")}${classes ? sign("full square") : nothing} ${t("{n} training", { n })}</small>
    <small>${sign("open")}${classes ? sign("open square") : nothing} ${t("{n} validation", { n: m })}</small>
    ${state.scene.value.lanes.some(({ batch }) => batch) ? html`<small>${sign("full ringed")} ${t("in this batch")}</small>` : nothing}
    ${classes && togetherAt(state).length ? html`<small>${sign("unsure")} ${t("mean answer unsure")}</small>` : nothing}
    ${condition ? html`<small class="condition" title=${t("the condition number: how many times steeper the surface is across than along")}>κ = ${measured(condition)}</small>` : nothing}`;
}

/** @param {State} state @returns {string} */
export function description(state) {
  const [n, m] = [training(state).length, validation(state).length].map(counted);
  const says = t("{n} training and {m} validation examples are shown.", { n, m });
  return state.scene.value.lanes.reduce((all, lane, i) => {
    const at = weightsAt(state, i);
    if (!at) return all;
    const next = t("{name} has the weights {x} and {y}.", { name: laneName(state.catalog, lane), x: measured(at[0]), y: measured(at[1]) });
    return t("{sentence} {next}", { sentence: all, next });
  }, says);
}
