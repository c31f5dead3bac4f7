/** What lies over the run of a class's picture: the cloud of answers, one's own, the cross to tap with, the truth; and the starts of the class, run to their ends. */
import { GREEN } from "../view/looks.js";
import { GRID } from "./picture.js";
import { drawStarts, drawSweep } from "./starts.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("./ink.js").Theme} Theme */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture.js").Cloud} Cloud */
/** @typedef {[number, number]} Point */

/** A disc of a cell is at most so many cells wide: all students on one place cover no more of the picture. */
const WIDEST = 6;

/** Strokes what is on the pen twice, so that it is seen on any ground. @param {Pen} pen @param {[string, number][]} lines */
function cased(pen, lines) {
  for (const [color, width] of lines) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.stroke();
  }
}

/** The middle of each cell in pixels, and how many are there. @param {Picture} picture @param {Cloud} cloud @param {[number, number][]} cells */
function spots(picture, { view }, cells) {
  const { left, top, width, height } = picture.boxOf(view);
  return cells
    .filter(([cell]) => cell >= 0)
    .map(([cell, votes]) => ({ x: left + (((cell % GRID) + 0.5) / GRID) * width, y: top + height * (1 - (Math.floor(cell / GRID) + 0.5) / GRID), votes, cell: Math.sqrt(width * height) / GRID }));
}

/** Discs whose area grows with the votes. Rims first, so that neighbours melt into one cloud. @param {Pen} pen @param {ReturnType<typeof spots>} discs @param {{ fill: string, rim: string, alpha: number }} look */
function drawDiscs(pen, discs, { fill, rim, alpha }) {
  for (const grown of [2, 0]) {
    pen.fillStyle = grown ? rim : fill;
    pen.globalAlpha = grown ? 0.9 : alpha;
    for (const { x, y, votes, cell } of discs) {
      pen.beginPath();
      pen.arc(x, y, Math.min(WIDEST / 2, 0.55 * Math.sqrt(votes) + 0.15) * cell + (grown * cell) / 12, 0, 2 * Math.PI);
      pen.fill();
    }
  }
  pen.globalAlpha = 1;
}

/** @param {Pen} pen @param {Picture} picture @param {Cloud} cloud @param {Theme} theme */
function drawCloud(pen, picture, cloud, theme) {
  drawDiscs(pen, spots(picture, cloud, cloud.earlier ?? []), { fill: theme.muted, rim: theme.ground, alpha: 0.45 });
  drawDiscs(pen, spots(picture, cloud, cloud.cells), { fill: theme.held, rim: theme.ground, alpha: cloud.muted ? 0.4 : 0.85 });
}

/** A cross over the whole picture with a ring that a finger can see. @param {Pen} pen @param {Point} at @param {Theme} theme @param {{ width: number, height: number }} box */
function drawCross(pen, [x, y], theme, { width, height }) {
  const r = 0.95 * theme.em;
  pen.setLineDash([]);
  pen.lineCap = "butt";
  pen.beginPath();
  for (const [from, to] of [[0, x - r], [x + r, width]]) if (to > from) (pen.moveTo(from, y), pen.lineTo(to, y));
  for (const [from, to] of [[0, y - r], [y + r, height]]) if (to > from) (pen.moveTo(x, from), pen.lineTo(x, to));
  pen.moveTo(x + r, y);
  pen.arc(x, y, r, 0, 2 * Math.PI);
  cased(pen, [[theme.ground, 0.28 * theme.em], [theme.ink, 0.12 * theme.em]]);
  pen.beginPath();
  pen.arc(x, y, 0.12 * theme.em, 0, 2 * Math.PI);
  pen.fillStyle = theme.ink;
  pen.fill();
}

/** One's own answer: a ring with a dot. @param {Pen} pen @param {Point} at @param {Theme} theme */
function drawMine(pen, [x, y], theme) {
  pen.setLineDash([]);
  pen.beginPath();
  pen.arc(x, y, 0.7 * theme.em, 0, 2 * Math.PI);
  cased(pen, [[theme.ground, 0.42 * theme.em], [theme.ink, 0.2 * theme.em]]);
  pen.beginPath();
  pen.arc(x, y, 0.2 * theme.em, 0, 2 * Math.PI);
  pen.fillStyle = theme.ink;
  pen.fill();
}

/** The truth: a green target with a tick beside it. @param {Pen} pen @param {Point} at @param {Theme} theme @param {number} width  of the picture */
function drawTruth(pen, [x, y], theme, width) {
  const { em } = theme;
  pen.setLineDash([]);
  pen.beginPath();
  pen.arc(x, y, 0.95 * em, 0, 2 * Math.PI);
  cased(pen, [["#ffffff", 0.62 * em], ["#101316", 0.46 * em], [GREEN, 0.26 * em]]);
  const side = x + 2.6 * em < width ? 1 : -1;
  const [left, middle] = [x + side * 1.9 * em - 0.55 * em, y - 1.3 * em];
  pen.lineJoin = pen.lineCap = "round";
  pen.beginPath();
  pen.moveTo(left, middle);
  pen.lineTo(left + 0.42 * em, middle + 0.46 * em);
  pen.lineTo(left + 1.2 * em, middle - 0.6 * em);
  cased(pen, [["#ffffff", 0.62 * em], ["#101316", 0.46 * em], [GREEN, 0.24 * em]]);
  pen.lineCap = "butt";
}

/** @param {Pen} pen @param {Picture} picture @param {Theme} theme */
export function drawAnswers(pen, picture, theme) {
  const { cloud, mine, truth, cross } = picture.shown;
  if (cloud) drawCloud(pen, picture, cloud, theme);
  if (truth) drawTruth(pen, picture.toPixel(...truth), theme, picture.box.width);
  if (mine) drawMine(pen, picture.toPixel(...mine), theme);
  if (cross) drawCross(pen, picture.toPixel(...cross), theme, picture.box);
}

/** @param {Pen} pen @param {Picture} picture @param {Theme} theme */
export function drawRan(pen, picture, theme) {
  const { 3: starts, 4: basins } = picture.frames;
  const { ran } = picture.shown;
  if (!starts || !ran) return;
  if (basins && ran.sweep > 0) drawSweep(pen, basins, picture.boxOf(basins.view), theme, ran.sweep);
  drawStarts(pen, starts, (x, y) => picture.toPixel(x, y), theme, ran);
}
