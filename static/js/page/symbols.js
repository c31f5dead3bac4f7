/** The "?" beside the sentence: each symbol that is on the screen, in one line. All lessons share the glossary. */
import { html, nothing } from "../../vendor/lit-html.js";

import { t, word } from "../text/language.js";
import { isOnData } from "../scene/data.js";
import { laneDetails } from "../scene/scene.js";
import { termsIn } from "./terms.js";

/** @typedef {import("../state.js").State} State */

/** A letter that is part of no word. Chinese and Thai put no spaces around it. @param {string} letter */
const alone = (letter) => new RegExp(`(?<!\\p{Script=Latin})${letter}(?!\\p{Script=Latin})`, "u");

/** Each symbol, what finds it in a text, and its line. The numbers in the panels are always there. @type {[string, RegExp, string][]} */
const GLOSSARY = [
  ["f", /^/, word("the loss: the height of the surface, which every walker tries to make small")],
  ["|g|", /^/, word("the length of the gradient: how steep the surface is where the walker stands")],
  ["η", /η/, word("the learning rate: it sets how long the steps are")],
  ["σ", /σ/, word("the typical size of the past gradients of one coordinate")],
  ["h", alone("h"), word("the curvature: how fast the slope changes along one direction")],
  ["v", alone("v"), word("the position across the valley")],
  ["u", alone("u"), word("the position along the valley")],
  ["κ", /κ/, word("the condition number: how many times steeper the surface is across than along")],
  ["λ", /λ/, word("the curvature along one of the surface's own directions")],
  ["β", /β/, word("the share of an average that is kept at every step")],
  ["L", alone("L"), word("the largest curvature: a rate above 2/L overshoots more and more")],
];

/** The texts on the screen that may hold symbols. @param {State} state @param {string} sentence */
function texts({ catalog, scene, charts }, sentence) {
  const titles = charts.value.map((key) => catalog.series[key]?.name ?? "");
  return [sentence, ...titles, ...scene.value.lanes.map((lane) => laneDetails(catalog, lane, scene.value.lanes))];
}

/** Beside a surface made of examples, in the place of the others of the same symbol. @type {Record<string, string>} */
const OF_EXAMPLES = {
  f: word("the training loss, with its penalty: the height of the surface, which every walker tries to make small"),
  σ: word("the noise of the examples' targets; beside a method, the typical size of its past gradients"),
  λ: word("the weight of a penalty on large weights"),
};

/** The folded texts of the open lesson, where a term may stand too. @param {State} state */
function folded({ catalog, lesson }) {
  const open = catalog.lessons[lesson.value ?? ""];
  return open ? [open.title, open.text.see, open.text.why] : [];
}

/** @param {State} state @param {unknown} sentence  only a text is searched */
export function symbols(state, sentence) {
  const shown = texts(state, typeof sentence === "string" ? sentence : "");
  const found = GLOSSARY.filter(([, pattern]) => shown.some((text) => pattern.test(text)));
  if (!found.length) return nothing;
  const made = isOnData(state);
  const own = made ? OF_EXAMPLES : {};
  const lines = [...found.map(([symbol, , says]) => [symbol, t(own[symbol] ?? says)]), ...(made ? termsIn([...shown, ...folded(state)]) : [])];
  return html`<details class="fold symbols" name="lesson"><summary aria-label=${t("What the symbols mean")} title=${t("What the symbols mean")}>?</summary>
    <dl class="sheet" tabindex="0">${lines.map(([term, says]) => html`<div><dt>${term}</dt><dd>${says}</dd></div>`)}</dl>
  </details>`;
}
