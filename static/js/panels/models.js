/** What a method takes for f at the marker: the tangent or, if it uses the Hessian, the parabola. The next step stands on it. */
import { word } from "../text/language.js";
import { colorOf } from "../view/palette.js";
import { drawMarker } from "./symbols.js";

/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {import("../types.js").Foot} Foot */
/** @typedef {import("../state.js").State} State */
/** @typedef {Pick<import("./profile.js").Ground, "place" | "theme" | "reach">} Ground */

const MODELS = {
  both: word("solid: f along the line; dashed: tangent; dotted: parabola; pale: next step, on its own model, and a thin line to f"),
  tangent: word("solid: f along the line; dashed: tangent; pale: next step on the tangent, and a thin line to f"),
  parabola: word("solid: f along the line; dotted: parabola; pale: next step on the parabola, and a thin line to f"),
};
/** The same at the last step, which no step follows. */
const ENDS = {
  both: word("solid: f along the line; dashed: tangent; dotted: parabola"),
  tangent: word("solid: f along the line; dashed: tangent"),
  parabola: word("solid: f along the line; dotted: parabola"),
};
const PLAIN = word("f along a line through the point at the marker");

/** Does a lane's method use the second derivatives of f? @param {State["catalog"]} catalog @param {import("../types.js").Lane | undefined} lane */
export const isSecond = (catalog, lane) => Boolean(lane && catalog.optimizers[(lane.optimizer.inner ?? lane.optimizer).key]?.hessian);

/** The note under the panels; it names what they draw. @param {State} state @param {boolean} apart  is there a panel for each lane? @returns {string} a word to be translated */
export function noteOf({ catalog, scene, marker }, apart) {
  if (!apart && scene.value.lanes.length > 1) return PLAIN;
  const second = scene.value.lanes.map((lane) => isSecond(catalog, lane));
  return (marker.value < scene.value.steps ? MODELS : ENDS)[second.every(Boolean) ? "parabola" : second.some(Boolean) ? "both" : "tangent"];
}

/**
 * @param {Foot} foot  the point at the marker and the derivatives of f there
 * @param {boolean} second
 * @returns {((t: number) => number) | null} the tangent or the parabola; null where f has no derivatives
 */
export function modelOf({ t: at, f, slope, bend }, second) {
  if (f === null || slope === null || bend === null) return null;
  const half = second ? 0.5 * bend : 0;
  return (t) => f + slope * (t - at) + half * (t - at) ** 2;
}

/** Draws the tangent dashed, the parabola dotted. @param {Pen} pen @param {Ground} ground @param {(t: number) => number} model @param {boolean} second */
export function drawModel(pen, { reach, place, theme }, model, second) {
  pen.strokeStyle = theme.muted;
  pen.lineWidth = Math.max(1.6, 0.6 * theme.path);
  pen.setLineDash(second ? [2, 4] : [7, 5]);
  pen.beginPath();
  const points = second ? 200 : 2;
  for (let i = 0; i < points; i++) {
    const t = reach[0] + (i / (points - 1)) * (reach[1] - reach[0]);
    const [x, y] = place(t, model(t));
    pen.lineTo(x, Math.max(-1e4, Math.min(1e4, y)));
  }
  pen.stroke();
  pen.setLineDash([]);
}

/** Draws the next step pale where the model puts it, and a thin line from there to its loss. @param {Pen} pen @param {Ground} ground @param {{ lane: number, model: (t: number) => number, to: [number, number] }} next  to: its t and its loss */
export function drawNext(pen, { place, theme }, { lane, model, to: [t, loss] }) {
  const [[x, foot], [, y]] = [place(t, loss), place(t, model(t))];
  if (![x, y, foot].every((pixel) => Math.abs(pixel) < 1e4)) return;
  pen.strokeStyle = colorOf(lane, theme.dark);
  pen.lineWidth = Math.max(1, 0.35 * theme.path);
  pen.beginPath();
  pen.moveTo(x, foot);
  pen.lineTo(x, y);
  pen.stroke();
  drawMarker(pen, lane, { x, y: foot, r: 0.16 * theme.em, rim: 0.5 }, theme);
  pen.globalAlpha = 0.55;
  drawMarker(pen, lane, { x, y, r: 0.36 * theme.em, rim: 0.07 * theme.em }, theme);
  pen.globalAlpha = 1;
}
