/** The handle of a lane: a drag, or Alt with an arrow key, moves the lane among the others. Its look goes with it. */
import { html, nothing, svg } from "../../vendor/lit-html.js";
import { moveLane, movedTo } from "../scene/pens.js";
import { laneTitles } from "../scene/scene.js";
import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { say } from "./said.js";

/** @typedef {import("./rail.js").Rail} Rail */

/** @type {Record<string, number>} */
const ARROWS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };
const GRIP = svg`<svg viewBox="0 0 12 20" aria-hidden="true"><path d="M3 4h.01M9 4h.01M3 10h.01M9 10h.01M3 16h.01M9 16h.01"></path></svg>`;

/** @param {HTMLElement} within @returns {HTMLElement[]} the blocks of the lanes */
const blocksOf = (within) => [.../** @type {NodeListOf<HTMLElement>} */ (within.closest(".lane-list")?.querySelectorAll(".lane") ?? [])];

/** Moves a lane; the handle with the focus is the one of its new place. @param {Rail} rail @param {HTMLElement} grip @param {number} from @param {number} to */
function move(rail, grip, from, to) {
  const { state, catalog } = rail;
  const moved = moveLane(rail.scene, from, to);
  if (moved === rail.scene) return;
  const handles = blocksOf(grip).map((block) => /** @type {HTMLElement} */ (block.querySelector(".grip")));
  const lane = movedTo(state.lane.peek(), from, to);
  rail.replace(moved);
  state.lane.value = lane;
  handles[to].focus();
  const titles = laneTitles(catalog, moved.lanes);
  say(moved, t("{title} is now walker {n} of {count}", { title: titles[to], n: counted(to + 1), count: counted(titles.length) }));
}

/** @param {Rail} rail @param {number} index @param {KeyboardEvent} event */
function press(rail, index, event) {
  const step = ARROWS[event.key];
  if (!event.altKey || !step) return;
  event.preventDefault(); // Alt with an arrow leaves the page
  move(rail, /** @type {HTMLElement} */ (event.currentTarget), index, index + step);
}

/** The place among the headings that a height belongs to. @param {HTMLElement[]} blocks @param {number} y */
function placeAt(blocks, y) {
  const below = blocks.findIndex((block) => y < block.getBoundingClientRect().bottom);
  return below < 0 ? blocks.length - 1 : below;
}

/** While a lane is dragged, only the headings of all lanes are shown, so that they are near each other. @param {Rail} rail @param {number} from @param {PointerEvent} event */
function take(rail, from, event) {
  if (event.button !== 0) return;
  const grip = /** @type {HTMLElement} */ (event.currentTarget);
  const blocks = blocksOf(grip);
  const list = /** @type {HTMLElement} */ (grip.closest(".lane-list"));
  let to = from;
  const mark = (/** @type {number} */ place) => {
    to = place;
    blocks.forEach((block, i) => block.toggleAttribute("data-target", i === to && to !== from));
  };
  const drag = (/** @type {PointerEvent} */ { clientY }) => {
    list.dataset.moving = "";
    mark(placeAt(blocks, clientY));
  };
  const end = (/** @type {PointerEvent} */ { type }) => {
    grip.removeEventListener("pointermove", drag);
    const place = to;
    mark(from);
    delete list.dataset.moving;
    if (type === "pointerup") move(rail, grip, from, place);
    grip.scrollIntoView({ block: "nearest" });
  };
  grip.setPointerCapture(event.pointerId);
  grip.addEventListener("pointermove", drag);
  for (const last of ["pointerup", "pointercancel"]) grip.addEventListener(/** @type {"pointerup"} */ (last), end, { once: true });
}

/** @param {Rail} rail @param {number} index */
export function handle(rail, index) {
  if (rail.scene.lanes.length < 2) return nothing;
  const says = t("Move walker {n}: drag, or Alt with an arrow key", { n: counted(index + 1) });
  return html`<button type="button" class="grip" aria-label=${says} title=${says} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
    @pointerdown=${(/** @type {PointerEvent} */ event) => take(rail, index, event)}
    @keydown=${(/** @type {KeyboardEvent} */ event) => press(rail, index, event)}>${GRIP}</button>`;
}
