/** Draws the bands of a mesh as pixels, while a knob or the view moves. It takes two or three milliseconds, for all panels that show the same. */
import { changes, sheet } from "../view/canvas.js";
import { toPixels } from "./place.js";
import { bandColors } from "./plot.js";

/**
 * @param {import("../types.js").Mesh} surface
 * @param {import("../view/theme.js").Theme} theme
 * @returns {ImageData} one pixel for each point of the mesh, top row first
 */
export function bandsImage({ nx, ny, bands, levels }, theme) {
  const image = new ImageData(nx, ny);
  const colors = new Uint32Array(Uint8Array.from(bandColors(theme, levels.length).flatMap((color) => [...color, 255])).buffer);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0; row < ny; row++) {
    const [from, to] = [row * nx, (ny - 1 - row) * nx];
    for (let i = 0; i < nx; i++) pixels[to + i] = colors[Math.floor(bands[from + i] * levels.length)];
  }
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

/** Points that become larger than so many pixels need the slow way of enlarging, or one would see them: it takes three times as long. */
const BLOCKS = 5;
/** Enlarging takes most of the time, so the enlarged pixels are kept: panels with the same mesh, size and view copy them. @type {HTMLCanvasElement | null} */
let enlarged = null;
const changed = changes();

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
  const { width, height } = box;
  if (changed([surface, theme, width, height, ...its.x, ...its.y, ...view.x, ...view.y])) enlarge(surface, box, theme, [its, view]);
  const pen = sheet(canvas, box);
  pen.resetTransform(); // pixel by pixel, on a screen of any density
  if (enlarged) pen.drawImage(enlarged, 0, 0);
}

/** @param {Parameters<typeof drawRaster>[1]} surface @param {import("../types.js").Box} box @param {Parameters<typeof drawRaster>[3]} theme @param {Parameters<typeof drawRaster>[4]} views */
function enlarge(surface, box, theme, [its, view]) {
  const pen = sheet((enlarged ??= document.createElement("canvas")), box);
  const place = toPixels(view, box);
  const [[left, top], [right, bottom]] = [place([its.x[0], its.y[1]]), place([its.x[1], its.y[0]])];
  pen.imageSmoothingQuality = Math.max((right - left) / surface.nx, (bottom - top) / surface.ny) > BLOCKS ? "high" : "low";
  pen.drawImage(pixelsOf(surface, theme), left, top, right - left, bottom - top);
}
