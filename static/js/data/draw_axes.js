/** The frame of the panel: ticks, faint lines, and what the axes are. */
import { t, word } from "../text/language.js";
import { linearTicks } from "../view/scale.js";
import { setFont } from "../view/canvas.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("./draw.js").Picture} Picture */

const NAMES = { a: word("input a →"), b: word("input b →"), t: word("target t →") };

/** @param {number} tick */
const written = (tick) => String(tick).replace("-", "−");

/** @param {Pen} pen @param {[number, number]} from @param {[number, number]} to */
function line(pen, from, to) {
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  pen.stroke();
}

/** @param {Pen} pen  its origin is the plot's left top corner @param {Picture} picture */
export function drawAxes(pen, { box: { width, height }, view, place, theme }) {
  const ticks = {
    x: linearTicks(view.x, Math.max(3, Math.round(width / (5 * theme.text)))),
    y: linearTicks(view.y, Math.max(3, Math.round(height / (3.2 * theme.text)))),
  };
  pen.lineWidth = 1;
  setFont(pen, `${theme.text}px ${theme.font}`);
  pen.fillStyle = theme.muted;
  [pen.textAlign, pen.textBaseline] = ["center", "top"];
  for (const tick of ticks.x) {
    const [x] = place([tick, view.y[0]]);
    pen.strokeStyle = theme.grid;
    line(pen, [x, 0], [x, height]);
    pen.fillText(written(tick), Math.min(x, width - 0.6 * theme.text), height + 0.35 * theme.text);
  }
  [pen.textAlign, pen.textBaseline] = ["right", "middle"];
  for (const tick of ticks.y) {
    const [, y] = place([view.x[0], tick]);
    pen.strokeStyle = theme.grid;
    line(pen, [0, y], [width, y]);
    pen.fillText(written(tick), -0.4 * theme.text, Math.max(y, 0.4 * theme.text));
  }
  pen.strokeStyle = theme.muted;
  pen.strokeRect(0.5, 0.5, width - 1, height - 1);
}

/** A text with a rim of the ground's colour. @param {Pen} pen @param {string} says @param {number} x @param {number} y @param {Picture["theme"]} theme */
export function write(pen, says, x, y, theme) {
  pen.lineJoin = "round";
  pen.lineWidth = 0.3 * theme.text;
  pen.strokeStyle = theme.ground;
  pen.strokeText(says, x, y);
  pen.fillText(says, x, y);
}

/** @param {Pen} pen @param {Picture} picture */
export function nameAxes(pen, { box: { width, height }, look, theme }) {
  const [across, up] = look.axes.map((axis) => t(NAMES[axis]));
  setFont(pen, `600 ${theme.text}px ${theme.font}`);
  pen.fillStyle = theme.muted;
  [pen.textAlign, pen.textBaseline] = ["right", "bottom"];
  write(pen, across, width - 0.4 * theme.text, height - 0.3 * theme.text, theme);
  pen.save();
  pen.translate(0.35 * theme.text, height - 0.4 * theme.text);
  pen.rotate(-Math.PI / 2);
  [pen.textAlign, pen.textBaseline] = ["left", "top"];
  write(pen, up, 0, 0, theme);
  pen.restore();
}
