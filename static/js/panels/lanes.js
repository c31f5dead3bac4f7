/** The panels side by side, one for each lane, all with the same axes; on a phone one is large and the rest a swipe away. */
import { computed, effect, untracked } from "../../vendor/signals-core.js";
import { html, render } from "../../vendor/lit-html.js";

import { laneTitles } from "../scene.js";
import { watchBackground } from "./background.js";
import { mountPanel } from "./panel.js";

/** @typedef {import("../state.js").State} State */

const NARROWEST = 250;

/**
 * @param {number} lanes
 * @param {number} width  of the region
 * @param {number} em
 * @returns {number} columns of an even grid
 */
export function columnsFor(lanes, width, em) {
  const fit = Math.max(1, Math.floor(width / Math.max(NARROWEST, 15 * em)));
  if (lanes <= Math.min(4, fit)) return lanes;
  const rows = Math.ceil(lanes / Math.min(4, fit));
  return Math.ceil(lanes / rows);
}

/** @param {HTMLElement} root @param {State} state */
function mountGrid(root, state) {
  const count = computed(() => state.scene.value.lanes.length);
  const arrange = () => {
    const lanes = count.value;
    const columns = columnsFor(lanes, root.clientWidth, state.theme.value.em);
    const main = columns === lanes ? (state.catalog.lessons[state.lesson.value ?? ""]?.main ?? null) : null;
    const widths = Array.from({ length: columns }, (_, i) => (i === main ? "minmax(0,1.4fr)" : "minmax(0,1fr)"));
    root.style.setProperty("--columns", widths.join(" "));
    root.style.setProperty("--rows", String(Math.ceil(lanes / columns)));
  };
  const watch = new ResizeObserver(arrange);
  watch.observe(root);
  const dispose = effect(arrange);
  return () => (watch.disconnect(), dispose());
}

/** @param {HTMLElement} grid @param {State} state @param {import("./panel.js").BackgroundSignal} background */
function mountPanels(grid, state, background) {
  /** @type {{ root: HTMLElement, dispose: () => void }[]} */
  const panels = [];
  const open = () => {
    const root = document.createElement("article");
    root.className = "panel";
    grid.append(root);
    panels.push({ root, dispose: mountPanel(root, state, panels.length, background) });
  };
  const close = () => {
    const last = panels.pop();
    last?.dispose();
    last?.root.remove();
  };
  const disposeCount = effect(() => {
    const { length } = state.scene.value.lanes;
    while (panels.length > length) close();
    while (panels.length < length) untracked(open);
  });
  return () => {
    disposeCount();
    while (panels.length) close();
  };
}

/** Tabs for the phone. @param {HTMLElement} tabs @param {HTMLElement} grid @param {State} state */
function mountTabs(tabs, grid, state) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const place = () => /** @type {const} */ ({ behavior: calm.matches ? "instant" : "smooth", block: "nearest", inline: "start" });
  const show = (/** @type {number} */ lane) => grid.children[lane]?.scrollIntoView(place());
  const swiped = () => (state.lane.value = Math.round(grid.scrollLeft / Math.max(1, grid.clientWidth)));
  grid.addEventListener("scroll", swiped, { passive: true });
  const disposeLesson = effect(() => {
    const main = state.catalog.lessons[state.lesson.value ?? ""]?.main ?? 0;
    const size = state.theme.value.size;
    if (size === "phone") requestAnimationFrame(() => grid.scrollTo({ left: main * grid.clientWidth, behavior: "instant" }));
  });
  const lanes = computed(() => state.scene.value.lanes);
  const dispose = effect(() => {
    const current = state.lane.value;
    const tab = (/** @type {string} */ title, /** @type {number} */ i) =>
      html`<button type="button" aria-pressed=${i === current} @click=${() => show(i)}>${title}</button>`;
    if (state.theme.value.size === "phone") render(laneTitles(state.catalog, lanes.value).map(tab), tabs);
  });
  return () => (grid.removeEventListener("scroll", swiped), dispose(), disposeLesson());
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountLanes(root, state) {
  root.innerHTML = `<nav class="tabs" aria-label="Lanes"></nav><div class="grid"></div><p class="legend"></p>`;
  const [tabs, grid, legend] = /** @type {HTMLElement[]} */ ([...root.children]);
  const { background, dispose } = watchBackground(state);
  const disposers = [
    dispose,
    mountGrid(grid, state),
    mountPanels(grid, state, background),
    mountTabs(tabs, grid, state),
    effect(() => {
      legend.textContent = background.value?.surface.says ?? " ";
    }),
  ];
  return () => disposers.forEach((each) => each());
}
