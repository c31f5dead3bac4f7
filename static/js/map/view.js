/** The Map view: thousands of runs of one lane as one picture, beside the surface with the lane's own path. */
import { render } from "../../vendor/lit-html.js";
import { computed, effect, signal } from "../../vendor/signals-core.js";

import { bindKeys } from "../view/keys.js";
import { painter, sheet } from "../view/canvas.js";
import { isHidden } from "../server/flights.js";
import { valuesOf } from "../scene/mapped.js";
import { t } from "../text/language.js";
import { placed } from "../text/sentences.js";
import { shareOf } from "./axis.js";
import { bar } from "./bar.js";
import { knobOf, mapOf } from "./choice.js";
import { boundsOf } from "./colors.js";
import { ghostOf } from "./ghost.js";
import { legend, progressName } from "./legend.js";
import { areaOf, drawAxes, drawCross, drawLetters, drawTiles } from "./picture.js";
import { mountPointer } from "./pointer.js";
import { followMap } from "./request.js";
import { drawSearch } from "./search.js";
import { drawTheory } from "./theory.js";
import { drawTried, pointsOf } from "./tried.js";
import { axisName, pixelName, valuesAt } from "./words.js";
import { wholeMap, zoomMap } from "./zoom.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").MapPicture} Picture */
/** @typedef {import("./colors.js").Bounds} Bounds */

const frame = () => `<div class="map-bar"></div><p class="fault" role="alert"></p>
  <div class="map-body"><div class="field" tabindex="0" role="application">
    <canvas class="tiles"></canvas><canvas class="marks"></canvas><div class="map-box" hidden></div><p class="map-at" aria-hidden="true" hidden></p></div>
  <div class="map-legend"></div></div><p class="unseen" aria-live="polite"></p>`;

/** What belongs to the eyes of this window alone, and to no link. @param {State} state */
const createLocal = (state) => ({
  size: signal({ width: 0, height: 0 }),
  at: signal(/** @type {import("./pointer.js").At | null} */ (null)),
  keyed: signal(false),
  scale: signal(/** @type {{ of: string, bounds: Bounds, runs: number } | null} */ (null)),
  pinned: signal(/** @type {{ picture: Picture, bounds: Bounds } | null} */ (null)),
  /** is the pinned map shown in place of the own one? */
  flipped: signal(false),
  map: computed(() => mapOf(state)),
});
/** @typedef {ReturnType<typeof createLocal>} Local */

/** What is shown now: the pinned map while its button is held, otherwise the own one. @param {State} state @param {Local} local */
function shownNow(state, { flipped, pinned, map }) {
  const held = flipped.peek() ? pinned.peek() : null;
  return { held, shown: held ? held.picture : state.map.peek(), axes: held ? held.picture.request.map.axes : map.peek().axes };
}

/** Maps that share a scale of colours. @param {Picture} picture */
const scaleOf = ({ head, request: { scene, map } }) => JSON.stringify([map.measure, head.value, map.axes.map(({ path }) => path), scene.surface.key, scene.lanes[map.lane].optimizer.key]);

/** Bounds are found anew while the first picture fills, and then held: the same colour means the same until the user rescales. @param {State} state @param {Local} local */
const holdScale = ({ map }, { scale }) =>
  effect(() => {
    const picture = map.value;
    if (!picture?.frames) return;
    const of = scaleOf(picture);
    const known = scale.peek();
    if (known?.of === of && (known.runs === Infinity || (picture.runs < 2 * known.runs && !picture.last))) return;
    const bounds = boundsOf(picture.grid, picture.head.value);
    if (bounds) scale.value = { of, bounds, runs: picture.last ? Infinity : picture.runs };
  });

/** @param {State} state @param {Local} local @returns {import("./picture.js").Look} */
const lookOf = ({ theme }, { map, scale }) => ({ measure: map.value.measure, bounds: scale.value?.bounds ?? [0, 1], dark: theme.value.dark });

/** @param {HTMLCanvasElement} canvas @param {State} state @param {Local} local */
function paintTiles(canvas, state, local) {
  const draw = () => {
    const { held, shown, axes } = shownNow(state, local);
    const [box, look] = [local.size.peek(), lookOf(state, local)];
    const own = { ...look, ...(shown && { measure: shown.request.map.measure }), ...(held && { bounds: held.bounds }) };
    if (box.width > 50) drawTiles(canvas, shown, axes, areaOf(box, state.theme.peek()), own);
  };
  const { ask, cancel } = painter(draw);
  const dispose = effect(() => {
    void [state.map.value, state.theme.value, local.size.value, local.map.value, local.scale.value, local.pinned.value, local.flipped.value];
    ask();
  });
  return () => (dispose(), cancel());
}

