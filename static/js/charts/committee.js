/** What a chart shows besides a curve for each lane: the curve of all lanes together, and how long early stopping waited. */
import { setFont } from "../view/canvas.js";
import { t } from "../text/language.js";
import { colorOf } from "../view/palette.js";
import { perStep, shareOf } from "../view/steps.js";
import { lastColumn } from "../view/trails.js";
import { drawCurve } from "./curve.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {import("./chart.js").Area} Area */

/** The series that is one curve of all lanes, and the one in whose chart it is drawn, too. */
export const [COMMITTEE, HELD] = ["committee", "held"];

/** The curve of all lanes together in the chart of a series, if there is one. @param {Frame} frame @param {string} key @returns {Float32Array | undefined} */
export const committeeOf = ({ arrays }, key) => (key === COMMITTEE || key === HELD ? arrays[COMMITTEE] : undefined);

/**
 * A broad line in the colour of texts, with its name.
 *
 * @param {Pen} pen
 * @param {Omit<import("./curve.js").Curve, "lane" | "look">} curve
 */
export function drawCommittee(pen, curve) {
  const { pairs, area, across: [begin, end], y, theme } = curve;
  const column = lastColumn(pairs);
  if (column < 0) return;
  drawCurve(pen, { ...curve, lane: 0, look: { color: theme.ink, dash: [] } });
  setFont(pen, `600 ${theme.text}px ${theme.font}`);
  [pen.textAlign, pen.textBaseline, pen.lineJoin] = ["right", "bottom", "round"];
  const [x, top] = [area.left + begin + ((2 * column + 1) / pairs.length) * (end - begin) - 0.4 * theme.text, y(pairs[2 * column + 1]) - 0.3 * theme.text];
  pen.lineWidth = 0.32 * theme.text;
  pen.strokeStyle = theme.ground;
  pen.strokeText(t("mean answer"), x, top);
  pen.fillStyle = theme.ink;
  pen.fillText(t("mean answer"), x, top);
}

/** Series on whose charts early stopping is drawn. */
const WATCHED = [HELD, "train"];

/**
 * Early stopping: a pale band from the step that it returns to, to the one at which it stops, and a line at the first.
 *
 * @param {Pen} pen
 * @param {{ frame: Frame, key: string, area: Area, axis: import("../view/steps.js").StepAxis, marker: number, theme: import("../view/theme.js").Theme }} chart
 */
export function drawPatience(pen, { frame, key, area, axis, marker, theme }) {
  if (!WATCHED.includes(key)) return;
  frame.lanes.forEach(({ answered, batch }, lane) => {
    if (answered?.stop == null || marker < answered.row) return;
    const x = (/** @type {number} */ step) => area.left + shareOf(axis, step * perStep(axis, batch)) * area.width;
    const [from, to] = [x(answered.row), x(Math.min(marker, answered.stop))];
    pen.fillStyle = pen.strokeStyle = colorOf(lane, theme.dark);
    pen.globalAlpha = 0.16;
    pen.fillRect(from, area.top, to - from, area.height);
    pen.globalAlpha = 1;
    pen.lineWidth = Math.max(1.2, theme.em / 11);
    pen.setLineDash([]);
    pen.beginPath();
    pen.moveTo(from, area.top);
    pen.lineTo(from, area.top + area.height);
    pen.stroke();
  });
}
