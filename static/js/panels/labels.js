/** The lanes' names beside their balls, if several lanes share a panel. */
import { setFont } from "../view/canvas.js";
import { outlined } from "../view/looks.js";
import { around, fromAbove, isNearerTo, isWithin, overlap, placesBeside } from "../view/names.js";

/** @typedef {import("../view/names.js").Point} Point */
/** @typedef {import("../view/names.js").Rect} Rect */

/** Rows above and below a ball in which its name is tried. */
const ROWS = 4;

/**
 * Every name is shown: where it covers no mark, no ball and no other name and is nearest to its own ball, or if there is no such place,
 * where it covers the fewest.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {{ ball: Point | null, name: string }[]} lanes
 * @param {import("../types.js").Box} box
 * @param {import("../view/theme.js").Theme} theme
 * @param {Point[]} marks  what must be seen
 */
export function drawLabels(pen, lanes, box, theme, marks) {
  setFont(pen, `600 ${theme.text}px ${theme.font}`);
  [pen.textBaseline, pen.textAlign] = ["middle", "left"];
  const inside = fromAbove(lanes.flatMap(({ ball, name }) => (ball ? [{ at: ball, name }] : [])), box);
  const taken = [...marks, ...inside.map(({ at }) => at)].map((at) => around(at, theme.em));
  const covered = (/** @type {Rect} */ rect) => (isWithin(rect, box) ? taken.filter((other) => overlap(rect, other)).length : Infinity);
  for (const { at, name } of inside) {
    const others = inside.filter((each) => each.at !== at).map((each) => each.at);
    const places = placesBeside(at, pen.measureText(name).width, theme, ROWS).map((rect) => ({ rect, count: covered(rect) + (isNearerTo(rect, at, others) ? 0.5 : 0) }));
    const { rect } = places.reduce((best, each) => (each.count < best.count ? each : best));
    taken.push(rect);
    outlined(pen, name, [rect[0], (rect[1] + rect[3]) / 2], theme);
  }
}
