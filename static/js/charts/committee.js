/** What a chart shows besides a curve for each lane: the curve of all lanes together, and how long early stopping waited. */
import { HELD_DASH } from "../panels/held.js";
import { t } from "../text/language.js";
import { colorOf } from "../view/palette.js";
import { perStep, shareOf } from "../view/steps.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {import("./chart.js").Area} Area */

/** The series that is one curve of all lanes, and the one in whose chart it is drawn, too. */
export const [COMMITTEE, HELD] = ["committee", "held"];

/** The curve of all lanes together in the chart of a series, if there is one. @param {Frame} frame @param {string} key @returns {Float32Array | undefined} */
export const committeeOf = ({ arrays }, key) => (key === COMMITTEE || key === HELD ? arrays[COMMITTEE] : undefined);

/** The names of the curves of all lanes together. */
export const namesTogether = () => [t("mean answer"), t("members on average")];

/** @type {WeakMap<Float32Array, Float32Array | null>} the mean of the members' losses, by the committee's curve */
const means = new WeakMap();

/** The members' validation losses on average; null where they were not asked for. @param {Frame} frame @param {Float32Array} all */
function meanOf({ lanes, members }, all) {
  const own = (members ?? []).map((lane) => lanes[lane]?.arrays[HELD]);
  return own.length && own.every((pairs) => pairs?.length === all.length) ? all.map((_, i) => own.reduce((sum, pairs) => sum + pairs[i], 0) / own.length) : null;
}

/**
 * The curves of all lanes together in the chart of a series, with their names. Beside the loss of the mean answer stands the mean of the
 * members' losses, but not among the members' own curves.
 *
 * @param {Frame} frame
 * @param {string} key
 * @returns {{ name: string, pairs: Float32Array, dashed: boolean }[]}
 */
export function togetherOf(frame, key) {
  const all = committeeOf(frame, key);
  if (!all) return [];
  if (!means.has(all)) means.set(all, meanOf(frame, all));
  const mean = means.get(all);
  const [one, other] = namesTogether();
  return [{ name: one, pairs: all, dashed: false }, ...(mean && key === COMMITTEE ? [{ name: other, pairs: mean, dashed: true }] : [])];
}

/** The line of such a curve: in the colour of texts. @param {boolean} dashed @param {import("../view/theme.js").Theme} theme */
export const lookOf = (dashed, theme) => ({ color: theme.ink, dash: dashed ? HELD_DASH.map((part) => part * theme.em) : [] });

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
