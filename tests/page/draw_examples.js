/** Lays out the panel of the examples with the page's code for what a Python test hands in, and tells where everything stands (tests/exports/test_examples_panel.py). */
import { text } from "node:stream/consumers";

import { drawModels, drawTruth } from "../../static/js/data/draw_model.js";
import { rowsOf } from "../../static/js/data/examples.js";
import { drawTogether, linesOf, meshOf } from "../../static/js/data/draw_together.js";
import { companion, hasClasses, lookOf, placeOf } from "../../static/js/data/look.js";
import { squared, viewOf } from "../../static/js/data/room.js";
import { litAt, togetherAt, weightsAt } from "../../static/js/data/weights.js";
import { toPixels } from "../../static/js/panels/place.js";
import { decodePart, joined } from "../../static/js/server/wire.js";

/** @typedef {{ color: string, wide: number, alpha: number, dash: number[], points: number[][] }} Line */

const { frame: answer, scene, panels, box, theme, step } = JSON.parse(await text(process.stdin));
const bytes = Uint8Array.from(atob(answer), (letter) => letter.charCodeAt(0)).buffer;
const frame = /** @type {any} */ ({ ...joined([decodePart(bytes)], []), scene, panels });
const is = (/** @type {unknown} */ value) => ({ value, peek: () => value });
const state = /** @type {any} */ ({ frame: is(frame), scene: is(scene), marker: is(step), hover: is(null), exact: is(null), glance: is(null), until: is(null) });

/** @param {(pen: any) => void} draw @returns {Line[]} the lines that a pen strokes */
function stroked(draw) {
  /** @type {Line[]} */
  const found = [];
  /** @type {any} */
  const pen = { globalAlpha: 1, dash: [], points: [], save: () => {}, restore: () => {} };
  pen.beginPath = () => void (pen.points = []);
  pen.moveTo = pen.lineTo = (/** @type {number[]} */ ...at) => void pen.points.push(at);
  pen.setLineDash = (/** @type {number[]} */ dash) => void (pen.dash = dash);
  pen.stroke = () => void (pen.points.length && found.push({ color: pen.strokeStyle, wide: pen.lineWidth, alpha: pen.globalAlpha, dash: pen.dash, points: pen.points }));
  draw(pen);
  return found;
}

const look = lookOf(scene.surface.key);
const own = (/** @type {any[] | undefined} */ rows, /** @type {any} */ columns) => (rows?.length ? rows : rowsOf(columns));
const [train, held] = [own(scene.surface.examples, frame.data.train), own(scene.surface.held, frame.data.held)];
const all = viewOf([...train, ...held].map((each) => placeOf(look, each)));
const view = hasClasses(look) ? squared(all, box) : all;
const place = toPixels(view, box);
const lanes = scene.lanes.map((/** @type {unknown} */ _, /** @type {number} */ lane) => lane);
const models = lanes.flatMap((/** @type {number} */ lane) => {
  const at = weightsAt(state, lane);
  return at ? [{ lane, at }] : [];
});
const picture = /** @type {any} */ ({ box, view, place, theme, look, companion: companion(train), truth: frame.surface.data.truth, models, together: togetherAt(state) });
const mesh = meshOf(picture);
const told = {
  view,
  train: train.map((each) => place(placeOf(look, each))),
  held: held.map((each) => place(placeOf(look, each))),
  lit: lanes.flatMap((/** @type {number} */ lane) => {
    const seen = litAt(state, lane, train);
    return seen ? [{ lane, seen }] : [];
  }),
  truth: stroked((pen) => drawTruth(pen, picture)),
  models: stroked((pen) => drawModels(pen, picture)),
  mesh: mesh && { ...mesh, bands: [...mesh.bands] },
  mean: stroked((pen) => drawTogether(pen, picture, linesOf(picture, mesh))),
};
process.stdout.write(JSON.stringify(told));
