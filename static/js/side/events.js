/** What happened, as sentences with numbers; a click goes there. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { t, word } from "../text/language.js";
import { counted, measured } from "../text/numbers.js";
import { colorOf } from "../view/palette.js";
import { goTo } from "../play/player.js";
import { laneTitles } from "../scene/scene.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").RunEvent} RunEvent */

/** A sentence for each kind; {from}, {to} and the event's numbers have their places. @type {Record<string, string>} */
const SENTENCES = {
  "blow-up": word("blow-up at step {from}: η h/σ = {ratio}; {axis} swings by {peak} at step {peak_step}; over at {to}"),
  "goes on": word("blow-up at step {from}: η h/σ = {ratio}; {axis} swings by {peak} at step {peak_step}; not over at the end"),
  brake: word("brake at step {from}: σ jumps, and η/σ along {axis} falls from {before} to {after} by step {to}"),
  stall: word("stall at step {from}: up to step {to} the loss stays at {loss} while the gradient is {gradient_norm} long"),
  escape: word("escape at step {from}: leaves the saddle at ({x}, {y}) after {steps} steps beside its ridge"),
  clip: word("clip at step {from}: the gradient is longer than {clip} in {steps} of the steps {from} … {to}"),
  diverged: word("diverged at step {from}: {distance} from the origin"),
  held: word("converged at step {from}: stays within {within} of where weight decay balances the gradient (|g| = {gradient_norm})"),
  converged: word("converged at step {from}: stays within {within} of where it ends (|g| = {gradient_norm})"),
};
/** The kinds by name, and that of a run that ended early. */
const KINDS = [word("blow-up"), word("brake"), word("stall"), word("escape"), word("clip"), word("converged"), word("diverged")];

/** @param {RunEvent} event @returns {string} */
export const kindOf = ({ kind }) => (KINDS.includes(kind) ? t(kind) : kind);

const COUNTS = new Set(["from", "to", "steps", "peak_step"]);

/** @param {RunEvent} event @param {number} last  the run's last step @returns {string | undefined} */
function templateOf({ kind, to, numbers }, last) {
  if (numbers.reason !== undefined) return word("diverged at step {from}: {reason}");
  if (kind === "blow-up" && to >= last) return SENTENCES["goes on"];
  return SENTENCES[numbers.weight_decay === undefined ? kind : "held"];
}

/** @param {RunEvent} event @param {number} last  the run's last step @returns {string} in the page's language; a kind that it does not know, as the server says it */
export function sentenceOf(event, last) {
  const template = templateOf(event, last);
  if (!template) return event.says;
  const numbers = { ...event.numbers, from: event.from, to: event.to };
  const written = (/** @type {[string, unknown]} */ [name, value]) => [name, typeof value !== "number" ? value : COUNTS.has(name) ? counted(value) : measured(value)];
  return t(template, Object.fromEntries(Object.entries(numbers).map(written)));
}

/** @param {State} state @param {RunEvent} event @param {number} last */
const entry = (state, event, last) => html`<li>
  <button type="button" aria-current=${event.from === state.marker.value ? "step" : nothing} @click=${() => goTo(state, event.from)}>
    ${sentenceOf(event, last)}
  </button>
</li>`;

/** @param {State} state */
function view(state) {
  const frame = state.frame.value;
  const names = laneTitles(state.catalog, state.scene.value.lanes);
  if (!frame || names.length !== frame.lanes.length) return nothing;
  return frame.lanes.map(({ status, events, events_total: total = events.length }, lane) => html`
    <h3 style=${`--lane:${colorOf(lane, state.theme.value.dark)}`}>${names[lane]}</h3>
    ${events.length ? html`<ol class="events">${events.map((event) => entry(state, event, status.step))}</ol>` : html`<p>${t("No named event happened.")}</p>`}
    ${total > events.length ? html`<p>${t("{n} more", { n: counted(total - events.length) })}</p>` : nothing}`);
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountEvents(root, state) {
  const dispose = effect(() => {
    if (!state.dragging.value) render(view(state), root);
  });
  return () => (dispose(), render(nothing, root));
}
