/** Closes open folds at a click elsewhere, or at Escape, which gives the focus back to the fold's button. */

/** Elements on which a press moves the start or the marker. */
const LIVELY = "#lanes .stage, #charts .curves";

/** @param {Event} event */
const swallow = (event) => event.stopPropagation();

/** Drops the click that follows a press. */
function swallowClick() {
  addEventListener("click", swallow, { capture: true });
  const free = () => setTimeout(() => removeEventListener("click", swallow, { capture: true }));
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, free, { capture: true, once: true });
}

/** The focus would be lost with the fold that holds it. @param {HTMLDetailsElement} fold */
function shut(fold) {
  const inside = fold.open && fold.contains(document.activeElement);
  fold.open = false;
  if (inside) fold.querySelector("summary")?.focus();
}

/**
 * @param {HTMLElement} root  holds `details.fold`
 * @param {string} [done]  a click on this selector closes the fold around it, too
 * @returns {() => void}
 */
export function foldAway(root, done = "") {
  const folds = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (root.querySelectorAll("details.fold"));
  const clicked = (/** @type {Event} */ event) => {
    const target = /** @type {Element} */ (event.target);
    for (const fold of folds()) if (!fold.contains(target) || (done && target.closest(done))) fold.open = false;
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") for (const fold of folds()) shut(fold);
  };
  // A press outside an open fold closes the fold and must not move the start or the marker.
  const held = (/** @type {Event} */ event) => {
    const open = [...folds()].filter((fold) => fold.open);
    const target = /** @type {Element} */ (event.target);
    if (!open.length || open.some((fold) => fold.contains(target)) || !target.closest?.(LIVELY)) return;
    for (const fold of open) fold.open = false;
    event.stopPropagation();
    swallowClick();
  };
  addEventListener("pointerdown", held, { capture: true });
  addEventListener("click", clicked);
  addEventListener("keydown", pressed);
  return () => {
    removeEventListener("pointerdown", held, { capture: true });
    removeEventListener("click", clicked);
    removeEventListener("keydown", pressed);
  };
}
