/** The strip above the panels: tabs that choose a lane, or the key of a panel that shows all lanes. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { swatch } from "../controls/sample.js";
import { mainLane } from "../play/lessons.js";
import { fits } from "../scene/mapped.js";
import { pathNow } from "../scene/pens.js";
import { laneTitles, shortTitles } from "../scene/scene.js";
import { layoutOf } from "../view/layout.js";
import { pens } from "../view/palette.js";
import { readout } from "./readout.js";

/** @typedef {import("../state.js").State} State */

/** @param {State} state @param {(lane: number) => void} show */
function tabs(state, show) {
  const [current, dark] = [state.lane.value, state.theme.value.dark];
  const { lanes } = state.scene.value;
  const short = state.theme.value.size === "phone" ? shortTitles(state.catalog, lanes) : [];
  return laneTitles(state.catalog, lanes).map(
    (full, lane) => html`<button type="button" aria-label=${full} aria-pressed=${lane === current} @click=${() => show(lane)}>
      ${layoutOf(state) === "large" ? swatch(lane, dark) : nothing}${short[lane] ?? full}</button>`,
  );
}

/** @param {State} state */
function key(state) {
  const dark = state.theme.value.dark;
  return html`<ul class="key">${laneTitles(state.catalog, state.scene.value.lanes).map(
    (title, lane) => html`<li>${swatch(lane, dark)}<b>${title}</b><span class="numbers" .innerHTML=${readout(state, lane)}></span></li>`,
  )}</ul>`;
}

/** Shows another lane. Its map takes the place of the one before, if it has the numbers of its axes. @param {State} state @param {number} lane */
function chooseLane(state, lane) {
  const { map, ...scene } = state.scene.peek();
  state.lane.value = lane;
  if (map && state.projection.peek() === "map") state.scene.value = fits(scene, { ...map, lane }) ? { ...scene, map: { ...map, lane } } : scene;
}

/** The lane that a path leads into. @param {string} path @returns {number | null} */
const laneOf = (path) => (path.startsWith("lanes.") ? Number(path.split(".")[1]) : null);

/** Keeps the current lane equal to the panel that a swipe brings into view on a phone. @param {HTMLElement} grid @param {State} state */
function follow(grid, state) {
  const swiped = () => {
    if (state.layout.peek() === "side") state.lane.value = Math.round(grid.scrollLeft / Math.max(1, grid.clientWidth));
  };
  grid.addEventListener("scroll", swiped, { passive: true });
  const dispose = effect(() => {
    const lesson = state.catalog.lessons[state.lesson.value ?? ""];
    void pens.value;
    const { lanes } = state.scene.peek();
    const main = laneOf(pathNow(lanes, lesson?.hero[0]?.path ?? "")) ?? mainLane(state) ?? 0;
    const size = state.theme.value.size;
    if (size === "phone") requestAnimationFrame(() => grid.scrollTo({ left: main * grid.clientWidth, behavior: "instant" }));
  });
  return () => (grid.removeEventListener("scroll", swiped), dispose());
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} grid  of the panels
 * @param {State} state
 * @returns {() => void}
 */
export function mountStrip(root, grid, state) {
  const place = /** @type {const} */ ({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth", block: "nearest", inline: "start" });
  const show = (/** @type {number} */ lane) => {
    if (layoutOf(state) === "large") chooseLane(state, lane);
    else grid.children[lane]?.scrollIntoView(place);
  };
  const unfollow = follow(grid, state);
  const dispose = effect(() => {
    const mapped = state.projection.value === "map";
    const wanted = mapped ? state.scene.value.lanes.length > 1 : state.theme.value.size === "phone" || state.layout.value === "large";
    const together = !mapped && (state.layout.value === "overlay" || (state.projection.value === "solid" && state.layout.value === "side"));
    render(together ? key(state) : wanted ? tabs(state, show) : nothing, root);
  });
  return () => (unfollow(), dispose());
}
