/** The code that runs. If the unit varies another one, it is shown as a diff from that unit's code. */
import { html, nothing } from "../../vendor/lit-html.js";

import { followed, listed, t } from "../text/language.js";
import { unitOf } from "../scene/units.js";
import { difference } from "./diff.js";

/** @typedef {import("../types.js").Unit} Unit */
/** @typedef {import("./diff.js").DiffLine} DiffLine */

const SIGNS = { same: " ", new: "+", gone: "−" };

/** @param {string} code */
const linesOf = (code) => code.trimEnd().split("\n");

/** A summary of the diff. @param {Unit} unit @param {Unit} other @param {DiffLine[]} lines */
export function differs(unit, other, lines) {
  const count = (/** @type {DiffLine["kind"]} */ kind) => lines.filter((line) => line.kind === kind).length;
  const names = Object.entries(unit.knobs).filter(([key]) => !Object.hasOwn(other.knobs, key)).map(([, { name }]) => name);
  const lead = t("What differs from {other}: +{more} −{gone} lines.", { other: other.name, more: count("new"), gone: count("gone") });
  return names.length ? followed(lead, t("It also has: {knobs}.", { knobs: listed(names) })) : lead;
}

/** @param {DiffLine} line */
const marked = ({ kind, text }) => html`<span class="line" data-kind=${kind}><b aria-hidden="true">${SIGNS[kind]}</b>${text}</span>`;

/** @param {Record<string, Unit>} units @param {string} key */
export function code(units, key) {
  const unit = unitOf(units, key);
  if (!unit) return nothing;
  const other = unit.varies === null ? undefined : unitOf(units, unit.varies);
  const lines = difference(linesOf((other ?? unit).code), linesOf(unit.code));
  return html`<h3>${t("The code that runs: {name}", { name: unit.name })}</h3>
    ${other ? html`<p class="differs">${differs(unit, other, lines)}</p>` : nothing}
    <pre class="code" tabindex="0">${lines.map(marked)}</pre>`;
}
