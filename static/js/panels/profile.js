/** The profile of a panel: f along a line through the iterate at the marker, and all iterates at their own loss. */
import { effect, untracked } from "../../vendor/signals-core.js";

import { t, word } from "../text/language.js";
import { lanesOn } from "../view/layout.js";
import { colorOf } from "../view/palette.js";
import { keptRange, linearBucket, linearTicks } from "../view/scale.js";
import { stopAt } from "../view/trails.js";
import { drawRows, tickText } from "../charts/axes.js";
import { painter, setFont, sheet } from "../view/canvas.js";
import { drawIterates, isNext } from "./iterates.js";
import { drawModel, drawNext, isSecond, modelOf } from "./models.js";
import { along, rulerOf, rulerText } from "./ruler.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("../types.js").Range} Range */
/** @typedef {import("../types.js").LaneFrame} LaneFrame */
/** @typedef {import("../view/theme.js").Theme} Theme */
/** @typedef {import("../charts/chart.js").Area} Area */
/** @typedef {{ area: Area, theme: Theme, place: (t: number, f: number) => [number, number], range: Range, reach: Range }} Ground */

export const LINES = /** @type {const} */ ({
  ...{ x: word("Along x"), y: word("Along y"), steep: word("Steep direction"), flat: word("Flat direction"), goal: word("Start to minimum") },
});

/** The highest point of a curve with lower ones on both sides; -Infinity if there is none. @param {ArrayLike<number>} curve */
function crestOf(curve) {
  const crests = Array.from(curve).filter((f, i) => f > curve[i - 1] && f > curve[i + 1]);
  return Math.max(...crests);
}

/**
 * The range of the f axis. It fits the losses of the iterates and the crests between the valleys of the curve; the walls outside it are cut off.
 *
 * @param {LaneFrame[]} lanes
 * @returns {Range}
 */
export function rangeOf(lanes) {
  let [low, high, floor] = [Infinity, -Infinity, Infinity];
  for (const { profile, arrays, status } of lanes) {
    const { iterates, curve } = arrays;
    if (!profile || !iterates) continue;
    const most = status.kind === "diverged" ? iterates[1] : Infinity;
    for (let i = 0; i < iterates.length; i += 2) {
      if (iterates[i] < profile.t[0] || iterates[i] > profile.t[1] || !(iterates[i + 1] <= most)) continue;
      [low, high] = [Math.min(low, iterates[i + 1]), Math.max(high, iterates[i + 1])];
    }
    for (const f of curve) if (f < floor) floor = f;
    high = Math.max(high, crestOf(curve));
  }
  if (!(low <= high)) return Number.isFinite(floor) ? [floor, floor + 1] : [0, 1];
  const rim = 0.05 * (high - low);
  return linearBucket([Math.max(Math.min(floor, low), 2 * low - high) - rim, high + rim]);
}

/** @param {State["line"]["value"]} line @param {import("../types.js").Frame} frame @returns {string} the name of the line's axis */
function axisOf(line, { surface }) {
  if (line === "x" || line === "y") return line;
  return line === "goal" || !surface.axes ? "t" : line === "steep" ? "v" : "u";
}

/** @param {Pen} pen @param {Ground} ground @param {string} name  of the line's axis */
function drawFrame(pen, { area, theme, range, reach }, name) {
  const [rows, columns] = [rulerOf(range), rulerOf(reach)];
  const units = (/** @type {Range} */ [a, b], /** @type {typeof rows} */ ruler) => /** @type {Range} */ ([along(ruler, a), along(ruler, b)]);
  const ruled = { rows: units(range, rows), columns: units(reach, columns) };
  setFont(pen, `${theme.text}px ${theme.font}`);
  pen.lineWidth = 1;
  pen.setLineDash([]);
  drawRows(pen, { area, range: ruled.rows, ticks: linearTicks(ruled.rows, area.height / (3.2 * theme.text)).map((tick) => [tick, tickText(tick, false)]), theme });
  pen.strokeStyle = theme.muted;
  pen.strokeRect(Math.round(area.left) + 0.5, Math.round(area.top) + 0.5, area.width, area.height);
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (const tick of linearTicks(ruled.columns, area.width / (5 * theme.text))) {
    const share = (tick - ruled.columns[0]) / (ruled.columns[1] - ruled.columns[0]);
    pen.fillText(String(tick).replace("-", "−"), area.left + share * area.width, area.top + area.height + 5);
  }
  pen.textAlign = "right";
  pen.fillText(rulerText("f", rows) || "f", area.left + area.width - 6, area.top + 6);
  pen.textBaseline = "bottom";
  pen.fillText(rulerText(name, columns) || name, area.left + area.width - 6, area.top + area.height - 5);
}

