/** The lanes' names beside their balls, if several lanes share a panel. */
import { setFont } from "../view/canvas.js";
import { apart } from "../charts/ends.js";

/** @typedef {import("./overlay.js").Point} Point */

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {{ ball: Point | null, name: string }[]} lanes
 * @param {import("../types.js").Box} box
 * @param {import("../view/theme.js").Theme} theme
 */
export function drawLabels(pen, lanes, { width, height }, theme) {
  setFont(pen, `600 ${theme.text}px ${theme.font}`);
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  const inside = lanes.flatMap(({ ball, name }) => {
    const [x, y] = ball ?? [NaN, NaN];
    return x >= 0 && x <= width && y >= 0 && y <= height ? [{ x, y, name }] : [];
  });
  for (const { x, y, name } of apart(inside, 1.35 * theme.text, [0.7 * theme.text, height - 0.7 * theme.text])) {
    const right = x + 0.7 * theme.em + pen.measureText(name).width < width; // otherwise to the left of the ball
    const at = x + (right ? 0.7 : -0.7) * theme.em;
    pen.textAlign = right ? "left" : "right";
    pen.lineWidth = 0.32 * theme.text;
    pen.strokeStyle = theme.ground;
    pen.strokeText(name, at, y);
    pen.fillStyle = theme.ink;
    pen.fillText(name, at, y);
  }
}
