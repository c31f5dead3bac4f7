/** The dialog of the range test: its settings, the chart, and the rate to use. */
import { html, nothing } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { exact, parse } from "../controls/typing.js";
import { openDialog } from "../page/dialog.js";
import { followed, t, woven } from "../text/language.js";
import { chosen } from "../text/numbers.js";
import { sentences } from "../text/sentences.js";
import { painter, sheet } from "../view/canvas.js";
import { laneTitles } from "../scene/scene.js";
import { draw, lay, rateAt } from "./range_chart.js";
import { change, createTest, rounded, take } from "./test.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./test.js").Test} Test */
/** @typedef {import("./test.js").Options} Options */

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;

/** @param {Test} test @param {string} path */
const faultAt = ({ faults }, path) => faults.value.find((fault) => fault.path === path)?.message ?? "";

/** @param {Test} test @param {"low" | "high" | "steps"} name @param {string} label @param {string} usual */
function field(test, name, label, usual) {
  const fault = faultAt(test, name);
  return html`<label>${label}
    <input name=${name} inputmode="decimal" autocomplete="off" placeholder=${usual} .value=${test.options.value[name]} aria-invalid=${fault ? "true" : "false"}
      @change=${(/** @type {Event} */ event) => change(test, { [name]: valueOf(event) })}></label>`;
}

/** @param {Test} test */
function fields(test) {
  const { state, options, found } = test;
  const names = laneTitles(state.catalog, state.scene.value.lanes);
  const range = found.value;
  const scales = [["log", t("by the same factor")], ["linear", t("by the same amount")]];
  return html`<div class="asked">
    <label>${t("Walker")} <select @change=${(/** @type {Event} */ event) => change(test, { lane: Number(valueOf(event)), low: "", high: "" })}>
      ${names.map((name, i) => state.scene.value.lanes[i].trajectory ? "" : html`<option value=${i} .selected=${i === options.value.lane}>${name}</option>`)}</select></label>
    ${field(test, "low", t("Rates from"), range ? exact(rounded(range.low)) : "")}
    ${field(test, "high", t("to"), range ? exact(rounded(range.high)) : "")}
    ${field(test, "steps", t("in steps"), "200")}
    <label>${t("growing")} <select @change=${(/** @type {Event} */ event) => change(test, { scale: /** @type {Options["scale"]} */ (valueOf(event)) })}>
      ${scales.map(([key, says]) => html`<option value=${key} .selected=${key === options.value.scale}>${says}</option>`)}</select></label>
  </div>
  <p class="fault" aria-live="polite">${sentences(test.faults.value)}</p>`;
}

/** The result as a sentence: a suggestion, or why there is none. @param {Test} test */
function verdict({ found }) {
  if (!found.value) return nothing;
  const { suggestion, marks } = found.value;
  const { lr, rule, says } = suggestion;
  const bold = (/** @type {string} */ text) => html`<b>${text}</b>`;
  const none = () => woven(t("{verdict}: {reason}."), { verdict: bold(t("No suggestion")), reason: t(says) });
  const take = (/** @type {number} */ rate) => woven(t("{verdict}: {rule}; {reason}."), {
    verdict: bold(t("Suggestion {rate}", { rate: chosen(rate) })), rule: t(rule ?? ""), reason: t(says),
  });
  const sentence = lr === null ? none() : take(lr);
  const wrong = marks.lowest.says && t("Do not take the lowest point, {rate}: the walker {says}.", { rate: chosen(marks.lowest.lr), says: t(marks.lowest.says) });
  return html`<p role="status">${wrong ? followed(sentence, wrong) : sentence}</p>`;
}

/** @param {Test} test */
function taking(test) {
  const { picked } = test;
  const pick = (/** @type {Event} */ event) => {
    const value = parse(valueOf(event));
    if (value !== null && value > 0) picked.value = value;
  };
  const use = (/** @type {Event} */ event) => {
    take(test);
    /** @type {HTMLElement} */ (event.currentTarget).closest("dialog")?.close();
  };
  return html`<div class="taken"><label>${t("Rate")} <input name="rate" inputmode="decimal" autocomplete="off"
      .value=${picked.value === null ? "" : exact(picked.value)} placeholder=${t("click the chart")} @change=${pick}></label>
    <button type="button" class="use" ?disabled=${picked.value === null} @click=${use}>${t("Use this rate")}</button></div>`;
}

/** @param {Test} test */
const view = (test) => html`${fields(test)}
  <div class="curve"><canvas role="img" aria-label=${t("Smoothed loss over the learning rate; click to pick a rate")}></canvas></div>
  ${verdict(test)}${taking(test)}`;

/** @param {Test} test @param {import("../types.js").Box} box @returns {import("./range_chart.js").Chart | null} */
function chartOf({ state, options, found, picked }, box) {
  if (!found.value || box.width < 50 || box.height < 50) return null;
  const words = { x: t("learning rate η"), y: t("smoothed loss (thin: of every step)"), above: t("above the limit steps overshoot") };
  const { curvature } = state.frame.value?.surface ?? {};
  return { found: found.value, picked: picked.value, lane: options.value.lane, curvature, log: options.value.scale === "log", theme: state.theme.value, box, words };
}

/** @param {HTMLCanvasElement} canvas @param {Test} test */
function mountChart(canvas, test) {
  const box = { width: 0, height: 0 };
  /** @type {import("./range_chart.js").Laid | null} */
  let laid = null;
  const { ask, cancel } = painter(() => {
    const chart = chartOf(test, box);
    const pen = sheet(canvas, box);
    laid = chart && lay(pen, chart);
    if (chart && laid) draw(pen, chart, laid);
  });
  const watch = new ResizeObserver(([{ contentRect }]) => {
    Object.assign(box, { width: Math.floor(contentRect.width), height: Math.floor(contentRect.height) });
    ask();
  });
  watch.observe(/** @type {HTMLElement} */ (canvas.parentElement));
  const pick = (/** @type {PointerEvent} */ event) => {
    if (laid && event.buttons === 1) test.picked.value = rounded(rateAt(laid, event.offsetX, test.options.peek().scale === "log"));
  };
  canvas.addEventListener("pointerdown", (event) => (canvas.setPointerCapture(event.pointerId), pick(event)));
  canvas.addEventListener("pointermove", pick);
  const dispose = effect(() => (void chartOf(test, box), void [test.found.value, test.picked.value, test.options.value, test.state.theme.value], ask()));
  return () => (dispose(), watch.disconnect(), cancel());
}

/** @param {State} state */
export function openRangeTest(state) {
  const test = createTest(state);
  let free = () => {};
  openDialog(t("Range test"), "range", () => view(test), () => (test.stop(), free()));
  const canvas = document.querySelector("dialog.range canvas");
  if (canvas) free = mountChart(/** @type {HTMLCanvasElement} */ (canvas), test);
}