/** @param {Pen} pen @param {Ground} ground @param {(share: number) => number} f @param {number} points */
function drawLine(pen, { reach, place }, f, points) {
  pen.beginPath();
  for (let i = 0; i < points; i++) {
    const share = i / (points - 1);
    const [x, y] = place(reach[0] + share * (reach[1] - reach[0]), f(share));
    if (Number.isFinite(y)) pen.lineTo(x, Math.max(-1e4, Math.min(1e4, y)));
  }
  pen.stroke();
}

/**
 * @param {Pen} pen
 * @param {State} state
 * @param {number[]} lanes  that this panel shows
 * @param {Area} area
 * @param {Range} range
 */
function drawProfile(pen, state, lanes, area, range) {
  const [frame, theme] = [state.frame.peek(), state.theme.peek()];
  const reach = frame?.lanes[lanes[0]]?.profile?.t;
  if (!frame || !reach || lanes.some((lane) => !frame.lanes[lane]?.profile)) return;
  /** @type {Ground["place"]} */
  const place = (at, f) => [
    area.left + ((at - reach[0]) / (reach[1] - reach[0])) * area.width,
    area.top + ((range[1] - f) / (range[1] - range[0])) * area.height,
  ];
  const ground = { area, theme, place, range, reach };
  drawFrame(pen, ground, axisOf(state.line.peek(), frame));
  pen.save();
  pen.beginPath();
  pen.rect(area.left, area.top, area.width, area.height);
  pen.clip();
  pen.lineJoin = "round";
  const second = isSecond(state.catalog, frame.scene.lanes[lanes[0]]);
  const model = lanes.length === 1 ? modelOf(/** @type {import("../types.js").Profile} */ (frame.lanes[lanes[0]].profile).at, second) : null;
  for (const lane of lanes) {
    const { curve } = frame.lanes[lane].arrays;
    if (model) drawModel(pen, ground, model, second);
    pen.strokeStyle = lanes.length === 1 ? theme.ink : colorOf(lane, theme.dark);
    pen.lineWidth = Math.max(1.5, 0.6 * theme.path);
    drawLine(pen, ground, (share) => curve[Math.round(share * (curve.length - 1))], curve.length);
  }
  const { stops } = frame.arrays;
  const hover = state.hover.peek();
  for (const lane of lanes) {
    const end = frame.lanes[lane].status.step;
    const under = hover === null ? -1 : stopAt(stops, Math.min(end, hover));
    const last = stopAt(stops, Math.min(end, state.marker.peek()));
    const { iterates } = frame.lanes[lane].arrays;
    if (model && isNext(iterates, stops, last)) drawNext(pen, ground, { lane, model, to: [iterates[2 * last + 2], iterates[2 * last + 3]] });
    drawIterates(pen, ground, frame.lanes[lane], lane, { last, under });
  }
  pen.restore();
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {number} lane
 * @param {{ size: { peek: () => Box }, area: () => Box & { left: number, top: number } }} room
 * @returns {() => void}
 */
export function mountProfile(canvas, state, lane, { size, area }) {
  /** @type {Range | null} */
  let before = null;
  const { ask, cancel } = painter(() => {
    const frame = state.frame.peek();
    if (!frame || state.projection.peek() !== "profile") return;
    const bucket = rangeOf(frame.lanes);
    before = state.dragging.peek() ? keptRange(before, bucket) : bucket;
    const box = { ...area(), right: 0, bottom: 0 };
    const pen = sheet(canvas, size.peek());
    if (box.width > 1) drawProfile(pen, state, untracked(() => lanesOn(state, lane)), box, before);
    canvas.setAttribute("aria-label", t("f along a line through the iterate at the marker: {line}", { line: t(LINES[state.line.peek()]) }));
  });
  const dispose = effect(() => {
    void [state.frame.value, state.marker.value, state.hover.value, state.theme.value, state.projection.value, state.layout.value, area()];
    ask();
  });
  return () => (dispose(), cancel());
}
