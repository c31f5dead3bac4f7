/** The ground of a class's picture: quiet bands between contour lines, from a square of heights. */

/** @typedef {import("./frames.js").Ground} Ground */
/** @typedef {typeof import("../view/looks.js").grounds.light} Colors */
/** @typedef {[number, number, number]} Color */

/** Pixels on a side of the bands' image at most; contour lines are sharp at any size. */
const [DRAFT, FINE] = [240, 640];

/** @param {string} hex  #rrggbb @returns {Color} */
const channels = (hex) => /** @type {Color} */ ([1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));

/** The colour of each band, and that of what lies above all levels. @param {Colors} colors @param {number} levels */
function bandColors({ low, high, ground }, levels) {
  const [a, b] = [channels(low), channels(high)];
  const mixed = (/** @type {number} */ share) => /** @type {Color} */ (a.map((from, i) => Math.round(from + (b[i] - from) * share)));
  return [...Array.from({ length: levels }, (_, band) => mixed((band / Math.max(1, levels - 1)) ** 0.8)), channels(ground)];
}

/** How many levels a height has passed; all of them where there is no height. @param {number[]} levels @param {number} height */
function bandOf(levels, height) {
  let band = 0;
  while (band < levels.length && !(height < levels[band])) band++;
  return band;
}

/** Heights between the nodes, with one function for all pixels of a row. @param {Ground} ground @param {number} side @param {number} row  from above */
function heightsOf({ values, n }, side, row) {
  const y = (1 - (row + 0.5) / side) * (n - 1);
  const below = Math.min(n - 2, Math.floor(y));
  const up = y - below;
  return (/** @type {number} */ column) => {
    const x = ((column + 0.5) / side) * (n - 1);
    const left = Math.min(n - 2, Math.floor(x));
    const at = below * n + left;
    const across = (/** @type {number} */ from) => values[from] + (values[from + 1] - values[from]) * (x - left);
    return across(at) * (1 - up) + across(at + n) * up;
  };
}

/** @param {Ground} ground @param {number} size  pixels of the picture's side @param {Colors} colors */
function bands(ground, size, colors) {
  const side = Math.max(2, Math.min(ground.draft ? DRAFT : FINE, Math.round(size)));
  const [image, its] = [new ImageData(side, side), bandColors(colors, ground.levels.length)];
  for (let row = 0; row < side; row++) {
    const height = heightsOf(ground, side, row);
    for (let column = 0; column < side; column++) {
      const at = 4 * (row * side + column);
      image.data.set(its[bandOf(ground.levels, height(column))], at);
      image.data[at + 3] = 255;
    }
  }
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}

/** For each pattern of corners above the level, the sides that the line joins: 0 below, 1 right, 2 above, 3 left (marching squares). */
const SIDES = [[], [3, 0], [0, 1], [3, 1], [1, 2], [3, 0, 1, 2], [0, 2], [3, 2], [2, 3], [2, 0], [0, 1, 2, 3], [2, 1], [1, 3], [1, 0], [0, 3], []];

/** The contour lines of a level as pieces of a path in shares of the square, from the left and from above. @param {Ground} ground @param {number} level @param {Path2D} path */
function addLines({ values, n }, level, path) {
  for (let j = 0; j + 1 < n; j++) {
    for (let i = 0; i + 1 < n; i++) {
      const corners = [values[j * n + i], values[j * n + i + 1], values[(j + 1) * n + i + 1], values[(j + 1) * n + i]];
      const above = corners.reduce((sum, value, bit) => sum + (value >= level ? 1 << bit : 0), 0);
      const sides = corners.some(Number.isNaN) ? [] : SIDES[above];
      sides.forEach((side, turn) => {
        const [from, to] = [corners[side], corners[(side + 1) % 4]];
        const share = (level - from) / (to - from);
        const [x, y] = [[share, 0], [1, share], [1 - share, 1], [0, 1 - share]][side];
        const at = /** @type {[number, number]} */ ([(i + x) / (n - 1), 1 - (j + y) / (n - 1)]);
        if (turn % 2) path.lineTo(...at);
        else path.moveTo(...at);
      });
    }
  }
}

/** @param {Ground} ground */
function lines(ground) {
  const path = new Path2D();
  for (const level of new Set(ground.levels)) addLines(ground, level, path);
  return path;
}

/** What was made of a ground. @type {WeakMap<Ground, { of: string, image: OffscreenCanvas, lines: Path2D }>} */
const made = new WeakMap();

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Ground} ground
 * @param {{ left: number, top: number, width: number, height: number }} box  where its view lies
 * @param {Colors} colors
 * @param {number} density  pixels of the screen in one of the canvas
 */
export function drawGround(pen, ground, { left, top, width, height }, colors, density) {
  const of = `${Math.round(Math.max(width, height) * density)} ${colors.dark}`;
  let known = made.get(ground);
  if (known?.of !== of) {
    known = { of, image: bands(ground, Math.max(width, height) * density, colors), lines: known?.lines ?? lines(ground) };
    made.set(ground, known);
  }
  pen.imageSmoothingQuality = "high";
  pen.drawImage(known.image, left, top, width, height);
  const scaled = new Path2D();
  scaled.addPath(known.lines, new DOMMatrix([width, 0, 0, height, left, top]));
  pen.setLineDash([]);
  pen.lineJoin = pen.lineCap = "round";
  pen.strokeStyle = colors.contour;
  pen.lineWidth = Math.max(0.6, width / 900);
  pen.stroke(scaled);
}
