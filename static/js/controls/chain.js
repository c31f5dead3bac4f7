/** The button beside a knob that gives all lanes one slider for it. */
import { html, nothing, svg } from "../../vendor/lit-html.js";
import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { isLinked, matesOf, toggleLink } from "./linked.js";

const CHAIN = svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M10.5 13.5a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7l-1.8 1.8M13.5 10.5a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.8-1.8"></path></svg>`;

/** Nothing where no other lane has the knob. @param {import("../state.js").State} state @param {string} path */
export function linkButton({ catalog, scene }, path) {
  const n = matesOf(catalog, scene.value, path).length + 1;
  if (n < 2) return nothing;
  const says = t("One slider for all {n} walkers", { n: counted(n) });
  return html`<button type="button" class="chain" aria-pressed=${isLinked(scene.value, path)} aria-label=${says} title=${says}
    @click=${() => (scene.value = toggleLink(catalog, scene.peek(), path))}>${CHAIN}</button>`;
}
