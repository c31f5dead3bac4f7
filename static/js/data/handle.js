/** The example that the keyboard holds: a frame around it that can have the focus, and a sentence that says which it is. */
import { effect } from "../../vendor/signals-core.js";

import { toPixels, toUnits } from "../panels/place.js";
import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { hold } from "../view/hold.js";
import { add, inWords, move, remove } from "./change.js";
import { training } from "./examples.js";
import { hasClasses, lookOf, placeOf } from "./look.js";
import { picked } from "./signals.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {[number, number]} Pair */
/** @typedef {import("./hand.js").Board} Board */

/** @type {Record<string, Pair>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** Pixels that an arrow key moves an example, alone and with Shift; a new one stands so far beside it. */
const [SHORT, LONG, BESIDE] = [2, 20, 24];

/** Pixels that the word beside the example needs. */
const ROOM = 96;

/** Keys of which a held one counts once: a moment later it would have removed all. */
const ONCE = ["Delete", "Backspace", "Enter"];

/** @param {State} state @param {Board} board @param {Pair} by  in pixels @returns {Pair} in units */
function beside(state, board, [dx, dy]) {
  const look = lookOf(state.scene.peek().surface.key);
  const [x, y] = toPixels(board.view(), board.area())(placeOf(look, training(state)[picked.peek()]));
  return toUnits(board.view(), board.area())([x + dx, y + dy]);
}

/** @param {State} state @param {Board} board @returns {Record<string, (event: KeyboardEvent) => void>} */
function commands(state, board) {
  const walk = (/** @type {number} */ by) => {
    const count = training(state).length;
    picked.value = (picked.peek() + by + count) % count;
  };
  const gone = () => remove(state, picked.peek());
  return {
    " ": (event) => walk(event.shiftKey ? -1 : 1),
    Home: () => void (picked.value = 0),
    End: () => void (picked.value = training(state).length - 1),
    Delete: gone,
    Backspace: gone,
    Enter: () => {
      const [, , kind] = training(state)[picked.peek()];
      add(state, beside(state, board, [BESIDE, -BESIDE]), hasClasses(lookOf(state.scene.peek().surface.key)) ? kind : null);
    },
  };
}

/** @param {HTMLElement} handle @param {State} state @param {Board} board */
function byKeys(handle, state, board) {
  const known = commands(state, board);
  handle.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    const act = known[event.key];
    if ((!arrow && !act) || event.ctrlKey || event.metaKey || event.altKey || !training(state)[picked.peek()]) return;
    event.preventDefault();
    event.stopPropagation();
    if (act) return event.repeat && ONCE.includes(event.key) ? undefined : act(event);
    if (event.repeat && !state.dragging.peek()) hold(state, "key");
    const far = event.shiftKey ? LONG : SHORT;
    move(state, picked.peek(), beside(state, board, [far * arrow[0], far * arrow[1]]));
  });
}

/** @param {HTMLElement} handle @param {State} state @param {Board} board @returns {() => void} */
export function mountHandle(handle, state, board) {
  byKeys(handle, state, board);
  return effect(() => {
    const examples = training(state);
    if (picked.value >= examples.length) picked.value = Math.max(0, examples.length - 1);
    const example = examples[picked.value];
    handle.hidden = !example;
    if (!example) return;
    const { left, top, ...box } = board.area();
    const [x, y] = toPixels(board.view(), box)(placeOf(lookOf(state.scene.value.surface.key), example));
    handle.style.translate = `${left + x}px ${top + y}px`;
    handle.dataset.word = x > box.width - ROOM ? "before" : "after";
    if (state.dragging.value) return;
    const which = t("Example {n} of {count}: {where}.", { n: counted(picked.value + 1), count: counted(examples.length), where: inWords(example) });
    const how = t("Move it with the arrow keys. Space takes the next one, Enter adds one beside it, Delete removes it.");
    handle.setAttribute("aria-label", t("{sentence} {next}", { sentence: which, next: how }));
  });
}
