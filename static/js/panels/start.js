/** The start points of a panel: rings that the mouse, a finger or the arrow keys move. A click on the panel puts the first one there. */
import { computed, effect, untracked } from "../../vendor/signals-core.js";

import { t, word } from "../text/language.js";
import { measured } from "../text/numbers.js";
import { startOf } from "../scene/data.js";
import { isZoomed } from "../view/zoom.js";
import { lanesOn } from "../view/layout.js";
import { colorOf } from "../view/palette.js";
import { fitted } from "../view/trails.js";
import { toPixels } from "./place.js";
import { dragByPointer, moveByKeys, putByClick } from "./start_moves.js";
import { aside, besideEnd, directionOutside, inset, labelSide } from "./start_place.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./start_place.js").Point} Point */
/** @typedef {import("./start_place.js").Label} Label */
/** @typedef {import("./start_moves.js").Parts} Parts */

/** @param {HTMLElement} handle @param {ReturnType<typeof directionOutside>} outside @param {string} where */
function name(handle, outside, where) {
  handle.classList.toggle("outside", outside !== null);
  handle.style.setProperty("--toward", `${outside?.toward ?? 0}deg`);
  const words = outside ? t("the start lies outside, at ({where})", { where }) : t("start");
  const label = /** @type {HTMLElement} */ (handle.querySelector("b"));
  if (label.textContent !== words) label.textContent = words;
  const beside = word("Start point {where}, outside of what is shown: drag it, or move it with the arrow keys");
  handle.setAttribute("aria-label", t(outside ? beside : word("Start point {where}: drag it, or move it with the arrow keys"), { where }));
}

/** @type {Map<string, number>} measured widths by font size and fonts, so that nothing is measured during a drag */
const widths = new Map();

/** Room that the label beside the handle needs, in pixels. @param {State} state */
function reach(state) {
  const { em, font, faces } = state.theme.value;
  const key = `${em} ${faces} ${font}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  pen.font = `600 ${em}px ${font}`;
  const found = pen.measureText(`↔ ${t("start")}`).width + 2.5 * em;
  widths.set(key, found);
  return found;
}

/** Where the label stands; as before while a hand drags or where it is no longer shown. @param {State} state @param {Parts} parts @param {number} lane @param {Point} at @param {Label} before @returns {Label} */
function labelOf(state, { area }, lane, at, before) {
  if (document.body.dataset.hint === "off" || state.dragging.value) return before;
  const [frame, { width, height }, em] = [state.frame.value, area(), state.theme.value.em];
  const paths = lanesOn(state, lane).flatMap((its) => (frame?.lanes[its]?.arrays.path ? [fitted(frame, its, { ...area(), ...state.view.value }).arrays.path] : []));
  const names = paths.length > 1 ? paths.map((path) => besideEnd(path, em)) : []; // several walkers on a panel: each has its name at its end
  const { side, left } = labelSide([...paths, ...names], at, { width: reach(state) - 1.7 * em, height: 1.5 * em, gap: 1.5 * em }, { width, height });
  return { side, by: left - at[0] };
}

/** Moves the panel's name or numbers to its other end if the start lies on them. @param {State} state @param {Parts} parts @param {Point} at */
function makeRoom(state, { handle, stage, area }, at) {
  const found = handle.hidden || isZoomed(state) ? { name: false, numbers: false, tally: false } : aside(at, area().height, state.theme.value.em);
  stage.parentElement?.classList.toggle("name-aside", found.name);
  stage.parentElement?.classList.toggle("numbers-aside", found.numbers);
  stage.parentElement?.classList.toggle("tally-aside", found.tally);
  if (state.dragging.peek()) return;
  const [name, tally] = [".lane-name", ".tally"].map((each) => /** @type {HTMLElement | null | undefined} */ (stage.parentElement?.querySelector(each)));
  if (name && tally) tally.style.top = found.tally && !found.name ? `${name.offsetTop + name.offsetHeight + 4}px` : "";
}

/**
 * One start, of a lane of its own or of all lanes that share it.
 *
 * @param {State} state
 * @param {Parts} parts
 * @param {{ panel: number, lane: number, first: boolean }} which  first: do the panel's texts make room for it, and do clicks move it?
 * @param {() => void} follow  reads the signals on which the panel's size depends
 * @returns {() => void}
 */
function mountHandle(state, parts, { panel, lane, first }, follow) {
  const stop = new AbortController();
  const hand = { state, parts, lane, signal: stop.signal };
  dragByPointer(hand);
  moveByKeys(hand);
  if (first) putByClick(hand);
  /** @type {Label} */
  let label = { side: "right", by: 0 };
  const dispose = effect(() => {
    follow();
    const { path, at: start } = startOf(state.scene.value, lane);
    const { left, top, width, height } = parts.area();
    const [x, y] = toPixels(state.view.value, { width, height })(start);
    const outside = directionOutside([x, y], { width, height });
    const [sx, sy] = outside ? inset(outside.edge, { width, height }) : [x, y];
    // In a zoomed view, a start outside the panel is hidden.
    parts.handle.hidden = isZoomed(state) && outside !== null;
    parts.handle.style.translate = `${left + sx}px ${top + sy}px`;
    parts.handle.style.setProperty("--own", path === "start" ? null : colorOf(lane, state.theme.value.dark));
    label = outside ? { side: sx > width / 2 ? "left" : "right", by: 0 } : labelOf(state, parts, panel, [sx, sy], label);
    parts.handle.dataset.side = label.side;
    parts.handle.style.setProperty("--label", `${label.by}px`);
    const before = outside ? sx : reach(state); // the label of a start outside is a sentence
    if (first) makeRoom(state, parts, [label.side === "left" ? sx - before : sx - state.theme.value.em, sy]);
    name(parts.handle, outside, start.map(measured).join(", "));
  });
  return () => (dispose(), stop.abort());
}

/** For each start on a panel a lane that begins there; the shared one is the first. @param {State} state @param {number} panel */
function beginners(state, panel) {
  const scene = state.scene.value;
  const paths = lanesOn(state, panel).map((lane) => ({ lane, path: startOf(scene, lane).path }));
  const distinct = paths.filter(({ path }, i) => paths.findIndex((other) => other.path === path) === i);
  return distinct.sort((one, other) => Number(other.path === "start") - Number(one.path === "start")).map(({ lane }) => lane);
}

/**
 * @param {State} state
 * @param {Parts} parts
 * @param {number} panel
 * @param {() => void} follow  reads the signals on which the panel's size depends
 * @returns {() => void}
 */
export function mountStart(state, parts, panel, follow) {
  const lanes = computed(() => beginners(state, panel).join());
  return effect(() => {
    const ends = lanes.value.split(",").map((lane, i) => {
      const handle = i ? /** @type {HTMLElement} */ (parts.handle.cloneNode(true)) : parts.handle;
      if (i) parts.stage.append(handle);
      const end = untracked(() => mountHandle(state, { ...parts, handle }, { panel, lane: Number(lane), first: !i }, follow));
      return () => (end(), i && handle.remove());
    });
    return () => ends.forEach((end) => end());
  });
}
