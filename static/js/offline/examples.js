/** The panel of the examples on the one-file page, drawn by the page's own code at the step of the timeline. */
import { createDrawing } from "../data/draw.js";
import { companion, hasClasses, lookOf, placeOf } from "../data/look.js";
import { areaOf, keptView, squared, viewOf } from "../data/room.js";
import { litAt, togetherAt, weightsAt } from "../data/weights.js";
import { toPixels } from "../panels/place.js";
import { sheet } from "../view/canvas.js";

/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {import("../types.js").Columns} Columns */
/** @typedef {import("../types.js").Example} Example */

/** @param {Columns} columns @returns {Example[]} */
const rowsOf = ({ a, b, t }) => a.map((each, i) => [each, b[i], t[i]]);

/** A frame and a step as the parts of the page's state that its panel reads. @param {Frame} frame @param {number} marker @returns {any} */
function stateOf(frame, marker) {
  const is = (/** @type {unknown} */ value) => ({ value });
  return { frame: is(frame), marker: is(marker), scene: is({ lanes: frame.lanes }), hover: is(null), exact: is(null), glance: is(null), until: is(null) };
}

/**
 * @param {HTMLElement | null} root  null where there is no such panel
 * @param {string | undefined} key  of the surface
 * @param {import("../view/theme.js").Theme} theme
 * @returns {(frame: Frame, marker: number) => void}
 */
export function mountExamples(root, key, theme) {
  if (!root || !key) return () => {};
  const [canvas, draw, look] = [/** @type {HTMLCanvasElement} */ (root.querySelector("canvas")), createDrawing(), lookOf(key)];
  /** @type {WeakMap<Frame, { train: Example[], held: Example[] }>} the same ones for the same frame, so that what stands still is copied */
  const known = new WeakMap();
  /** @type {import("../types.js").View | null} the axes rarely change while the hero is dragged */
  let view = null;
  return (frame, marker) => {
    const { data, surface } = frame;
    const stage = /** @type {HTMLElement} */ (canvas.parentElement);
    const size = { width: stage.clientWidth, height: stage.clientHeight };
    if (!data) return;
    const { train, held } = known.get(frame) ?? { train: rowsOf(data.train), held: rowsOf(data.held) };
    known.set(frame, { train, held });
    for (const [name, rows] of Object.entries({ train, held })) /** @type {HTMLElement} */ (root.querySelector(`[data-count="${name}"]`)).textContent = String(rows.length);
    const { left, top, ...box } = areaOf(size, theme);
    view = keptView(view, viewOf([...train, ...held].map((each) => placeOf(look, each))));
    const shown = hasClasses(look) ? squared(view, box) : view;
    const state = stateOf(frame, marker);
    const models = frame.lanes.flatMap((_, lane) => {
      const at = weightsAt(state, lane);
      return at ? [{ lane, at }] : [];
    });
    const lit = frame.lanes.flatMap((_, lane) => {
      const seen = litAt(state, lane, train);
      return seen ? [{ lane, seen }] : [];
    });
    const together = togetherAt(state);
    for (const says of root.querySelectorAll("[data-together]")) /** @type {HTMLElement} */ (says).hidden = !together.length;
    const more = { truth: surface.data?.truth ?? null, companion: companion(train), together, residual: null, near: null };
    draw(sheet(canvas, size), { left, top, size, picture: { box, view: shown, place: toPixels(shown, box), theme, look, train, held, models, lit, ...more } });
  };
}
