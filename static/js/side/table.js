/** A table of the lanes that can be copied: the numbers at the marker, and how each run ended. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect, signal } from "../../vendor/signals-core.js";

import { toleranceOf } from "../address/query.js";
import { exact } from "../controls/typing.js";
import { copiedOrNot, copyText } from "../page/copy.js";
import { tallyOf } from "../text/ended.js";
import { clauses, t } from "../text/language.js";
import { counted, measured } from "../text/numbers.js";
import { colorOf } from "../view/palette.js";
import { rowAt } from "../panels/readout.js";
import { factsOf } from "../scene/data.js";
import { laneTitles } from "../scene/scene.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Frame} Frame */

/** @param {[number, number][]} points @param {{ x: number, y: number } | null} at */
function nearest(points, at) {
  return at && points.length ? Math.min(...points.map(([x, y]) => Math.hypot(at.x - x, at.y - y))) : null;
}

/** @param {State} state @param {Frame} frame @param {string} name @param {number} lane @returns {Line} */
function line(state, frame, name, lane) {
  const { status } = frame.lanes[lane];
  const marker = state.marker.value;
  const row = rowAt(state, lane, Math.min(marker, status.step));
  const going = state.until.value !== null && status.kind === "finished";
  const fate = going ? t("so far") : status.kind === "diverged" ? t("diverged at step {step}", { step: counted(status.step) }) : t("finished");
  const settled = frame.lanes[lane].events.find(({ kind }) => kind === "converged")?.from ?? null;
  const ends = marker < (frame.arrays.stops.at(-1) ?? Infinity) ? [] : tallyOf(frame, lane);
  return { ends, name, lane, loss: row?.loss ?? null, slope: row?.gradient_norm ?? null, away: nearest(factsOf(frame, lane).minima, row), reached: frame.lanes[lane].reached ?? null, settled, fate, ...answersOf(frame, lane) };
}

/** Both losses of the weights that a lane answers with. @param {Frame} frame @param {number} lane */
const answersOf = ({ lanes }, lane) => ({ train: lanes[lane].answered?.train ?? null, held: lanes[lane].answered?.held ?? null });

/** What came of copying; empty before. */
const copied = signal("");

/** A row as tab-separated text. How the run ended stands under the name, but is a column for itself. @param {HTMLTableRowElement} row */
function rowText({ cells }) {
  const fate = cells[0].querySelector("small")?.textContent ?? t("Run");
  const texts = [...cells].map((each) => each.querySelector("b")?.textContent ?? each.textContent?.trim() ?? "");
  return [...texts, fate].join("\t");
}

/** Copies the table, for spreadsheets. @param {Event} event */
async function copy({ target }) {
  const table = /** @type {HTMLElement} */ (target).closest("#side-view")?.querySelector("table");
  const rows = [...(table?.rows ?? [])].map(rowText);
  copied.value = copiedOrNot(await copyText(rows.join("\n")));
}

/** A column: its head, what it is sorted by, and its cell. @typedef {{ key: string, head: unknown, of: (line: Line) => number | string | null, shown: (line: Line) => unknown }} Column */
/** @typedef {{ ends: string[], name: string, lane: number, loss: number | null, slope: number | null, away: number | null, reached: number | null, settled: number | null, fate: string, train: number | null, held: number | null }} Line */

/** How the table is sorted; key "": as the walkers stand. */
const order = signal({ key: "", down: false });

/** @param {number | null} step */
const stepText = (step) => (step === null ? "–" : counted(step));
/** @param {number | null} value */
const text = (value) => (value === null ? "–" : measured(value));

/** Where the runs of the lanes end that are run many times, at the last step. @type {() => Column} */
const runs = () => ({ key: "runs", head: t("all runs"), of: ({ ends }) => ends[0] ?? null, shown: ({ ends }) => (ends.length ? clauses(ends) : "–") });

/** @type {() => Column[]} */
const losses = () => [
  { key: "train", head: t("training loss of its answer"), of: ({ train }) => train, shown: ({ train }) => text(train) },
  { key: "held", head: t("validation loss of its answer"), of: ({ held }) => held, shown: ({ held }) => text(held) },
];

