/** The list of lanes: one block for each, with its swatch and its name on top. */
import { html, nothing } from "../../vendor/lit-html.js";
import { t } from "../text/language.js";
import { addLane, chooseInner, chooseOptimizer, chooseSchedule, getAt, laneName, MAX_LANES, setAt } from "../scene/scene.js";
import { origin } from "../files/trajectory_file.js";
import { offered } from "../scene/methods.js";
import { choice } from "./choice.js";
import { forkOf } from "./fork.js";
import { laneData, ownPlaces } from "./lane_data.js";
import { laneMenu } from "./lane_menu.js";
import { handle } from "./lane_order.js";
import { joined } from "./linked.js";
import { manyOf } from "./many.js";
import { pair } from "./run.js";
import { saidOf } from "./said.js";
import { swatch } from "./sample.js";

/** @typedef {import("./rail.js").Rail} Rail */
/** @typedef {import("../types.js").Lane} Lane */

/** Sorts the learning rate to the front. @param {string} one @param {string} other */
const rateFirst = (one, other) => Number(other === "lr") - Number(one === "lr");

/**
 * The controls of one of the lane's units: its select and its numbers.
 *
 * @param {Rail} rail
 * @param {number} index  of the lane
 * @param {{ home: string, id: string, label: string, units: Record<string, import("../types.js").Unit>, change: typeof chooseOptimizer }} part
 * @param {unknown} [picture]
 */
function unit(rail, index, { home, id, label, units, change }, picture = nothing) {
  const { catalog, scene } = rail;
  const { key, knobs } = /** @type {import("../types.js").Choice} */ (getAt(scene, home));
  const numbers = Object.keys(knobs).sort(rateFirst).map((name) => rail.number(`${home}.knobs.${name}`));
  const choose = (/** @type {string} */ next) => rail.replace(joined(catalog, change(catalog, scene, index, next), scene));
  const about = rail.about(`${home}.about`, units, key);
  const chooser = { id: `rail-lane-${index}-${id}`, label, units, key, fault: rail.claim(home), about, choose, picture };
  return html`${choice(chooser)} ${numbers}`;
}

/** @param {Rail} rail @param {number} index */
function optimizer(rail, index) {
  const home = `lanes.${index}.optimizer`;
  const units = offered(rail.catalog.optimizers);
  const inside = rail.scene.lanes[index].optimizer.inner ? inner(rail, index) : nothing;
  const own = unit(rail, index, { home, id: "optimizer", label: t("Optimizer"), units, change: chooseOptimizer });
  return [own, inside];
}

/** The controls of the method inside a wrapper. Only methods that treat each coordinate separately can be chosen. @param {Rail} rail @param {number} index */
function inner(rail, index) {
  const home = `lanes.${index}.optimizer.inner`;
  const entries = Object.entries(offered(rail.catalog.optimizers)).filter(([, { form }]) => form === "coordinate");
  return unit(rail, index, { home, id: "inner", label: t("around"), units: Object.fromEntries(entries), change: chooseInner });
}

/** The schedule, with its curve above its summary and its numbers. @param {Rail} rail @param {number} index */
function schedule(rail, index) {
  const spark = html`<figure class="spark" data-lane=${index}><div><canvas></canvas></div><figcaption></figcaption></figure>`;
  const part = { home: `lanes.${index}.schedule`, id: "schedule", label: t("Schedule"), units: rail.catalog.schedules, change: chooseSchedule };
  return unit(rail, index, part, spark);
}

/** @param {Rail} rail @param {number} index */
function labelField(rail, index) {
  const home = `lanes.${index}.label`;
  const id = `rail-lane-${index}-label`;
  const own = laneName(rail.catalog, { ...rail.scene.lanes[index], label: null });
  const text = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value || null;
  const fault = rail.claim(home);
  return html`<div class="text">
    <label for=${id}>${t("Label")}</label>
    <input id=${id} type="text" autocomplete="off" maxlength="80" placeholder=${own}
      .value=${rail.scene.lanes[index].label ?? ""} aria-invalid=${fault ? "true" : "false"} aria-describedby=${`${id}-fault`}
      @input=${(/** @type {Event} */ event) => rail.replace(setAt(rail.scene, home, text(event)))}>
    <p class="fault" id=${`${id}-fault`} aria-live="polite">${fault}</p>
  </div>`;
}

/** @param {Rail} rail @param {number} index */
function more(rail, index) {
  const home = `lanes.${index}`;
  const inside = new RegExp(`^lanes\\.${index}\\.(lr_scale|weight_decay|clip|label|start|freeze)`);
  const forced = rail.state.faults.value.some(({ path }) => inside.test(path));
  const parts = [
    pair(rail, t("Factor on the learning rate"), `${home}.lr_scale`),
    rail.number(`${home}.weight_decay`),
    rail.number(`${home}.clip`),
    ownPlaces(rail, index),
    labelField(rail, index),
  ];
  return rail.fold(home, t("More"), parts, forced);
}

/** @param {Rail} rail @param {Lane} lane @param {number} index */
function block(rail, lane, index) {
  const title = laneName(rail.catalog, lane);
  const own = () => [forkOf(rail, index), optimizer(rail, index), schedule(rail, index)];
  const computed = () => [...own(), rail.number(`lanes.${index}.warmup`), laneData(rail, index), manyOf(rail, index), more(rail, index)];
  const parts = lane.trajectory ? [html`<p class="about">${origin(lane.trajectory)}</p>`, labelField(rail, index)] : computed();
  return html`<section class="lane" aria-label=${t("Walker {n}: {title}", { n: index + 1, title })}>
    <h3>${handle(rail, index)}${swatch(index, rail.state.theme.value.dark)}<span>${title}</span></h3>
    <p class="fault" aria-live="polite">${rail.claim(`lanes.${index}`)}</p>
    ${parts} ${laneMenu(rail, index)}
  </section>`;
}

/** @param {Rail} rail */
export function laneList(rail) {
  const blocks = rail.scene.lanes.map((lane, index) => block(rail, lane, index));
  const full = blocks.length >= MAX_LANES;
  const add = () => rail.replace(joined(rail.catalog, addLane(rail.catalog, rail.scene), rail.scene));
  return html`<section class="lane-list" aria-label=${t("Walkers")}>
    <h2>${t("Walkers")}</h2>
    <p class="said" role="status">${saidOf(rail.scene)}</p>
    <p class="fault" aria-live="polite">${rail.claim("lanes")}</p>
    ${blocks}
    <button type="button" class="add" ?disabled=${full} @click=${add}>
      ${full ? t("{n} walkers, no more fit", { n: MAX_LANES }) : t("Add a walker")}
    </button>
  </section>`;
}
