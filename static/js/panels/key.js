/** What lines and marks mean on surfaces made of examples: one sentence for each that is drawn, under the panels. */
import { html, nothing, svg } from "../../vendor/lit-html.js";

import { coversMinima } from "../play/lessons.js";
import { isOnData } from "../scene/data.js";
import { t, word } from "../text/language.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {"training" | "validation" | "minimum" | "held" | "truth" | "answer"} Mark */

/** @type {Record<Mark, unknown>} */
const SAMPLES = {
  training: svg`<path class="line" d="M1 8H25"></path>`,
  validation: svg`<path class="dashes" d="M1 8H25"></path>`,
  minimum: svg`<path class="rim" d="M8 3L18 13M18 3L8 13"></path><path class="cross" d="M8.5 3.5L17.5 12.5M17.5 3.5L8.5 12.5"></path>`,
  held: svg`<path class="plus" d="M13 2V14M7 8H19"></path>`,
  truth: svg`<path class="star" d="M13 1L15 6.2L20.5 6.5L16.2 10L17.7 15.3L13 12.3L8.3 15.3L9.8 10L5.5 6.5L11 6.2Z"></path>`,
  answer: svg`<path class="pin" d="M13 15.5C12 12.4 8.6 11 8.6 6.4A4.4 4.4 0 1 1 17.4 6.4C17.4 11 14 12.4 13 15.5Z"></path>`,
};

/** @type {Record<Mark, string>} */
const SAYS = {
  training: word("walkers go down the training loss"),
  validation: word("validation loss is measured on other examples"),
  minimum: word("training loss is lowest"),
  held: word("validation loss is lowest"),
  truth: word("the examples were made with these weights"),
  answer: word("the run answers with these weights"),
};

/** Which marks the panels hold. @param {State} state @returns {Mark[]} */
function shown(state) {
  const { frame, validation } = state;
  const now = frame.value;
  const facts = now ? [now.surface, ...now.lanes.flatMap(({ surface }) => surface ?? [])] : [];
  const some = (/** @type {(of: import("../types.js").SurfaceFacts) => unknown} */ has) => facts.some(has);
  return [
    "training",
    ...(validation.value ? /** @type {const} */ (["validation"]) : []),
    ...(!coversMinima(state) && some(({ minima }) => minima.length) ? /** @type {const} */ (["minimum"]) : []),
    ...(validation.value && some(({ data }) => data?.held_minimum) ? /** @type {const} */ (["held"]) : []),
    ...(some(({ data }) => data?.truth) ? /** @type {const} */ (["truth"]) : []),
    ...(now?.scene?.lanes.some(({ answer }) => answer && answer.key !== "last") ? /** @type {const} */ (["answer"]) : []),
  ];
}

/** @param {Mark} mark */
const sample = (mark) => html`<svg viewBox="0 0 26 16" aria-hidden="true">${SAMPLES[mark]}</svg>`;

/** On a phone, whose room the panels need, the sentences open with a touch. Nothing where the surface has no examples, or is not shown from above. @param {State} state */
export function keyOf(state) {
  const { catalog, scene, projection, theme } = state;
  if (!isOnData(state) || !["contour", "map"].includes(projection.value)) return nothing;
  const marks = shown(state);
  const [x, y] = catalog.surfaces[scene.value.surface.key].weights ?? [];
  const axes = x ? html`<span>${t("x is the {x}, y is the {y}", { x, y })}</span>` : nothing;
  const rows = marks.map((mark) => html`<span>${sample(mark)}${t(SAYS[mark])}</span>`);
  if (theme.value.size !== "phone") return html`<span class="marks-key">${axes}${rows}</span>`;
  return html`<details class="marks-key"><summary>${marks.map(sample)}<span>${t("What the marks mean")}</span></summary>${axes}${rows}</details>`;
}