/** @param {boolean} often  is a lane run many times? @param {boolean} made  is the surface made of examples? @returns {Column[]} */
const columns = (often, made) => [
  { key: "name", head: t("Walker"), of: ({ name }) => name, shown: ({ name, fate }) => html`<b>${name}</b> <small>${fate}</small>` },
  { key: "loss", head: html`<i>f</i>`, of: ({ loss }) => loss, shown: ({ loss }) => text(loss) },
  { key: "slope", head: html`|<i>g</i>|`, of: ({ slope }) => slope, shown: ({ slope }) => text(slope) },
  { key: "away", head: t("to the minimum"), of: ({ away }) => away, shown: ({ away }) => text(away) },
  { key: "reached", head: t("reached at step"), of: ({ reached }) => reached, shown: ({ reached }) => stepText(reached) },
  { key: "settled", head: t("converged at step"), of: ({ settled }) => settled, shown: ({ settled }) => stepText(settled) },
  ...(made ? losses() : []),
  ...(often ? [runs()] : []),
];

/** The lines in the chosen order; those without a value come last. @param {Line[]} lines @param {Column | undefined} column @param {boolean} down */
export function sorted(lines, column, down) {
  if (!column) return lines;
  const compared = (/** @type {Line} */ one, /** @type {Line} */ other) => {
    const [a, b] = [column.of(one), column.of(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return (down ? -1 : 1) * (typeof a === "string" ? a.localeCompare(String(b)) : a - Number(b));
  };
  return lines.toSorted(compared);
}

/** A press sorts, a second one turns the order, a third one ends it. @param {string} key */
function sortBy(key) {
  const { key: now, down } = order.peek();
  order.value = now !== key ? { key, down: false } : down ? { key: "", down: false } : { key, down: true };
}

/** @param {Column} column */
function head({ key, head: says }) {
  const { key: now, down } = order.value;
  const sort = now === key ? (down ? "descending" : "ascending") : "none";
  return html`<th scope="col" aria-sort=${sort}><button type="button" class="quiet" title=${t("Sort")} @click=${() => sortBy(key)}>${says}</button></th>`;
}

/** The field for the tolerance. A text that is no tolerance leaves the last one. @param {State} state @param {boolean} lowest  is a minimum known? */
function tolerance(state, lowest) {
  const typed = (/** @type {Event} */ { target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    state.tolerance.value = toleranceOf(field.value) ?? state.tolerance.peek();
    field.value = exact(state.tolerance.peek());
  };
  const level = lowest ? html`<i>f</i> − min <i>f</i>` : html`<i>f</i>`;
  return html`<p><label>${t("Reached:")} ${level} ≤ <input class="field tolerance" inputmode="decimal" autocomplete="off" .value=${exact(state.tolerance.value)} @change=${typed}></label></p>`;
}

/** @param {State} state */
function view(state) {
  const frame = state.frame.value;
  const names = laneTitles(state.catalog, state.scene.value.lanes);
  if (!frame || names.length !== frame.lanes.length) return nothing;
  const all = columns(frame.lanes.some(({ many }) => many), frame.lanes.some(({ answered }) => answered));
  const { key, down } = order.value;
  const lines = sorted(names.map((name, lane) => line(state, frame, name, lane)), all.find((each) => each.key === key), down);
  const row = (/** @type {Line} */ each) => html`<tr style=${`--lane:${colorOf(each.lane, state.theme.value.dark)}`}>
    ${all.map(({ key: of, shown }) => (of === "name" ? html`<th scope="row">${shown(each)}</th>` : html`<td>${shown(each)}</td>`))}</tr>`;
  return html`${tolerance(state, frame.surface.minima.length > 0)}<table class="lane-table">
    <caption>${t("At step {step}", { step: counted(Math.min(state.marker.value, frame.steps)) })}</caption>
    <thead><tr>${all.map(head)}</tr></thead>
    <tbody>${lines.map(row)}</tbody>
  </table>
  <p><button type="button" @click=${copy}>${t("Copy the table")}</button> <span role="status">${copied.value}</span></p>`;
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountTable(root, state) {
  copied.value = "";
  const dispose = effect(() => void render(view(state), root));
  return () => (dispose(), render(nothing, root));
}
