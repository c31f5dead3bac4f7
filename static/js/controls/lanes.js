/** The lanes: each one block, headed by its sample and its name. */
import { html, nothing } from "../../vendor/lit-html.js";
import { addLane, chooseOptimizer, chooseSchedule, duplicateLane, laneName, MAX_LANES, removeLane, setAt } from "../scene.js";
import { choice } from "./choice.js";
import { pair } from "./run.js";
import { swatch } from "./swatch.js";

/** @typedef {import("./rail.js").Rail} Rail */
/** @typedef {import("../types.js").Lane} Lane */

/** The learning rate comes first whatever the order of the object. @param {string} one @param {string} other */
const rateFirst = (one, other) => Number(other === "lr") - Number(one === "lr");

/** @param {Rail} rail @param {number} index @param {"optimizer" | "schedule"} part */
function unit(rail, index, part) {
  const { catalog, scene } = rail;
  const { key, knobs } = scene.lanes[index][part];
  const home = `lanes.${index}.${part}`;
  const numbers = Object.keys(knobs).sort(rateFirst).map((name) => rail.number(`${home}.knobs.${name}`));
  const [label, units, change] = part === "optimizer"
    ? /** @type {const} */ (["Optimizer", catalog.optimizers, chooseOptimizer])
    : /** @type {const} */ (["Schedule", catalog.schedules, chooseSchedule]);
  const choose = (/** @type {string} */ next) => rail.replace(change(catalog, scene, index, next));
  return html`${choice({ id: `rail-lane-${index}-${part}`, label, units, key, fault: rail.claim(home), choose })} ${numbers}`;
}

/** @param {Rail} rail @param {number} index */
function labelField(rail, index) {
  const home = `lanes.${index}.label`;
  const id = `rail-lane-${index}-label`;
  const own = laneName(rail.catalog, { ...rail.scene.lanes[index], label: null });
  const text = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value || null;
  const fault = rail.claim(home);
  return html`<div class="text">
    <label for=${id}>Label</label>
    <input id=${id} type="text" autocomplete="off" maxlength="80" placeholder=${own}
      .value=${rail.scene.lanes[index].label ?? ""} aria-invalid=${fault ? "true" : "false"} aria-describedby=${`${id}-fault`}
      @input=${(/** @type {Event} */ event) => rail.replace(setAt(rail.scene, home, text(event)))}>
    <p class="fault" id=${`${id}-fault`} aria-live="polite">${fault}</p>
  </div>`;
}

/** @param {Rail} rail @param {number} index */
function more(rail, index) {
  const home = `lanes.${index}`;
  const inside = new RegExp(`^lanes\\.${index}\\.(lr_scale|weight_decay|clip|label)`);
  const forced = rail.state.faults.value.some(({ path }) => inside.test(path));
  const parts = [
    pair(rail, "Factor on the learning rate", `${home}.lr_scale`),
    rail.number(`${home}.weight_decay`),
    rail.number(`${home}.clip`),
    labelField(rail, index),
  ];
  return rail.fold(home, "More", parts, forced);
}

/** The lane that the phone shows is still there afterwards. @param {Rail} rail @param {number} index */
function remove(rail, index) {
  const { lane } = rail.state;
  rail.replace(removeLane(rail.scene, index));
  lane.value = Math.min(lane.value, rail.state.scene.value.lanes.length - 1);
}

/** @param {Rail} rail @param {number} index */
function buttons(rail, index) {
  const count = rail.scene.lanes.length;
  const full = count >= MAX_LANES;
  return html`<div class="buttons">
    <button type="button" ?disabled=${full} title=${full ? `at most ${MAX_LANES} lanes` : nothing}
      @click=${() => rail.replace(duplicateLane(rail.scene, index))}>Duplicate</button>
    <button type="button" ?disabled=${count === 1} title=${count === 1 ? "one lane stays" : nothing}
      @click=${() => remove(rail, index)}>Remove</button>
  </div>`;
}

/** @param {Rail} rail @param {Lane} lane @param {number} index */
function block(rail, lane, index) {
  const title = laneName(rail.catalog, lane);
  const parts = [unit(rail, index, "optimizer"), unit(rail, index, "schedule"), rail.number(`lanes.${index}.warmup`), more(rail, index)];
  return html`<section class="lane" aria-label=${`Lane ${index + 1}: ${title}`}>
    <h3>${swatch(index, rail.state.theme.value.dark)}<span>${title}</span></h3>
    <p class="fault" aria-live="polite">${rail.claim(`lanes.${index}`)}</p>
    ${parts} ${buttons(rail, index)}
  </section>`;
}

/** @param {Rail} rail */
export function laneList(rail) {
  const blocks = rail.scene.lanes.map((lane, index) => block(rail, lane, index));
  const full = blocks.length >= MAX_LANES;
  return html`<section aria-label="Lanes">
    <h2>Lanes</h2>
    <p class="fault" aria-live="polite">${rail.claim("lanes")}</p>
    ${blocks}
    <button type="button" class="add" ?disabled=${full} @click=${() => rail.replace(addLane(rail.catalog, rail.scene))}>
      ${full ? `${MAX_LANES} lanes, no more fit` : "Add a lane"}
    </button>
  </section>`;
}
