/** Renders the lines of a step: all of them, or only the move. */
import { html, nothing } from "../../vendor/lit-html.js";

import { t } from "../text/language.js";

/** @typedef {import("./lines.js").ShownLine} ShownLine */

/** @param {ShownLine["rows"][number]} row */
const numbered = ({ axis, numbers, result }) => html`<div class="numbers">
  <i>${axis ?? nothing}</i><span class="filled" .innerHTML=${numbers}></span><span class="result" .innerHTML=${result}></span>
</div>`;

/** @param {ShownLine} line */
const block = ({ symbols, times, rows }) => html`<li>
  <div class="symbols" .innerHTML=${symbols}></div>${rows.map(numbered)}
  ${times > 1 ? html`<small>${t("the last of {times} times", { times })}</small>` : nothing}
</li>`;

/** All lines, in the order in which they ran. @param {ShownLine[]} lines */
export const worked = (lines) => html`<ol class="worked">${lines.map(block)}</ol>`;

/**
 * The short form for a projector: the move in three lines, for one coordinate.
 *
 * @param {ShownLine[]} lines
 * @param {"x" | "y"} axis
 */
export function brief(lines, axis) {
  const moves = lines.filter(({ moves, rows }) => moves && rows.length);
  const own = moves.filter(({ symbols }) => symbols.includes(`<mi>${axis}</mi>`));
  const line = moves.findLast(({ rows }) => rows[0].axis !== null) ?? own.at(-1) ?? moves.at(-1);
  if (!line) return nothing;
  const row = line.rows[axis === "y" ? line.rows.length - 1 : 0];
  return html`<div class="brief">
    <div .innerHTML=${line.symbols}></div><div class="of"><i>${row.axis ?? nothing}</i><span .innerHTML=${row.numbers}></span></div><div class="result" .innerHTML=${row.result}></div>
  </div>`;
}
