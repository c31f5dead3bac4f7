/** The dialog of *Tune*: the best knobs of every walker, all found with the same budget, and how they were found. */
import { html, nothing } from "../../vendor/lit-html.js";

import { knobAt } from "../controls/knobs.js";
import { exact } from "../controls/typing.js";
import { openDialog } from "../page/dialog.js";
import { t } from "../text/language.js";
import { chosen, counted } from "../text/numbers.js";
import { sentences } from "../text/sentences.js";
import { plainSymbol } from "../scene/names.js";
import { laneTitles } from "../scene/scene.js";
import { colorOf } from "../view/palette.js";
import { cloud } from "./cloud.js";
import { scoreText } from "./scores.js";
import { mapFor, showOnMap } from "./show.js";
import { change, createTuning, promising, take, tunable } from "./tuning.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./tuning.js").Tuning} Tuning */
/** @typedef {import("./tuning.js").TunedLane} TunedLane */
/** @typedef {import("./tuning.js").TunedKnob} TunedKnob */

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;

/** @param {Tuning} tuning @param {"budget" | "seed"} name @param {string} label @param {string} usual */
function field(tuning, name, label, usual) {
  const { options, faults } = tuning;
  const wrong = faults.value.some(({ path }) => path === name);
  return html`<label>${label} <input name=${name} inputmode="numeric" autocomplete="off" placeholder=${usual} .value=${options.value[name]} aria-invalid=${wrong ? "true" : "false"}
    @change=${(/** @type {Event} */ event) => change(tuning, { [name]: valueOf(event) })}></label>`;
}

/** @param {Tuning} tuning */
function fields(tuning) {
  const { state, options, faults, left } = tuning;
  const names = laneTitles(state.catalog, state.scene.value.lanes);
  const { count, of } = left.value;
  return html`<div class="asked">
    <label>${t("Walkers")} <select name="lane" @change=${(/** @type {Event} */ event) => change(tuning, { lane: valueOf(event) === "" ? null : Number(valueOf(event)) })}>
      <option value="" .selected=${options.value.lane === null}>${t("All walkers")}</option>
      ${tunable(state.scene.value).map((i) => html`<option value=${i} .selected=${i === options.value.lane}>${names[i]}</option>`)}</select></label>
    ${field(tuning, "budget", t("Settings for each"), "120")}${field(tuning, "seed", t("Seed"), "0")}
    ${count ? html`<progress max=${of} .value=${of - count} aria-label=${t("Tuning")}></progress>` : nothing}
  </div>
  <p class="fault" aria-live="polite">${sentences(faults.value)}</p>`;
}

/** @param {Tuning} tuning @param {TunedKnob} knob */
function knobText({ state }, { field, best, now }) {
  const knob = knobAt(state.catalog, state.scene.value, field);
  const before = best === now ? nothing : html` <small>${t("now {value}", { value: chosen(now) })}</small>`;
  return html`<span class="knob" title=${knob?.name ?? ""}><i>${plainSymbol(knob?.mathml ?? field)}</i> = ${exact(best)}${before}</span>`;
}

/** @param {number} share */
const percent = (share) => `${chosen(Number((100 * share).toPrecision(2)))} %`;

/** The picture of what was tried: a press shows it on the map, where there are two knobs. @param {Tuning} tuning @param {TunedLane} lane @param {unknown} picture @param {string} name */
function shown({ state }, lane, picture, name) {
  if (!mapFor(lane)) return picture;
  const show = (/** @type {Event} */ event) => {
    const dialog = /** @type {HTMLElement} */ (event.currentTarget).closest("dialog");
    showOnMap(state, lane);
    dialog?.close();
  };
  const says = t("Show on the map: {name}", { name });
  return html`<button type="button" class="quiet on-map" aria-label=${says} title=${says} @click=${show}>${picture}</button>`;
}

/** @param {Tuning} tuning @param {string[]} names @param {number} floor @param {TunedLane} lane */
function row(tuning, names, floor, lane) {
  const { now, promised, judged, knobs, sensitivity } = lane;
  const name = names[lane.lane];
  return html`<tr style=${`--lane:${colorOf(lane.lane, tuning.state.theme.value.dark)}`}>
    <th scope="row">${name}</th>
    <td class="knobs">${promised === null ? "–" : knobs.map((knob) => knobText(tuning, knob))}</td>
    <td>${scoreText(now, floor)}</td><td>${scoreText(promised, floor)}</td><td><b>${scoreText(judged, floor)}</b></td>
    <td>${promised === null ? "–" : percent(sensitivity)}</td>
    <td>${shown(tuning, lane, cloud(lane, floor, t("Loss of the settings that were tried, over the learning rate: {name}", { name })), name)}</td></tr>`;
}

/** @param {Tuning} tuning */
function table(tuning) {
  const { state, lanes, told } = tuning;
  if (!told.value || !lanes.value.length) return nothing;
  const names = laneTitles(state.catalog, state.scene.value.lanes);
  const { floor } = told.value;
  const heads = [t("Walker"), t("Best knobs"), t("as it is"), t("promised"), t("judged"), t("sensitivity"), t("tried")];
  return html`<div class="wide"><table class="lane-table">
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${lanes.value.map((lane) => row(tuning, names, floor, lane))}</tbody></table></div>`;
}

/** How the walkers were tuned. @param {Tuning} tuning */
function how({ told, lanes }) {
  if (!told.value || !lanes.value.length) return nothing;
  const { criterion, starts, others, spread, steps, budget, seed, runs } = told.value;
  const all = counted(runs * lanes.value.length);
  return html`<dl class="how">
    <div><dt>${t("Criterion")}</dt><dd>${t(criterion, { starts })}</dd></div>
    <div><dt>${t("Budget")}</dt><dd>${t("{budget} settings for each walker, {steps} steps, seed {seed}; {runs} runs in all", { budget: counted(budget), steps: counted(steps), seed, runs: all })}</dd></div>
    <div><dt>${t("judged")}</dt><dd>${t("from {others} other starts, at most {spread} % of the domain's sides away", { others, spread: 100 * spread })}</dd></div>
    <div><dt>${t("sensitivity")}</dt><dd>${t("the share of the settings in the whole range with at most twice the best loss: the fewer, the more sensitive the walker")}</dd></div>
  </dl>`;
}

/** @param {Tuning} tuning */
function taking(tuning) {
  const { lanes, left } = tuning;
  const use = (/** @type {Event} */ event) => {
    take(tuning);
    /** @type {HTMLElement} */ (event.currentTarget).closest("dialog")?.close();
  };
  return html`<div class="taken"><button type="button" class="use" ?disabled=${left.value.count > 0 || !promising(lanes.value).length} @click=${use}>${t("Use the best knobs")}</button></div>`;
}

/** @param {State} state */
export function openTuning(state) {
  const tuning = createTuning(state);
  openDialog(t("Tune"), "tune", () => html`${fields(tuning)}${table(tuning)}${how(tuning)}${taking(tuning)}`, () => tuning.stop());
}
