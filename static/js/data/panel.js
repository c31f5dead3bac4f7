/** The panel of the examples beside the panels of the weights: what a surface is made of, and what the model makes of it at the marker. */
import { render } from "../../vendor/lit-html.js";
import { computed, effect, signal, untracked } from "../../vendor/signals-core.js";

import { foldAway } from "../page/folds.js";
import { mainLane } from "../play/lessons.js";
import { toPixels } from "../panels/place.js";
import { isOnData } from "../scene/data.js";
import { hasOtherExamples } from "../scene/drawn.js";
import { t, word } from "../text/language.js";
import { bindKeys } from "../view/keys.js";
import { layoutOf } from "../view/layout.js";
import { painter, sheet } from "../view/canvas.js";
import { description, legend } from "./captions.js";
import { createDrawing } from "./draw.js";
import { training, validation } from "./examples.js";
import { mountHand, wasExampleDragged } from "./hand.js";
import { mountHandle } from "./handle.js";
import { companion, hasClasses, lookOf, placeOf } from "./look.js";
import { mountPaste } from "./paste.js";
import { areaOf, keptView, squared, viewOf } from "./room.js";
import { folded, near, residuals, told, tool } from "./signals.js";
import { isShown } from "./shown.js";
import { tools } from "./tools.js";
import { litAt, togetherAt, weightsAt } from "./weights.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").View} View */

/** @param {HTMLElement} root @param {string} selector */
const part = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));

/** The view of the axes. It holds while a hand drags. @param {State} state @param {{ value: import("../types.js").Box }} size */
function watchView(state, size) {
  /** @type {{ key: string, view: View } | null} */
  let last = null;
  return computed(() => {
    const { key } = state.scene.value.surface;
    const look = lookOf(key);
    const now = viewOf([...training(state), ...validation(state)].map((each) => placeOf(look, each)));
    const before = state.dragging.value && last?.key === key ? last.view : null;
    const view = keptView(before, now);
    last = { key, view };
    return hasClasses(look) ? squared(view, areaOf(size.value, state.theme.value)) : view;
  });
}

/** @param {State} state @param {View} view @param {import("../types.js").Box} box @returns {import("./draw.js").Picture} */
function pictureOf(state, view, box) {
  const [train, held] = [training(state), validation(state)];
  const look = lookOf(state.scene.value.surface.key);
  const other = hasOtherExamples(state); // then models and mini-batches are those of other examples
  const all = layoutOf(state) === "large" ? [Math.min(state.lane.value, state.scene.value.lanes.length - 1)] : [...state.scene.value.lanes.keys()];
  const lanes = other ? [] : all;
  const models = lanes.flatMap((lane) => {
    const at = weightsAt(state, lane);
    return at ? [{ lane, at }] : [];
  });
  const single = state.theme.value.size === "phone" && layoutOf(state) === "side"; // the panel beside it shows one lane
  const lit = (single ? lanes.filter((lane) => lane === state.lane.value) : lanes).flatMap((lane) => {
    const seen = litAt(state, lane, train);
    return seen ? [{ lane, seen }] : [];
  });
  const main = mainLane(state);
  const residual = residuals.value ? (models.find(({ lane }) => lane === main) ?? models[0])?.lane ?? null : null;
  const truth = state.frame.value?.surface.data?.truth ?? null;
  return { box, view, place: toPixels(view, box), theme: state.theme.value, look, companion: companion(train), train, held, truth, models, together: other ? [] : togetherAt(state), lit, residual, near: near.value };
}

/** @param {HTMLCanvasElement} canvas @param {State} state @param {{ value: import("../types.js").Box }} size @param {{ value: View }} view */
function paint(canvas, state, size, view) {
  const now = computed(() => {
    const { left, top, ...box } = areaOf(size.value, state.theme.value);
    return { left, top, picture: pictureOf(state, view.value, box), size: size.value };
  });
  const draw = createDrawing();
  const { ask, cancel } = painter(() => {
    const at = now.peek();
    if (at.size.width > 1) draw(sheet(canvas, at.size), at);
  });
  const dispose = effect(() => {
    void now.value;
    ask();
  });
  return () => (dispose(), cancel());
}

const frame = () => `<h2 class="lane-name"></h2>
  <div class="stage"><canvas class="examples" role="img"></canvas><div class="held-example" tabindex="0" role="button"><b>${t("drag")}</b></div></div>
  <div class="tools" role="group" aria-label="${t("Change the examples")}"></div><p class="unseen" role="status"></p>`;

/** @param {HTMLElement} root @param {State} state @returns {() => void} */
function mountOpen(root, state) {
  root.innerHTML = frame();
  const stage = part(root, ".stage");
  const size = signal({ width: 0, height: 0 });
  const watch = new ResizeObserver(() => (size.value = { width: stage.clientWidth, height: stage.clientHeight }));
  watch.observe(stage);
  const view = watchView(state, size);
  const board = { stage, area: () => areaOf(size.value, state.theme.value), view: () => view.value };
  const canvas = /** @type {HTMLCanvasElement} */ (part(root, "canvas"));
  const disposers = [
    paint(canvas, state, size, view),
    mountHand(state, board),
    mountHandle(part(root, ".held-example"), state, board),
    foldAway(part(root, ".tools"), ".sheet button"),
    effect(() => void render(legend(state), part(root, "h2"))),
    effect(() => void render(tools(state), part(root, ".tools"))),
    effect(() => void (part(root, "[role=status]").textContent = told.value)),
    effect(() => {
      if (!state.dragging.value) canvas.setAttribute("aria-label", description(state));
    }),
    effect(() => void (stage.dataset.tool = near.value !== null && tool.value === "move" ? "grasp" : tool.value)),
    bindKeys([{ key: "Escape", says: "Put the tool away", group: word("On the examples"), when: () => tool.peek() !== "move", act: () => void (tool.value = "move") }]),
  ];
  return () => {
    watch.disconnect();
    disposers.forEach((dispose) => dispose());
    [tool.value, near.value] = ["move", null];
    root.replaceChildren();
  };
}

/** The room of the grid of panels beside this one: that of its lanes, so that all stand equally wide. @param {State} state */
const shareOf = (state) => (layoutOf(state) === "side" ? Math.min(3, state.scene.value.lanes.length) : 1.5);

/**
 * @param {HTMLElement} root  stays empty while the surface is not made of examples
 * @param {State} state
 * @returns {() => void}
 */
export function mountData(root, state) {
  const shown = computed(() => isShown(state));
  const disposers = [
    effect(() => {
      root.hidden = !shown.value;
      if (shown.value) document.body.dataset.examples = wasExampleDragged() ? "known" : "new";
      else delete document.body.dataset.examples;
      return shown.value ? untracked(() => mountOpen(root, state)) : undefined;
    }),
    effect(() => {
      folded.value = state.catalog.lessons[state.lesson.value ?? ""]?.data === false;
    }),
    effect(() => void root.parentElement?.style.setProperty("--beside", `${shareOf(state)}fr`)),
    mountPaste(state),
    bindKeys([
      { key: "u", says: "Hide or show the examples", when: () => isOnData(state), act: () => void (folded.value = !folded.peek()) },
      { key: "v", says: "Show or hide the residuals", when: () => isShown(state), act: () => void (residuals.value = !residuals.peek()) },
    ]),
  ];
  return () => disposers.forEach((dispose) => dispose());
}
