import assert from "node:assert/strict";
import test from "node:test";

import { limitOf } from "../../static/js/scene/limit.js";
import { arrowsOf, ellipseOf, enlarged } from "../../static/js/panels/arrows.js";
import { remembered, shownLines } from "../../static/js/side/lines.js";
import { aligned, quantities } from "../../static/js/side/quantities.js";

/** Gradient descent with momentum 0.9 from (1, 2), by hand: v = 0.9 (-1, 1) + (4, 2), x - 0.1 v. @type {any} */
const STEP = {
  ...{ x: 1, y: 2, loss: 3, gradient_norm: 4, g: [4, 2], lr: 0.1, lr_scale: [1, 1], sigma: null, probe: null },
  ...{ state: { before: { v: [-1, 1] }, after: { v: [3.1, 2.9] } }, move: [-0.31, -0.29], to: [0.69, 1.71], coast: [0.09, -0.09] },
  ...{ to_loss: 2, to_gradient_norm: 3, lines: [], limit: { rate: 0.19, factor: 3.8 } },
};
/** Ten pixels to a unit, y upward. @param {[number, number]} at @returns {[number, number]} */
const place = ([x, y]) => [10 * x, 100 - 10 * y];

test("arrows are to scale; the move is what the slope asks for and what is remembered", () => {
  const { from, factor, arrows } = arrowsOf({ ...STEP, move: [-3.1, -2.9], coast: [0.9, -0.9], lr: 1 }, place);
  assert.deepEqual(from, [10, 80]);
  assert.equal(factor, 1);
  assert.deepEqual(arrows.map(({ kind, by }) => [kind, by.map(Math.round)]), [["slope", [-40, 20]], ["coast", [9, 9]], ["move", [-31, 29]]]);
});

test("a move that is too short to be seen enlarges all arrows by the same power of ten", () => {
  assert.deepEqual([100, 14, 13.9, 1.4, 0.0139, 0].map(enlarged), [1, 1, 10, 10, 10_000, 1]);
  const { factor, arrows } = arrowsOf(STEP, place);
  assert.equal(factor, 10);
  assert.deepEqual(arrows.map(({ by }) => by.map(Math.round)), [[-40, 20], [9, 9], [-31, 29]]);
});

test("an arrow without length is not drawn, one that is endless keeps its direction", () => {
  const { arrows } = arrowsOf({ ...STEP, coast: [0, 0], g: [3e9, 4e9], move: [-3, 0] }, place);
  assert.deepEqual(arrows.map(({ kind }) => kind), ["slope", "move"]);
  assert.deepEqual(arrows[0].by.map(Math.round), [-2400, 3200]);
});

test("the ellipse reaches as far as asked along the flat direction, and is thinner by the root of the ratio across it", () => {
  const eigen = /** @type {any} */ ({ values: [100, -4], vectors: [[0, 1], [1, 0]] });
  const [outline, steep, flat] = ellipseOf(eigen, [1, 2], { place, reach: 50 });
  const long = (/** @type {[number, number][]} */ [a, b]) => Math.hypot(b[0] - a[0], b[1] - a[1]) / 2;
  assert.ok(Math.abs(long(/** @type {any} */ (flat)) - 50) < 1e-9);
  assert.ok(Math.abs(long(/** @type {any} */ (steep)) - 50 / 5) < 1e-9);
  // On the model 100 v^2 + 4 u^2 (absolute curvatures) every point of the outline has the same value.
  const worth = outline.map(([x, y]) => 4 * (x - 10) ** 2 + 100 * (y - 80) ** 2);
  assert.ok(Math.max(...worth) / Math.min(...worth) - 1 < 1e-9);
});

test("rows of all lanes are aligned by their names, each in the order of a step", () => {
  const adam = { ...STEP, sigma: [1, 2], state: { before: { m: [0, 0], v: [0, 0] }, after: { m: [1, 1], v: [1, 1] } } };
  const names = aligned([quantities(STEP), quantities(adam)]).map(({ name }) => name);
  assert.deepEqual(names, ["position", "loss", "gradient", "state v", "state m", "rate", "divisor", "effective", "move", "coast"]);
});

/** @type {any} */
const MOMENTUM = {
  knobs: { mu: { mathml: "<math><mi>μ</mi></math>" } },
  lines: [{ line: 2, sets: [["v", ["+", ["*", "mu", "v-"], "g"]]] }, { line: 3, sets: [["x+", ["-", "x-", ["*", "lr", "v"]]]] }],
};
const plain = (/** @type {string} */ mathml) => mathml.replace(/<[^>]*>/g, "");

test("a line is told with symbols, and for each coordinate with numbers and what came out", () => {
  assert.deepEqual([...remembered(MOMENTUM)], ["v", "x"]);
  const [line] = shownLines(MOMENTUM, { unit: "momentum", line: 2, times: 1, before: { mu: 0.9, v: [-1, 1], g: [4, 2] }, after: { v: [3.1, 2.9] } });
  assert.equal(plain(line.symbols), "vt=μvt−1+gt");
  assert.deepEqual(line.rows.map(({ axis, numbers, result }) => [axis, plain(numbers), plain(result)]), [
    ["x", "0.9·(−1)+4", "=3.10"],
    ["y", "0.9·1+2", "=2.90"],
  ]);
  assert.equal(line.moves, false);
});

test("the mark on the slider is the limit at this step, in what the slider sets", () => {
  const lane = { optimizer: { key: "momentum", knobs: { lr: 0.4, mu: 0.9 } } };
  const scene = { surface: { key: "ellipse", knobs: {} }, lanes: [lane] };
  const state = /** @type {any} */ ({ scene: { value: scene }, exact: { value: { scene, step: 9, lanes: [STEP] } } });
  const path = "lanes.0.optimizer.knobs.lr";
  // The schedule has lowered the rate from 0.4 to 0.1, so a limit of 0.19 is 0.76 on the slider.
  const mark = limitOf(state, path);
  assert.ok(mark && Math.abs(mark.at - 0.76) < 1e-12);
  assert.equal(mark.says, "3.8/L");
  assert.equal(limitOf(state, "lanes.0.optimizer.knobs.mu"), null);
  assert.equal(limitOf(state, "lanes.1.optimizer.knobs.lr"), null);
  const elsewhere = { ...scene, surface: { key: "canyon", knobs: {} } };
  assert.equal(limitOf({ ...state, scene: { value: elsewhere } }, path), null);
});
