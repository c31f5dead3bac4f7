/** The contours of the validation loss: dashed lines over those of the training loss, at rest and while a knob or the view moves. */
import { effect } from "../../vendor/signals-core.js";

import { sheet } from "../view/canvas.js";
import { contoursOf } from "../view/contours.js";
import { toPixels } from "./place.js";

/** @typedef {import("../types.js").Mesh} Mesh */

/** @type {WeakMap<Mesh, Float32Array[]>} panels that share a mesh share its lines */
const known = new WeakMap();

/** @param {Mesh} mesh */
function linesOf(mesh) {
  const found = known.get(mesh) ?? contoursOf(mesh);
  known.set(mesh, found);
  return found;
}

/** A dash and a gap, in em. */
export const HELD_DASH = [0.42, 0.28];

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import("../state.js").State} state
 * @param {() => import("../types.js").Box & { left: number, top: number }} area
 * @param {{ readonly value: import("./background.js").Background | null }} background
 * @returns {() => void}
 */
export function drawHeld(canvas, state, area, background) {
  return effect(() => {
    const [back, view, theme, box] = [background.value, state.view.value, state.theme.value, area()];
    canvas.hidden = back === null || box.width <= 1;
    if (back === null || canvas.hidden) return;
    canvas.style.left = `${box.left}px`;
    canvas.style.top = `${box.top}px`;
    const pen = sheet(canvas, box);
    const place = toPixels(view, box);
    const [[left, bottom], [right, top]] = [place([back.view.x[0], back.view.y[0]]), place([back.view.x[1], back.view.y[1]])];
    pen.strokeStyle = theme.held;
    pen.lineWidth = Math.max(1, theme.em / 14);
    pen.setLineDash(HELD_DASH.map((part) => part * theme.em));
    pen.beginPath();
    for (const line of linesOf(back.surface)) {
      for (let i = 0; i < line.length; i += 2) {
        const [x, y] = [left + line[i] * (right - left), bottom + line[i + 1] * (top - bottom)];
        if (i) pen.lineTo(x, y);
        else pen.moveTo(x, y);
      }
    }
    pen.stroke();
  });
}
