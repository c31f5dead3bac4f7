/** The weights that a run answers with: their path, a pin, and how long early stopping waited. */
import { setFont } from "../view/canvas.js";
import { isNear, outlined, pathOf } from "../view/looks.js";
import { colorOf } from "../view/palette.js";
import { reached } from "../view/trails.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("./overlay.js").Picture} Picture */
/** @typedef {import("./overlay.js").Point} Point */

/** A pin whose tip is at the origin, three times as high as its head's radius. */
const PIN = "M0 0C-0.25 -0.9 -1 -1.25 -1 -2A1 1 0 1 1 1 -2C1 -1.25 0.25 -0.9 0 0Z";

/** The path of the running answer, a thin line. @param {Pen} pen @param {Picture} picture */
export function drawAnswerPath(pen, { frame, lane, marker, theme }) {
  const { answer, answer_steps: steps } = frame.lanes[lane].arrays;
  if (!answer) return;
  pen.beginPath();
  for (let i = 0; 2 * i < answer.length && !(steps[i] > marker); i++) pen.lineTo(answer[2 * i], answer[2 * i + 1]);
  pen.setLineDash([]);
  pen.lineJoin = "round";
  for (const [color, width] of /** @type {[string, number][]} */ ([[theme.ground, 3.4], [colorOf(lane, theme.dark), 1.6]])) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.stroke();
  }
}

/** Where the answer is at the marker, in pixels; null if it is the walker's own place. @param {Picture} picture @returns {Point | null} */
export function answerAt({ frame, lane, marker, place, answer: rule }) {
  const { answered, arrays: { answer, answer_steps: steps } } = frame.lanes[lane];
  if (!rule || !answered) return null;
  if (!answer) return marker >= answered.row ? place([answered.x, answered.y]) : null;
  let last = 0;
  while (last + 1 < steps.length && steps[last + 1] <= marker) last++;
  return marker >= frame.lanes[lane].status.step ? place([answered.x, answered.y]) : [answer[2 * last], answer[2 * last + 1]];
}

/** Radius of a pin's head, in em. */
const HEAD = 0.5;

/** What a pin covers: the places of its tip and of its head. @param {Picture} picture @returns {Point[]} */
export function pinOf(picture) {
  const at = answerAt(picture);
  return at ? [at, [at[0], at[1] - 2 * HEAD * picture.theme.em]] : [];
}

/** A pin in the lane's colour with the name of the rule. @param {Pen} pen @param {Picture} picture @param {number} width  of the panel */
export function drawAnswer(pen, picture, width) {
  const at = answerAt(picture);
  if (!at || !isNear(at)) return;
  const { lane, theme } = picture;
  const [[x, y], r, answer] = [at, HEAD * theme.em, picture.answer ?? ""];
  pen.save();
  pen.translate(x, y);
  pen.scale(r, r);
  pen.setLineDash([]);
  pen.lineJoin = "round";
  for (const [color, wide] of /** @type {[string, number][]} */ ([[theme.ground, 0.7], [theme.casing, 0.34]])) {
    pen.strokeStyle = color;
    pen.lineWidth = wide;
    pen.stroke(pathOf(PIN));
  }
  pen.fillStyle = colorOf(lane, theme.dark);
  pen.fill(pathOf(PIN));
  pen.fillStyle = "#ffffff";
  pen.beginPath();
  pen.arc(0, -2, 0.42, 0, 2 * Math.PI);
  pen.fill();
  pen.restore();
  setFont(pen, `600 ${theme.text}px ${theme.font}`);
  const long = pen.measureText(answer).width;
  const right = x + 1.6 * r + long < width;
  const fits = right || x - 1.6 * r - long > 0;
  const [left, middle] = fits ? [right ? x + 1.4 * r : x - 1.4 * r - long, y - 2 * r] : [Math.max(2, Math.min(x - long / 2, width - long - 2)), y - 4 * r];
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  outlined(pen, answer, [left, middle], theme);
}

/** Under the path: from the row that early stopping returns to, to where it stops, a broad band with a bar at its end. @param {Pen} pen @param {Picture} picture */
export function drawPatience(pen, { frame, lane, marker, theme, trail, answer }) {
  const { answered } = frame.lanes[lane];
  if (!answer || answered?.stop == null || marker < answered.row) return;
  const [from, to] = [reached(trail, answered.row), reached(trail, Math.min(marker, answered.stop))];
  const { points } = trail;
  pen.beginPath();
  for (let i = Math.max(0, from - 1); i < to; i++) pen.lineTo(points[2 * i], points[2 * i + 1]);
  pen.setLineDash([]);
  [pen.lineJoin, pen.lineCap] = ["round", "butt"];
  pen.globalAlpha = 0.35;
  pen.strokeStyle = colorOf(lane, theme.dark);
  pen.lineWidth = 3.6 * theme.path;
  pen.stroke();
  pen.globalAlpha = 1;
  if (marker >= answered.stop) drawBar(pen, points, to - 1, theme);
}

/** A bar across the path. @param {Pen} pen @param {Float32Array} points @param {number} at  vertex @param {import("../view/theme.js").Theme} theme */
function drawBar(pen, points, at, theme) {
  const [x, y] = [points[2 * at], points[2 * at + 1]];
  let before = at - 1;
  while (before > 0 && Math.hypot(x - points[2 * before], y - points[2 * before + 1]) < 1) before--;
  const [dx, dy] = [x - points[2 * before], y - points[2 * before + 1]];
  const half = (2.4 * theme.path) / (Math.hypot(dx, dy) || 1);
  if (!Number.isFinite(x + dx + dy)) return;
  pen.beginPath();
  pen.moveTo(x - dy * half, y + dx * half);
  pen.lineTo(x + dy * half, y - dx * half);
  for (const [color, width] of /** @type {[string, number][]} */ ([[theme.ground, 5], [theme.ink, 2.4]])) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.stroke();
  }
}
