/** Curves of the frozen scene: thin, pale and dashed, behind those of the scene. */
import { colorOfPen } from "../view/palette.js";
import { changedLanes } from "../scene/freeze.js";
import { FAINTER, FROZEN_DASH, thinWidth } from "../view/frozen_look.js";

/** @typedef {import("../types.js").ValueAxis} Axis */

/**
 * An axis on which both have room. It has the ticks of the wider one, and those of the other beyond it.
 *
 * @param {Axis} own
 * @param {Axis | undefined} other
 * @returns {Axis}
 */
export function widened(own, other) {
  if (!other || other.bare || own.bare || other.log !== own.log) return own;
  const range = /** @type {[number, number]} */ ([Math.min(own.range[0], other.range[0]), Math.max(own.range[1], other.range[1])]);
  if (range[0] === own.range[0] && range[1] === own.range[1]) return own;
  const span = (/** @type {Axis} */ { range: [low, high] }) => high - low;
  const [wide, narrow] = span(other) >= span(own) ? [other, own] : [own, other];
  const beyond = narrow.ticks.filter(([at]) => at < wide.range[0] || at > wide.range[1]);
  return { ...own, range, ticks: [...wide.ticks, ...beyond] };
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {{
 *   frame: import("../types.js").Frame, now: import("../types.js").Scene, key: string, across: [number, number], area: import("./chart.js").Area,
 *   theme: import("../view/theme.js").Theme, y: (value: number) => number, onAxis: (pairs: Float32Array) => Float32Array
 * }} chart  now: the scene that it is compared with; across: left and right end of the columns in the area
 */
export function drawFrozenCurves(pen, { frame, now, key, across: [begin, end], area, theme, y, onAxis }) {
  pen.lineWidth = thinWidth(theme);
  pen.setLineDash(FROZEN_DASH);
  pen.globalAlpha = FAINTER;
  for (const { lane, pen: its } of changedLanes(frame.scene, now)) {
    const pairs = onAxis(frame.lanes[lane].arrays[key] ?? new Float32Array());
    const column = (2 * (end - begin)) / pairs.length;
    pen.strokeStyle = colorOfPen(its, theme.dark);
    pen.beginPath();
    for (let i = 0; i < pairs.length; i += 2) {
      if (Number.isNaN(pairs[i])) continue;
      const x = area.left + begin + (i / 2 + 0.5) * column;
      pen.lineTo(x, y(pairs[i]));
      if (pairs[i + 1] > pairs[i]) pen.lineTo(x, y(pairs[i + 1]));
    }
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}
