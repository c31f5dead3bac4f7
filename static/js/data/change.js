/** What a hand or a key does to the examples: each is one change of the scene, so each can be undone. */
import { t } from "../text/language.js";
import { counted, measured } from "../text/numbers.js";
import { drawnAgain } from "../scene/data.js";
import { FEWEST, made, MOST, training, withExamples, without } from "./examples.js";
import { companion, lookOf, movedTo } from "./look.js";
import { near, picked, told } from "./signals.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {[number, number]} Pair */

/** @param {State} state */
const looks = (state) => lookOf(state.scene.peek().surface.key);

/** An example in words. @param {import("../types.js").Example} example */
export const inWords = ([a, b, target]) => t("a = {a}, b = {b}, t = {t}", { a: measured(a), b: measured(b), t: measured(target) });

/** Says why nothing was done. @param {State} state @param {string} says */
const refuse = (state, says) => void (state.notices.value = [...state.notices.peek().filter((each) => each !== says), says]);

/** @param {State} state @param {number} index @param {Pair} place */
export function move(state, index, place) {
  const examples = training(state);
  if (!examples[index]) return;
  const next = examples.with(index, movedTo(looks(state), examples[index], place));
  state.scene.value = withExamples(state.scene.peek(), next);
}

/** @param {State} state @param {Pair} place @param {number | null} kind  its class; null: that of its nearest neighbour @returns {boolean} is there room for it? */
export function add(state, place, kind) {
  const examples = training(state);
  if (!examples.length) return false;
  if (examples.length >= MOST) {
    refuse(state, t("There can be at most {n} examples.", { n: counted(MOST) }));
    return false;
  }
  const next = [...examples, made(looks(state), examples, place, kind, companion(examples))];
  state.scene.value = withExamples(state.scene.peek(), next);
  picked.value = examples.length;
  told.value = t("Example {n} was added: {where}.", { n: counted(next.length), where: inWords(next[examples.length]) });
  return true;
}

/** @param {State} state @param {number} index */
export function remove(state, index) {
  const examples = training(state);
  if (!examples[index]) return;
  if (examples.length <= FEWEST) return refuse(state, t("There must be at least {n} examples.", { n: counted(FEWEST) }));
  state.scene.value = withExamples(state.scene.peek(), without(examples, index));
  picked.value = Math.min(picked.peek(), examples.length - 2);
  near.value = null;
  told.value = t("Example {n} was removed; {left} are left.", { n: counted(index + 1), left: counted(examples.length - 1) });
}

/** @param {State} state */
export function drawAgain(state) {
  state.scene.value = drawnAgain(state.scene.peek());
  picked.value = 0;
  told.value = t("These are the examples that the settings draw.");
}
