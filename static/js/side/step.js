/** The step view: the method's rule, the rule with the numbers of this step, and the code that runs. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect, signal } from "../../vendor/signals-core.js";

import { swatch } from "../controls/sample.js";
import { mainLane } from "../play/lessons.js";
import { bindKeys } from "../view/keys.js";
import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { laneTitles } from "../scene/scene.js";
import { unitOf } from "../scene/units.js";
import { code } from "./code.js";
import { curvature } from "./curvature.js";
import { legend } from "./legend.js";
import { stepLines } from "./lines.js";
import { brief, worked } from "./rule.js";
import { values } from "./values.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Inspection} Inspection */

/** Are the numbers of all lanes shown side by side? */
const together = signal(false);
/** The coordinate shown in projector mode. */
const axis = signal(/** @type {"x" | "y"} */ ("x"));

/** Index of the chosen lane, limited to the lanes of the scene. @param {State} state */
const chosen = ({ lane, scene }) => Math.min(lane.value, scene.value.lanes.length - 1);

/** @param {string} says @param {{ value: boolean }} on */
const toggle = (says, on) =>
  html`<button type="button" aria-pressed=${on.value} @click=${() => (on.value = !on.value)}>${says}</button>`;

/** @param {State} state @param {string[]} names */
function picker(state, names) {
  const current = chosen(state);
  const pick = (/** @type {string} */ name, /** @type {number} */ lane) => html`<button type="button" aria-pressed=${lane === current}
    @click=${() => (state.lane.value = lane)}>${swatch(lane, state.theme.value.dark)}<span>${name}</span></button>`;
  return html`<div class="pick" role="group" aria-label=${t("Walker")}>${names.map(pick)}</div>`;
}

/** @param {State} state */
function toggles(state) {
  const all = state.scene.value.lanes.length > 1 ? toggle(t("All walkers"), together) : nothing;
  return html`<div class="pick" role="group" aria-label=${t("Shown")}>${toggle(t("Arrows"), state.arrows)}${toggle(t("Curvature"), state.ellipse)}${all}</div>`;
}

/** @param {State} state @param {string} key */
function formula(state, key) {
  const unit = unitOf(state.catalog.optimizers, key);
  return unit ? html`<h3>${t("The rule: {name}", { name: unit.name })}</h3><div class="formula" .innerHTML=${unit.formula.mathml}></div>` : nothing;
}

/** The numbers of the last step received. They stay until newer ones arrive. @param {State} state @param {Inspection} exact @param {string[]} names */
function numbers(state, exact, names) {
  const lane = chosen(state);
  const step = exact.lanes[lane];
  if (state.scene.value.lanes[lane].trajectory) return html`<p>${t("This path comes from a file: there is no step to explain.")}</p>`;
  if (!step) return html`<p>${t("This run had ended before step {step}.", { step: counted(exact.step) })}</p>`;
  const lines = stepLines(state.catalog.optimizers, step);
  const shown = together.value ? exact.lanes.map((_, i) => i) : [lane];
  const columns = shown.map((i) => ({ lane: i, name: names[i] ?? "", step: exact.lanes[i] }));
  const table = html`<h3>${t("Every quantity")}</h3>${values(columns, state.theme.value.dark)}${curvature(step)}`;
  if (state.theme.value.size !== "projector") return html`<h3>${t("With the numbers of this step")}</h3>${worked(lines)}${table}`;
  const side = (/** @type {"x" | "y"} */ name) => html`<button type="button" aria-pressed=${axis.value === name} @click=${() => (axis.value = name)}><i>${name}</i></button>`;
  return html`${brief(lines, axis.value)}<div class="pick" role="group" aria-label=${t("Coordinate")}>${side("x")}${side("y")}</div>
    <details><summary>${t("All lines")}</summary>${worked(lines)}${table}</details>`;
}

/** @param {State} state */
function view(state) {
  const { catalog, scene, exact, frame } = state;
  const names = laneTitles(catalog, scene.value.lanes);
  const { optimizer, trajectory } = scene.value.lanes[chosen(state)];
  const inner = optimizer.inner?.key;
  const seen = exact.value?.lanes.length === names.length ? exact.value : null;
  const keys = trajectory ? [] : inner ? [inner, optimizer.key] : [optimizer.key];
  const projector = state.theme.value.size === "projector";
  const rule = keys.map((key) => formula(state, key));
  const stale = !seen || seen.scene !== frame.value?.scene || seen.step !== Math.min(state.marker.value + 1, scene.value.steps);
  return html`<div class="step-view" data-wide=${together.value}>
    ${picker(state, names)}${toggles(state)}${state.arrows.value ? legend(seen?.lanes[chosen(state)] ?? null) : nothing}
    <h2>${seen ? t("Step {step}, from position {from} to {to}", { step: counted(seen.step), from: counted(seen.step - 1), to: counted(seen.step) }) : t("Step")}</h2>
    ${projector ? nothing : rule}
    <div class="now" aria-busy=${stale}>${seen ? numbers(state, seen, names) : nothing}</div>
    ${projector ? html`<details><summary>${t("The rule and its code")}</summary>${rule}${keys.map((key) => code(catalog.optimizers, key))}</details>` : keys.map((key) => code(catalog.optimizers, key))}
  </div>`;
}

/** Chooses the lesson's main lane, and shows the arrows. @param {State} state */
function begin(state) {
  const main = mainLane(state);
  if (main !== null && state.lane.peek() === 0 && state.theme.peek().size !== "phone") state.lane.value = main;
  state.arrows.value = true;
}

/** @param {State} state @returns {import("../view/keys.js").Binding[]} */
const keys = ({ arrows, ellipse }) => [
  { key: "a", says: "Show or hide the arrows", act: () => (arrows.value = !arrows.value) },
  { key: "c", says: "Show or hide the curvature", act: () => (ellipse.value = !ellipse.value) },
];

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountStep(root, state) {
  begin(state);
  const free = bindKeys(keys(state));
  const dispose = effect(() => void render(view(state), root));
  return () => {
    dispose();
    free();
    state.arrows.value = state.ellipse.value = false;
    render(nothing, root);
  };
}
