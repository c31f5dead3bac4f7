/** Canvases in CSS pixels on screens of any density, drawn once for each displayed frame. */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import("../types.js").Box} box
 * @returns {CanvasRenderingContext2D} cleared, in CSS pixels
 */
export function sheet(canvas, { width, height }) {
  const density = devicePixelRatio || 1;
  const [w, h] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

/** @type {Map<string, string>} from a font as we write it to the same font as the browser writes it */
const fonts = new Map();

/**
 * Sets the font if it differs. Setting a font takes a third of a millisecond, even if it is already set.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {string} font
 */
export function setFont(pen, font) {
  if (pen.font === fonts.get(font)) return;
  pen.font = font;
  fonts.set(font, pen.font);
}

/**
 * Draws once before the next displayed frame, however often it is asked.
 *
 * @param {() => void} draw
 * @returns {{ ask: () => void, cancel: () => void }}
 */
export function painter(draw) {
  let pending = 0;
  const run = () => {
    pending = 0;
    draw();
  };
  return {
    ask: () => {
      pending ||= requestAnimationFrame(run);
    },
    cancel: () => cancelAnimationFrame(pending),
  };
}

/**
 * Tells whether a canvas must be drawn again: the values it is drawn from are compared with those of the call before.
 *
 * @returns {(from: unknown[]) => boolean} does any value differ?
 */
export function changes() {
  /** @type {unknown[]} */
  let known = [];
  return (from) => {
    const now = [devicePixelRatio, ...from];
    const same = now.length === known.length && now.every((each, i) => Object.is(each, known[i]));
    known = now;
    return !same;
  };
}

/**
 * @param {string} hex  #rrggbb
 * @returns {[number, number, number]}
 */
export function channels(hex) {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
