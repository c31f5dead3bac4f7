/** What was unfolded to read folds away when the reader goes on, or at Escape. */

/**
 * @param {HTMLElement} root  holds `details.fold`
 * @param {string} [done]  a click on this closes the fold around it, too
 * @returns {() => void}
 */
export function foldAway(root, done = "") {
  const folds = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (root.querySelectorAll("details.fold"));
  const clicked = (/** @type {Event} */ event) => {
    const target = /** @type {Element} */ (event.target);
    for (const fold of folds()) if (!fold.contains(target) || (done && target.closest(done))) fold.open = false;
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") for (const fold of folds()) fold.open = false;
  };
  addEventListener("click", clicked);
  addEventListener("keydown", pressed);
  return () => {
    removeEventListener("click", clicked);
    removeEventListener("keydown", pressed);
  };
}
