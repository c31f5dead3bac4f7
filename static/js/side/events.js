/** The events of every lane, as sentences with numbers. A click moves the marker to the event. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { stopsOf } from "../text/answered.js";
import { sentenceOf } from "../text/sentences.js";
import { colorOf } from "../view/palette.js";
import { goTo } from "../play/player.js";
import { laneTitles } from "../scene/scene.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").RunEvent} RunEvent */

/** @param {State} state @param {RunEvent} event */
const entry = (state, event) => html`<li>
  <button type="button" aria-current=${event.from === state.marker.value ? "step" : nothing} @click=${() => goTo(state, event.from)}>
    ${sentenceOf(event)}
  </button>
</li>`;

/** @param {State} state */
function view(state) {
  const frame = state.frame.value;
  const names = laneTitles(state.catalog, state.scene.value.lanes);
  if (!frame || names.length !== frame.lanes.length) return nothing;
  return frame.lanes.map(({ events: named, events_total: total = named.length }, lane) => ({ named, total, events: [...named, ...stopsOf(frame.lanes[lane])] })).map(({ named, total, events }, lane) => html`
    <h3 style=${`--lane:${colorOf(lane, state.theme.value.dark)}`}>${names[lane]}</h3>
    ${events.length ? html`<ol class="events">${events.map((event) => entry(state, event))}</ol>` : html`<p>${t("No named event happened.")}</p>`}
    ${total > named.length ? html`<p>${t("{n} more", { n: counted(total - named.length) })}</p>` : nothing}`);
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
