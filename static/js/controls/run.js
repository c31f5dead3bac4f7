/** Settings that all lanes share: number of steps, start, noise. */
import { html } from "../../vendor/lit-html.js";
import { t } from "../text/language.js";

/** @param {import("./rail.js").Rail} rail @param {string} title @param {string} home  of a pair of numbers */
export function pair(rail, title, home) {
  const numbers = [rail.number(`${home}.0`), rail.number(`${home}.1`)];
  return html`<fieldset><legend>${title}</legend>${numbers}<p class="fault" aria-live="polite">${rail.claim(home)}</p></fieldset>`;
}

/** @param {import("./rail.js").Rail} rail */
export function run(rail) {
  const forced = rail.state.faults.value.some(({ path }) => /^(noise|seed)/.test(path));
  const more = [pair(rail, t("Noise on the gradient, standard deviation"), "noise"), rail.number("seed")];
  return html`<section aria-label=${t("Run")}>
    <h2>${t("Run")}</h2>
    ${rail.number("steps")} ${pair(rail, t("Start"), "start")} ${rail.fold("run", t("More"), more, forced)}
  </section>`;
}