/** @param {HTMLCanvasElement} canvas @param {State} state @param {Local} local */
function paintMarks(canvas, state, local) {
  const draw = () => {
    const [box, theme, map] = [local.size.peek(), state.theme.peek(), local.map.peek()];
    const { shown, axes } = shownNow(state, local);
    if (box.width <= 50) return;
    const [pen, area, scene] = [sheet(canvas, box), areaOf(box, theme), state.scene.peek()];
    drawAxes(pen, axes, axes.map(({ path }) => axisName(knobOf(state.catalog, scene, map.lane, path), path)), area, theme);
    pen.save(); // so that the axes of the next drawing are not clipped
    pen.beginPath();
    pen.rect(area.left, area.top, area.width, area.height);
    pen.clip();
    const whole = shown?.last && shown.request.map.measure === "end" && JSON.stringify(shown.request.map.axes) === JSON.stringify(axes);
    if (shown && whole) drawLetters(pen, shown, area, theme);
    if (shown && !shown.head.search) drawTheory(pen, shown, axes, area, theme);
    if (shown) drawSearch(pen, shown, axes, area, theme);
    drawTried(pen, pointsOf(state.tried.peek(), scene, { ...map, axes }), area, theme);
    const shares = valuesOf(scene, map).map((value, i) => (typeof value === "number" ? shareOf(axes[i], value) : NaN));
    if (shares.every((share) => share > -0.5 && share < 1.5)) drawCross(pen, [shares[0], shares[1]], area, theme, true);
    const [at, picture] = [local.at.peek(), state.map.peek()];
    const values = at && picture && valuesAt(picture, at);
    if (values) drawCross(pen, [shareOf(axes[0], values[0]), shareOf(axes[1], values[1])], area, theme, false);
    pen.restore();
  };
  const { ask, cancel } = painter(draw);
  const dispose = effect(() => {
    void [state.map.value, state.theme.value, state.scene.value, local.size.value, local.map.value, local.at.value, local.flipped.value, local.pinned.value, state.tried.value];
    ask();
  });
  return () => (dispose(), cancel());
}

/** Says what is under the pointer or the keys, and shows its path. @param {HTMLElement} root @param {State} state @param {Local} local */
function tell(root, state, local) {
  const [said, beside] = [part(root, ".unseen"), part(root, ".map-at")];
  const ghost = ghostOf(state);
  const dispose = effect(() => {
    const [at, picture] = [local.at.value, state.map.value];
    const seen = at && picture && at.i < picture.grid.columns && at.j < picture.grid.rows;
    beside.hidden = !seen;
    if (!seen) return ghost.hide();
    const says = pixelName(state, picture, at);
    beside.textContent = says;
    beside.classList.toggle("above", at.j < picture.grid.rows / 5);
    if (local.keyed.value) said.textContent = says;
    if (!isHidden(state, picture.request.until ?? picture.request.scene.steps)) ghost.show(picture, valuesAt(picture, at));
  });
  const disposeDone = effect(() => {
    if (state.map.value?.last) said.textContent = progressName(state.map.value);
  });
  return () => (dispose(), disposeDone(), ghost.hide(), ghost.stop());
}

/** @param {Element} root @param {string} selector */
const part = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));

/** @param {State} state @param {Local} local @returns {import("./bar.js").Pin} */
const pinOf = (state, { pinned, flipped, scale }) => ({
  pinned: pinned.value !== null,
  pin: () => {
    const [picture, bounds] = [state.map.peek(), scale.peek()?.bounds];
    if (picture && bounds) pinned.value = { picture, bounds };
  },
  unpin: () => void (pinned.value = null),
  hold: (on) => (flipped.value = on),
});

/** @param {State} state @returns {import("../view/keys.js").Binding[]} */
const keys = (state) => [
  { key: "+", says: "Zoom in", act: () => zoomMap(state, 1.5) },
  { key: "=", says: "Zoom in", act: () => zoomMap(state, 1.5) },
  { key: "-", says: "Zoom out", act: () => zoomMap(state, 1 / 1.5) },
  { key: "0", says: "Back to the whole view", act: () => wholeMap(state) },
];

/** @param {HTMLElement} root @param {State} state @returns {() => void} */
export function mountMap(root, state) {
  root.innerHTML = frame();
  const local = createLocal(state);
  const field = part(root, ".field");
  const watch = new ResizeObserver(() => (local.size.value = { width: field.clientWidth, height: field.clientHeight }));
  watch.observe(field);
  const area = () => areaOf(local.size.peek(), state.theme.peek());
  const rescale = () => {
    local.scale.value = null;
    if (state.map.peek()) state.map.value = { .../** @type {Picture} */ (state.map.peek()) };
  };
  const cancel = () => (state.mapRequest.value = null);
  const again = () => void (state.mapRequest.value = { .../** @type {Picture} */ (state.map.peek()).request });
  const disposers = [
    effect(() => void (state.lane.value = local.map.value.lane)),
    followMap(state),
    holdScale(state, local),
    paintTiles(/** @type {HTMLCanvasElement} */ (part(root, ".tiles")), state, local),
    paintMarks(/** @type {HTMLCanvasElement} */ (part(root, ".marks")), state, local),
    effect(() => void render(bar(state, pinOf(state, local)), part(root, ".map-bar"))),
    effect(() => void render(legend(state.map.value, lookOf(state, local), { rescale, cancel, again }, pointsOf(state.tried.value, state.scene.value, local.map.value).length), part(root, ".map-legend"))),
    effect(() => void (part(root, ".fault").textContent = state.faults.value.length ? "" : state.mapFaults.value.map(placed).join(" "))),
    effect(() => field.setAttribute("aria-label", t("Map of runs; the arrow keys choose a pixel, Enter puts its numbers into the scene"))),
    mountPointer(state, { field, box: part(root, ".map-box"), area, at: local.at, keyed: local.keyed }),
    tell(root, state, local),
    bindKeys(keys(state)),
  ];
  return () => {
    watch.disconnect();
    disposers.forEach((dispose) => dispose());
    root.replaceChildren();
  };
}
