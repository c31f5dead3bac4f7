/** The panels, one for each lane, all with the same axes. They are side by side or one at a time; on a phone, a swipe shows the next. */
import { html, render } from "../../vendor/lit-html.js";
import { computed, effect, untracked } from "../../vendor/signals-core.js";

import { mountData } from "../data/panel.js";
import { t, word } from "../text/language.js";
import { mainLane } from "../play/lessons.js";
import { columnsFor, isShown, layoutOf } from "../view/layout.js";
import { pens } from "../view/palette.js";
import { watchBackground } from "./background.js";
import { keyOf } from "./key.js";
import { noteOf } from "./models.js";
import { mountPanel } from "./panel.js";
import { mountFrozen } from "./frozen.js";
import { margins } from "./plot.js";
import { loadAxes } from "./plotly.js";
import { mountMapPlace } from "./map.js";
import { mountSolid } from "./solid.js";
import { mountStrip } from "./strip.js";

/** @typedef {import("../state.js").State} State */

/** Descriptions of how the contour levels are spaced. */
const SPACINGS = { log: word("evenly spaced in log (f − min f)"), quantile: word("each band covers the same area"), linear: word("evenly spaced in f") };

/** @param {State} state @param {import("../types.js").Mesh | undefined} surface  undefined before it is loaded */
function legendOf(state, surface) {
  const { projection, levels: note } = state;
  const levels = surface ? t("{n} levels, {how}", { n: surface.levels.length, how: t(SPACINGS[surface.spacing]) }) : " ";
  note.value = levels;
  if (projection.value === "contour" || projection.value === "map") return "";
  return projection.value === "profile" ? t(noteOf(state, layoutOf(state) === "side")) : t("Height: {levels}. Drag or use the arrow keys to turn it.", { levels });
}

/** @param {HTMLElement} root @param {State} state */
function mountGrid(root, state) {
  const count = computed(() => state.scene.value.lanes.length);
  const arrange = () => {
    const layout = layoutOf(state);
    root.parentElement?.setAttribute("data-layout", layout);
    root.parentElement?.setAttribute("data-projection", state.projection.value);
    const lanes = layout === "side" ? count.value : 1;
    const theme = state.theme.value;
    const columns = theme.size === "phone" ? 1 : columnsFor(lanes, root.clientWidth, theme.em);
    state.columns.value = columns;
    root.style.setProperty("--columns", String(columns));
    root.style.setProperty("--rows", String(Math.ceil(lanes / columns)));
    root.style.setProperty("--ticks", `${margins(theme, true).l - margins(theme, false).l}px`);
    void pens.value;
    const main = mainLane(state);
    [...root.children].forEach((panel, i) => {
      panel.classList.toggle("first", i % columns === 0 || layout !== "side");
      panel.classList.toggle("main", i === main && lanes > 1);
    });
  };
  const watch = new ResizeObserver(arrange);
  watch.observe(root);
  const dispose = effect(arrange);
  return () => (watch.disconnect(), dispose());
}

/** @param {HTMLElement} grid @param {State} state @param {Parameters<typeof mountPanel>[3]} shared */
function mountPanels(grid, state, shared) {
  /** @type {{ root: HTMLElement, dispose: () => void }[]} */
  const panels = [];
  const open = () => {
    const root = document.createElement("article");
    root.className = "panel";
    grid.append(root);
    panels.push({ root, dispose: mountPanel(root, state, panels.length, shared) });
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
  const disposeShown = effect(() => {
    void state.scene.value.lanes.length;
    panels.forEach(({ root }, panel) => (root.hidden = !isShown(state, panel)));
  });
  return () => {
    disposeCount();
    disposeShown();
    while (panels.length) close();
  };
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {import("./background.js").Background | null} first  the background with which the page begins
 * @returns {() => void}
 */
export function mountLanes(root, state, first) {
  root.innerHTML = `<nav class="tabs" aria-label="${t("Walkers")}"></nav><p class="frozen" hidden></p><div class="grid"></div><div class="solid" tabindex="0" role="group" hidden></div><div class="map" hidden></div><p class="legend"></p><section class="data" aria-label="${t("Examples")}" hidden></section>`;
  const [tabs, frozen, grid, solid, map, legend, data] = /** @type {HTMLElement[]} */ ([...root.children]);
  const shared = watchBackground(state, first);
  const { background } = shared.train;
  const under = new ResizeObserver(() => root.parentElement?.style.setProperty("--key", `${legend.offsetHeight}px`)); // above it stands how late the picture is
  under.observe(legend);
  const disposers = [
    () => under.disconnect(),
    shared.dispose,
    mountPanels(grid, state, shared),
    mountGrid(grid, state),
    mountStrip(tabs, grid, state),
    mountFrozen(frozen, state),
    mountSolid(solid, state, background),
    mountMapPlace(map, state),
    mountData(data, state),
    effect(() => {
      if (background.value?.settled || state.faults.value.length) void loadAxes(); // where there is a fault, axes are all there is to see
    }),
    effect(() => {
      render(html`${legendOf(state, background.value?.surface)}${keyOf(state)}`, legend);
    }),
  ];
  return () => disposers.forEach((each) => each());
}
