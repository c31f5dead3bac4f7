/** The events of the chosen lane on the timeline: marks, the first of them by name, and how long early stopping waited. */
import { html, nothing } from "../../vendor/lit-html.js";

import { goTo } from "../play/player.js";
import { stopsOf } from "../text/answered.js";
import { t, word } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { kindOf, sentenceOf } from "../text/sentences.js";
import { colorOf } from "../view/palette.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").RunEvent} RunEvent */

/** Number of events named under the marks. */
const LABELLED = 3;

/**
 * The events of the chosen lane, and their total, which is larger if the server left some out. While a shorter run is
 * awaited, events beyond its end are dropped.
 *
 * @param {State} state @returns {{ events: RunEvent[], total: number }}
 */
function happened(state) {
  const lane = state.frame.value?.lanes[state.lane.value];
  if (!lane) return { events: [], total: 0 };
  const end = state.end.value;
  const events = [...lane.events, ...stopsOf(lane), ...ending(lane)].filter((event) => event.from <= end);
  return { events, total: Math.max(lane.events_total ?? 0, events.length) };
}

/** @param {State} state */
function marks(state) {
  const end = state.end.value;
  const color = colorOf(state.lane.value, state.theme.value.dark);
  const { events } = happened(state);
  return [...waits(state, end), ...events.map(
    (event) => html`<button type="button" tabindex="-1" class=${`mark ${event.kind}`} title=${sentenceOf(event)} aria-label=${sentenceOf(event)}
      style=${`left:${(100 * event.from) / end}%;--lane:${color}`} @click=${() => goTo(state, event.from)}></button>`,
  )];
}

/** How long early stopping waited, in every lane: a bar from the step that it returns to, to the one at which it stops. @param {State} state @param {number} end */
const waits = ({ frame, theme }, end) =>
  (frame.value?.lanes ?? []).map(({ answered }, lane) => {
    if (answered?.stop == null || answered.stop > end) return nothing;
    const { row, stop } = answered;
    return html`<i class="wait" style=${`left:${(100 * row) / end}%;width:${(100 * (stop - row)) / end}%;--lane:${colorOf(lane, theme.value.dark)}`}></i>`;
  });

/** The marks are one stop of Tab, because they may be many and close; arrow keys lead to them. @param {KeyboardEvent} event */
function walk(event) {
  const marks = /** @type {HTMLElement[]} */ ([.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll(".mark")]);
  const at = marks.indexOf(/** @type {HTMLElement} */ (event.target));
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: marks.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  marks[Math.min(marks.length - 1, Math.max(0, to))].focus();
}

/** The first events by name, and how many more there are. @param {State} state */
export function eventLabels(state) {
  const { events, total } = happened(state);
  const first = events.slice(0, LABELLED);
  const more = total - first.length;
  // A shortcut for the mouse: with the keyboard, the marks above lead there.
  const leads = (/** @type {string} */ says, /** @type {string} */ title, /** @type {() => void} */ act) =>
    html`<button type="button" tabindex="-1" title=${title} @click=${act}>${says}</button>`;
  return html`${first.map((event) => leads(`${kindOf(event)} ${counted(event.from)}`, sentenceOf(event), () => goTo(state, event.from)))}
    ${more > 0 ? leads(t("{n} more", { n: counted(more) }), t("Events"), () => (state.side.value = "events")) : nothing}`;
}

/**
 * The mark of a diverged run, unless the server already lists it as an event.
 *
 * @param {import("../types.js").LaneFrame} lane
 */
function ending({ status, events }) {
  const listed = events.some((event) => event.kind === "diverged");
  const { kind, step } = status;
  return kind === "diverged" && !listed ? [{ kind, from: step, to: step, says: "", numbers: { step: counted(step) }, template: word("diverged at step {step}") }] : [];
}

/** @param {State} state */
export function markBar(state) {
  const shown = marks(state);
  return html`<div class="marks" role="toolbar" tabindex=${shown.length ? 0 : nothing} aria-label=${t("Events: the arrow keys lead through them")}
    @keydown=${walk}>${shown}</div>`;
}
