/** A short sample of a lane's line: colour, dash and marker, as on the panels and charts. */
import { colorOf, dashOf } from "../view/palette.js";
import { sheet } from "../view/canvas.js";
import { drawMarker } from "./symbols.js";

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} lane
 * @param {{ x: number, y: number, width: number, line: number }} at  left end and middle of the sample, width of its line
 * @param {import("../view/theme.js").Theme} theme
 */
export function drawSample(pen, lane, { x, y, width, line }, theme) {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + width, y);
  pen.setLineDash([]);
  pen.strokeStyle = theme.casing;
  pen.globalAlpha = 0.55;
  pen.lineWidth = line + 1.2;
  pen.stroke();
  pen.globalAlpha = 1;
  pen.setLineDash(dashOf(lane, line));
  pen.strokeStyle = colorOf(lane, theme.dark);
  pen.lineWidth = line;
  pen.stroke();
  pen.setLineDash([]);
  drawMarker(pen, lane, { x: x + width / 2, y, r: 1.5 * line, rim: 0.6 }, theme);
}

/** @param {HTMLCanvasElement} canvas @param {number} lane @param {import("../view/theme.js").Theme} theme */
export function drawSwatch(canvas, lane, theme) {
  const box = { width: Math.round(2.2 * theme.em), height: Math.round(0.9 * theme.em) };
  const line = Math.min(theme.path, 0.2 * theme.em);
  drawSample(sheet(canvas, box), lane, { x: 1, y: box.height / 2, width: box.width - 2, line }, theme);
}
