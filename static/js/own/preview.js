/** How a lesson of one's own will look: its title, its sentence or question, and what its scene is. */
import { html, nothing } from "../../vendor/lit-html.js";

import { laneTitles } from "../scene/scene.js";
import { unitOf } from "../scene/units.js";
import { listed, t } from "../text/language.js";
import { counted } from "../text/numbers.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").OwnLesson} OwnLesson */

/** The title, or what its scene is. @param {State} state @param {OwnLesson} lesson */
export const nameOf = ({ catalog }, { title, scene }) => title || (unitOf(catalog.surfaces, scene.surface.key)?.name ?? t("A scene"));

/** @param {State} state @param {OwnLesson} lesson */
export function preview(state, lesson) {
  const { scene, sentence, question, hidden, step } = lesson;
  const options = (question?.options ?? []).filter((option) => option.trim());
  const asked = hidden && question?.ask;
  const facts = t("{surface}: {walkers}, {steps} steps", {
    surface: unitOf(state.catalog.surfaces, scene.surface.key)?.name ?? "",
    walkers: listed(laneTitles(state.catalog, scene.lanes)),
    steps: counted(scene.steps),
  });
  return html`<section class="preview" aria-label=${t("Preview")}><h3>${t("Preview")}</h3>
    <h4 dir="auto">${asked ? question.ask : nameOf(state, lesson)}</h4>
    ${asked ? html`<p class="choices">${options.map((option, i) => html`<span dir="auto">${t("{letter}. {option}", { letter: String.fromCharCode(65 + i), option })}</span>`)}</p>` : html`<p dir="auto">${sentence ?? ""}</p>`}
    <p class="scene">${facts}${step === null || step === undefined ? nothing : html`<br>${t("Opens at step {step}", { step: counted(step) })}`}</p>
  </section>`;
}
