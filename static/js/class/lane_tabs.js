/** The lanes of the picture, with their looks: a tap shows one alone. */
import { html, nothing, svg } from "../../vendor/lit-html.js";

import { looks, shapes } from "../view/looks.js";
import { t } from "./words.js";

/** More lanes than this stand two by two, on a line each. */
const MANY = 4;

/** A line with the lane's colour, dashes and marker. @param {number} pen */
function swatch(pen) {
  const look = looks[pen % looks.length];
  const color = look[matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"];
  const hollow = look.marker === "ring";
  return html`<svg class="swatch" viewBox="0 0 28 12" aria-hidden="true" style="color: ${color}">
    ${svg`<line x1="0" y1="6" x2="28" y2="6" stroke-dasharray=${look.dash.map((part) => 2.5 * part).join(" ") || nothing}></line>
    <path class=${hollow ? "hollow" : ""} d=${shapes[look.marker]} transform="translate(14 6) scale(4.5)"></path>`}</svg>`;
}

/** @param {string[]} labels @param {import("./stage.js").Stage} stage @param {() => void} then */
export function laneTabs(labels, stage, then) {
  const names = labels.length ? labels : (stage.paths?.lanes ?? []).map((_, i) => t("Walker {n}", { n: i + 1 }));
  const pick = (/** @type {number | null} */ only) => () => {
    stage.show(only);
    then();
  };
  const tab = (/** @type {string} */ name, /** @type {number} */ i) => html`<button type="button" aria-pressed=${stage.only === i} @click=${pick(stage.only === i ? null : i)}>
    ${swatch(stage.paths?.lanes[i]?.pen ?? i)}<span>${name}</span></button>`;
  if (names.length === 1) return html`<span class="one">${swatch(stage.paths?.lanes[0]?.pen ?? 0)}<span>${names[0]}</span></span>`;
  return names.length ? html`<div role="group" class=${names.length > MANY ? "is-many" : ""} aria-label=${t("Walkers")}>${names.map(tab)}</div>` : nothing;
}
