/** Says quietly how far the picture is behind the hand, once that can be felt. */
import { effect } from "../../vendor/signals-core.js";

import { t } from "../text/language.js";

/** @typedef {import("../state.js").State} State */

/** Milliseconds from which on a picture is late. */
export const LATE = 150;
/** How often the sentence counts on, in milliseconds. */
const BEAT = 100;
/** It stays so long after the picture has come, for nobody reads a word that only flickers. */
const AFTER = 1200;

/** @param {number} age  milliseconds @returns {string} nothing while the picture is in time */
export const lagOf = (age) => (age < LATE ? "" : t("picture {age} s behind", { age: (age / 1000).toFixed(1) }));

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {() => void}
 */
export function mountLag(root, state) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let after;
  const dispose = effect(() => {
    const since = state.awaited.value;
    clearTimeout(after);
    if (since === null) {
      after = setTimeout(() => (root.textContent = ""), AFTER);
      return;
    }
    const beat = setInterval(() => (root.textContent = lagOf(performance.now() - since) || root.textContent), BEAT);
    return () => clearInterval(beat);
  });
  return () => (dispose(), clearTimeout(after));
}
