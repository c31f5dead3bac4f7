/** The side panel, which shows details of the run, one view at a time. While it is folded, no view is mounted. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect, untracked } from "../../vendor/signals-core.js";

import { t } from "../text/language.js";
import { mountEvents } from "./events.js";
import { mountStep } from "./step.js";
import { mountTable } from "./table.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ says: string, mount: (root: HTMLElement, state: State) => () => void }} View */

/** @type {Record<string, View>} in the order of the tabs */
const VIEWS = {
  step: { says: "Step", mount: mountStep },
  events: { says: "Events", mount: mountEvents },
  table: { says: "Table", mount: mountTable },
};

/** The arrow keys cycle through the tabs. @param {KeyboardEvent} event @param {State} state */
function turn(event, state) {
  const keys = Object.keys(VIEWS);
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by) return;
  event.preventDefault();
  state.side.value = keys[(keys.indexOf(state.side.value ?? "") + by + keys.length) % keys.length];
  document.getElementById(`tab-${state.side.value}`)?.focus();
}

/** @param {State} state */
function head(state) {
  const open = state.side.value;
  const tab = (/** @type {[string, View]} */ [key, { says }]) => html`<button type="button" role="tab" id=${`tab-${key}`}
    aria-controls="side-view" aria-selected=${key === open} tabindex=${key === open ? 0 : -1}
    @click=${() => (state.side.value = key)}>${t(says)}</button>`;
  return html`<div role="tablist" aria-label=${t("Behind the picture")} @keydown=${(/** @type {KeyboardEvent} */ event) => turn(event, state)}>
      ${Object.entries(VIEWS).map(tab)}
    </div>
    <button type="button" class="quiet" aria-label=${t("Close the side panel")} @click=${() => (state.side.value = null)}>×</button>`;
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountSide(root, state) {
  root.innerHTML = `<header></header><div id="side-view" role="tabpanel" tabindex="0"></div>`;
  const [top, view] = /** @type {HTMLElement[]} */ ([...root.children]);
  const disposers = [
    effect(() => {
      document.body.dataset.side = state.side.value === null ? "folded" : "open";
      render(state.side.value === null ? nothing : head(state), top);
    }),
    effect(() => {
      const key = state.side.value;
      if (key === null || !VIEWS[key]) return;
      view.setAttribute("aria-labelledby", `tab-${key}`);
      return untracked(() => VIEWS[key].mount(view, state));
    }),
  ];
  return () => disposers.forEach((dispose) => dispose());
}
