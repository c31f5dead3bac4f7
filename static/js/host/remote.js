/** What a host's phone has beside the strip, because it is not mirrored: the answers while they come in. */
import { html, nothing } from "../../vendor/lit-html.js";

import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { letterOf } from "../class/answers.js";
import { phaseOf } from "./question.js";

/** @param {import("./host.js").Host} host */
export function remote({ session }) {
  const ask = session.room.value?.ask;
  const tally = session.tally.value;
  const phase = phaseOf(session.room.value);
  if (!ask || phase === "draft" || !tally || tally.ask !== ask.id || tally.round !== ask.round) return nothing;
  const rows = tally.counts?.map((n, i) => [letterOf(i), n]) ?? (tally.steps ?? []).toSorted(([, a], [, b]) => b - a).slice(0, 6).map(([k, n]) => [t("step {n}", { n: counted(k) }), n]);
  const sure = tally.sure ?? [];
  return html`<div class="private"><p>${t("For you alone")}</p>
    ${rows.map(([name, n]) => html`<span><b>${name}</b> ${counted(Number(n))}</span>`)}
    ${sure.some(Boolean) ? html`<span>${t("{guess} guess, {fairly} fairly sure, {certain} certain", { guess: sure[0], fairly: sure[1], certain: sure[2] })}</span>` : nothing}
  </div>`;
}
