/** Copies the curves that do not change during a drag instead of drawing them again. */
import { changes, sheet } from "../view/canvas.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/**
 * @typedef {{
 *   box: import("../types.js").Box, curves: (Float32Array | undefined)[], sources: unknown[], order: number[],
 *   draw: (pen: Pen, lane: number) => void
 * }} Curves  box: size of the canvas; curves: the data of each lane; sources: everything else they are drawn from; order: the lanes, the top one last
 */

/**
 * A layer keeps a picture of the curves that were the same in two calls. The curves that move are drawn on top of it.
 *
 * @returns {(pen: Pen, curves: Curves) => void} draws all curves
 */
export function createLayer() {
  const canvas = document.createElement("canvas");
  const changed = changes();
  /** @type {Curves["curves"]} */
  let before = [];
  /** @type {boolean[]} by lane; a picture that is drawn again for its names alone moves nothing */
  let moving = [];
  return (pen, { box, curves, sources, order, draw }) => {
    const differ = curves.map((curve, lane) => curve !== before[lane]);
    if (differ.includes(true)) moving = differ;
    before = curves;
    const still = curves.map((curve, lane) => (moving[lane] ? null : curve));
    const lanes = order.filter((lane) => still[lane]);
    if (lanes.length && changed([box.width, box.height, ...still, ...sources])) {
      const own = sheet(canvas, box);
      for (const lane of lanes) draw(own, lane);
    }
    if (lanes.length) pen.drawImage(canvas, 0, 0, box.width, box.height);
    for (const lane of order) if (!still[lane]) draw(pen, lane);
  };
}
