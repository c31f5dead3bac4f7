/** The walkers' names on a phone, where one panel at a time is shown. A swipe or a name shows another; the first is that of the hero. */

/** @param {HTMLElement} tabs @param {HTMLElement} lanes */
export function mountTabs(tabs, lanes) {
  const names = /** @type {HTMLElement[]} */ ([...tabs.children]);
  const shown = () => Math.round(lanes.scrollLeft / lanes.clientWidth);
  const mark = () => names.forEach((name, lane) => name.setAttribute("aria-pressed", String(lane === shown())));
  const show = (/** @type {number} */ lane) => lanes.scrollTo({ left: lane * lanes.clientWidth });
  names.forEach((name, lane) => name.addEventListener("click", () => show(lane)));
  lanes.addEventListener("scroll", mark, { passive: true });
  show(Number(tabs.dataset.lane));
  mark();
}
