/** The buttons of a lane: duplicate, remove, and copy its settings to others. */
import { html, nothing } from "../../vendor/lit-html.js";
import { signal } from "../../vendor/signals-core.js";
import { canFork, forkLane } from "../scene/fork.js";
import { duplicateLane, laneTitles, MAX_LANES, removeLane } from "../scene/scene.js";
import { listed, t } from "../text/language.js";
import { pasted } from "./paste.js";
import { say } from "./said.js";

/** @typedef {import("./rail.js").Rail} Rail */

/** The lane whose settings were copied, as it was then, and its name. */
const copied = signal(/** @type {{ lane: import("../types.js").Lane, title: string } | null} */ (null));

/** @param {Rail} rail @param {number} index */
const titleOf = ({ catalog, scene }, index) => t("Walker {n}: {title}", { n: index + 1, title: laneTitles(catalog, scene.lanes)[index] });

/** Removes a lane and keeps the index of the chosen lane valid. @param {Rail} rail @param {number} index */
function remove(rail, index) {
  const { lane } = rail.state;
  rail.replace(removeLane(rail.scene, index));
  lane.value = Math.min(lane.value, rail.state.scene.value.lanes.length - 1);
}

/** @param {Rail} rail @param {number} index */
function copy(rail, index) {
  copied.value = { lane: rail.scene.lanes[index], title: titleOf(rail, index) };
  say(rail.scene, t("Settings copied: {name}", { name: copied.value.title }));
}

/** What was taken, and what the target's method does not have. @param {string} name @param {import("./paste.js").Pasted} made */
function told(name, { taken, left }) {
  const says = taken.length ? t("{name} took {what}.", { name, what: listed(taken) }) : t("{name} took nothing new.", { name });
  return left.length ? t("{sentence} {next}", { sentence: says, next: t("It does not have {what}.", { what: listed(left) }) }) : says;
}

/** @param {Rail} rail @param {import("../types.js").Lane} lane @param {number[]} targets */
function paste(rail, lane, targets) {
  /** @type {string[]} */
  const sentences = [];
  const scene = targets.reduce((now, index) => {
    const made = pasted(rail.catalog, now, lane, index);
    sentences.push(told(titleOf(rail, index), made));
    return made.scene;
  }, rail.scene);
  rail.replace(scene);
  say(scene, sentences.reduce((sentence, next) => t("{sentence} {next}", { sentence, next })));
}

/** @param {Rail} rail @param {number} index */
function copying(rail, index) {
  const { lanes } = rail.scene;
  if ((lanes.length < 2 && !copied.value) || lanes[index].trajectory) return nothing;
  const source = copied.value;
  const others = [...lanes.keys()].filter((each) => each !== index && !lanes[each].trajectory);
  return html`<button type="button" @click=${() => copy(rail, index)}>${t("Copy settings")}</button>
    ${source && source.lane !== lanes[index]
      ? html`<button type="button" title=${t("from {name}", { name: source.title })} @click=${() => paste(rail, source.lane, [index])}>${t("Paste settings")}</button>`
      : nothing}
    ${others.length
      ? html`<button type="button" @click=${() => paste(rail, lanes[index], others)}>${t("Settings to all walkers")}</button>`
      : nothing}`;
}

/** A fork goes on from the marker's step. @param {Rail} rail @param {number} index */
function forking(rail, index) {
  const { scene, state } = rail;
  if (scene.lanes[index].trajectory) return nothing;
  const step = state.marker.value;
  const off = scene.lanes.length >= MAX_LANES || !canFork(scene, index, step);
  const fork = () => {
    const made = forkLane(scene, index, step);
    rail.replace(made);
    say(made, t("Walker {n} leaves {name} at step {step}: change its settings.", { n: made.lanes.length, name: titleOf(rail, index), step }));
  };
  return html`<button type="button" ?disabled=${off} title=${t("a new walker that goes on from here with the same state")}
    @click=${fork}>${t("Fork here (step {step})", { step })}</button>`;
}

/** @param {Rail} rail @param {number} index */
export function laneMenu(rail, index) {
  const count = rail.scene.lanes.length;
  const full = count >= MAX_LANES;
  return html`<div class="buttons">
    <button type="button" ?disabled=${full} title=${full ? t("at most {n} walkers", { n: MAX_LANES }) : nothing}
      @click=${() => rail.replace(duplicateLane(rail.scene, index))}>${t("Duplicate")}</button>
    <button type="button" ?disabled=${count === 1} title=${count === 1 ? t("one walker stays") : nothing}
      @click=${() => remove(rail, index)}>${t("Remove")}</button>
    ${forking(rail, index)}${copying(rail, index)}
  </div>`;
}
