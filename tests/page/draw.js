/** Draws with the page's code what a Python test hands in, and tells what came out (tests/exports/test_two_pens.py, test_two_axes.py). */
import { text } from "node:stream/consumers";

import { drawAxes } from "../../static/js/charts/axes.js";
import { togetherOf } from "../../static/js/charts/committee.js";
import { drawCurves, layChart } from "../../static/js/charts/chart.js";
import { bandsImage } from "../../static/js/panels/raster.js";
import { decodeMesh, decodePart, joined } from "../../static/js/server/wire.js";

/** @typedef {{ says: string, x: number, y: number }} Written */

const { mesh, frame: answer, series, area, names, theme, steps, marker } = JSON.parse(await text(process.stdin));

/** @param {string} base64 @returns {ArrayBuffer} */
const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;

Object.assign(globalThis, {
  ImageData: class {
    /** @param {number} width @param {number} height */
    constructor(width, height) {
      this.data = new Uint8ClampedArray(4 * width * height);
    }
  },
  Path2D: class {},
});

/** @returns {{ pen: any, written: Written[], lines: number[], bands: number[][] }} a pen that notes what it writes, and where lines and boxes over the whole height stand */
function noting() {
  /** @type {Written[]} */
  const written = [];
  /** @type {number[]} */
  const lines = [];
  /** @type {number[][]} */
  const bands = [];
  let from = [NaN, NaN];
  const known = {
    measureText: (/** @type {string} */ says) => ({ width: 6 * says.length }),
    fillText: (/** @type {string} */ says, /** @type {number} */ x, /** @type {number} */ y) => void written.push({ says, x, y }),
    moveTo: (/** @type {number} */ x, /** @type {number} */ y) => void (from = [x, y]),
    lineTo: (/** @type {number} */ x, /** @type {number} */ y) => void (x === from[0] && y - from[1] === area?.height && lines.push(x)),
    fillRect: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ wide, /** @type {number} */ high) => void (high === area?.height && bands.push([x, x + wide])),
  };
  return { written, lines, bands, pen: new Proxy(/** @type {any} */ (known), { get: (own, name) => own[name] ?? (() => {}), set: () => true }) };
}

function drawnMesh() {
  const surface = decodeMesh(bytes(mesh));
  return { levels: surface.levels, pixels: [...bandsImage(surface, theme).data] };
}

function drawnChart() {
  const frame = /** @type {any} */ (joined([decodePart(bytes(answer))], []));
  const axis = steps ?? { steps: [0, frame.steps], scale: "linear" };
  const chart = { series, frame: { ...frame, axis }, axis, theme, marker: marker ?? frame.steps, names, main: null, area, dragging: false, hidden: false };
  const laid = layChart(chart, null);
  if (!laid) throw new Error("the frame has no axis");
  const [back, front] = [noting(), noting()];
  drawAxes(back.pen, laid.axes);
  drawCurves(front.pen, chart, laid);
  return { range: laid.axes.axis.range, axes: back.written, ends: front.written, lines: front.lines, bands: front.bands, together: togetherOf(frame, series.key).map(({ name, pairs, dashed }) => ({ name, pairs: [...pairs], dashed })) };
}

process.stdout.write(JSON.stringify({ ...(mesh && drawnMesh()), ...(answer && drawnChart()) }));
