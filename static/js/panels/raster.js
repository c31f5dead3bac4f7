/** Draws the bands of a mesh as pixels, while a knob or the view moves. It takes two or three milliseconds. */
import { sheet } from "../view/canvas.js";
import { toPixels } from "./place.js";
import { bandColors } from "./plot.js";

/**
 * @param {import("../types.js").Mesh} surface
 * @param {import("../view/theme.js").Theme} theme
 * @returns {ImageData} one pixel for each point of the mesh, top row first
 */
export function bandsImage({ nx, ny, bands, levels }, theme) {
  const image = new ImageData(nx, ny);
  const colors = bandColors(theme, levels.length);
  bands.forEach((share, i) => {
    const color = colors[Math.floor(share * levels.length)];
    const at = 4 * ((ny - 1 - Math.floor(i / nx)) * nx + (i % nx));
    image.data.set(color, at);
    image.data[at + 3] = 255;
  });
  return image;
}

/** @type {WeakMap<import("../types.js").Mesh, { theme: import("../view/theme.js").Theme, small: OffscreenCanvas }>} panels that share a mesh share its pixels */
const known = new WeakMap();

/** @param {import("../types.js").Mesh} surface @param {import("../view/theme.js").Theme} theme */
function pixelsOf(surface, theme) {
  const found = known.get(surface);
  if (found?.theme === theme) return found.small;
  const small = new OffscreenCanvas(surface.nx, surface.ny);
  small.getContext("2d")?.putImageData(bandsImage(surface, theme), 0, 0);
  known.set(surface, { theme, small });
  return small;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import("../types.js").Mesh} surface
 * @param {import("../types.js").Box & { left: number, top: number }} box
 * @param {import("../view/theme.js").Theme} theme
 * @param {[import("../types.js").View, import("../types.js").View]} views  the surface's and the panel's
 */
export function drawRaster(canvas, surface, box, theme, [its, view]) {
  canvas.style.left = `${box.left}px`;
  canvas.style.top = `${box.top}px`;
  const pen = sheet(canvas, box);
  pen.imageSmoothingQuality = "high";
  const place = toPixels(view, box);
  const [[left, top], [right, bottom]] = [place([its.x[0], its.y[1]]), place([its.x[1], its.y[0]])];
  pen.drawImage(pixelsOf(surface, theme), left, top, right - left, bottom - top);
}
