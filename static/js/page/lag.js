/** Shows how far the picture lags behind the input, once that is noticeable. */
import { effect } from "../../vendor/signals-core.js";

import { t } from "../text/language.js";

/** @typedef {import("../state.js").State} State */

/** Milliseconds from which a lag is shown. */
export const LATE = 150;
/** Milliseconds between updates. */
const BEAT = 100;
/** Milliseconds for which the text stays after the picture has arrived, to avoid flicker. */
const AFTER = 1200;

/** @param {number} age  milliseconds @returns {string} "" while there is no noticeable lag */
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
