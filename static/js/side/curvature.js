/** Curvature where the step begins: Hessian, eigenvalues, and the rate above which steps overshoot. */
import { html, nothing } from "../../vendor/lit-html.js";

import { t } from "../text/language.js";
import { chosen, precise } from "../text/numbers.js";

/** @param {number} first @param {number} second @returns {string} */
function shape(first, second) {
  if (second > 0) return t("A bowl: it bends upwards everywhere.");
  if (first < 0) return t("A dome: it bends downwards everywhere.");
  return first > 0 && second < 0 ? t("A saddle: it bends upwards one way, downwards the other.") : t("Flat in one direction.");
}

/** @param {unknown} symbol @param {number | null} value */
const line = (symbol, value) => html`<dt>${symbol}</dt><dd title=${String(value)}>${precise(value)}</dd>`;

/** @param {import("../types.js").LaneStep} step */
export function curvature({ hessian, eigen, limit, lr }) {
  const [xx, xy, yy] = hessian;
  const bound = limit && html`<p>${t("A rate above {factor}/λ₁ = {rate} overshoots here more and more; this step's is {lr}.", {
    factor: chosen(limit.factor), rate: precise(limit.rate), lr: precise(lr),
  })}</p>`;
  return html`<h3>${t("Curvature here")}</h3>
    <dl class="curvature">${eigen ? [line(html`λ<sub>1</sub>`, eigen.values[0]), line(html`λ<sub>2</sub>`, eigen.values[1])] : nothing}
      ${line(html`<i>f</i><sub>xx</sub>`, xx)}${line(html`<i>f</i><sub>xy</sub>`, xy)}${line(html`<i>f</i><sub>yy</sub>`, yy)}</dl>
    <p>${eigen ? shape(...eigen.values) : nothing}</p>${bound ?? nothing}`;
}
