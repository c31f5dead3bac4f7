/** Where the starts of a class ended, in the colours of the map, and how many. */
import { html } from "../../vendor/lit-html.js";

import { dress } from "./answers.js";
import { endColor, rgb } from "./starts.js";
import { t } from "./words.js";

/** @typedef {import("./frames.js").End} End */

/** Ends that are named, the most frequent. */
const MOST = 7;

/** @param {number | null} value */
const short = (value) => String(Number((value ?? 0).toPrecision(2))).replace("-", "−");

/** @param {End} end */
function named({ kind, x, y }) {
  if (kind === "minimum") return t("Minimum at ({x}, {y})", { x: short(x), y: short(y) });
  return { saddle: t("At a saddle"), diverged: t("Diverged"), elsewhere: t("In no minimum") }[kind];
}

/** The ends that were reached, the most frequent first; saddles have one colour, so they are one. @param {readonly End[]} ends */
export function reachedEnds(ends) {
  const saddles = ends.filter(({ kind }) => kind === "saddle").reduce((sum, { count }) => sum + count, 0);
  const first = ends.findIndex(({ kind }) => kind === "saddle");
  const all = ends.map((end, index) => ({ end: end.kind === "saddle" ? { ...end, count: index === first ? saddles : 0 } : end, index }));
  return all.filter(({ end }) => end.count > 0).sort((a, b) => b.end.count - a.end.count);
}

/** @param {readonly End[]} ends @param {boolean} dark */
export function endsList(ends, dark) {
  dress();
  const all = reachedEnds(ends);
  const rest = all.slice(MOST).reduce((sum, { end }) => sum + end.count, 0);
  return html`<ul class="class-ends">${all.slice(0, MOST).map(({ end, index }) => html`<li><i style=${`background:${rgb(endColor(ends, index, dark))}`}></i><span>${named(end)}</span><b>${end.count}</b></li>`)}
    ${rest ? html`<li><i></i><span>${t("Other ends")}</span><b>${rest}</b></li>` : ""}</ul>`;
}

/** One sentence about what is seen. @param {readonly End[]} ends @param {{ share: number, sweep: number }} ran @param {boolean} mapped  is the map there? */
export function seen(ends, { share, sweep }, mapped) {
  if (share < 1) return t("Each dot is a start of yours, on its way.");
  if (mapped && sweep > 0) return t("The map shows where every start ends.");
  const n = reachedEnds(ends).reduce((sum, { end }) => sum + end.count, 0);
  return n === 1 ? t("The run from your start has ended.") : t("The runs from your {n} starts have ended.", { n });
}
