import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf, isOwn, made, nearest, training, withExamples, without } from "../../static/js/data/examples.js";
import { border, nameLines, spot } from "../../static/js/data/draw_model.js";
import { companion, lookOf, movedTo, placeOf } from "../../static/js/data/look.js";
import { keptView, squared, viewOf } from "../../static/js/data/room.js";
import { toPixels } from "../../static/js/panels/place.js";
import { drawnAgain } from "../../static/js/scene/data.js";
import { isTable, lineAt } from "../../static/js/data/text.js";
import { viewHolding } from "../../static/js/data/sight.js";
import { linesOf, longest, meanAnswer, meshOf } from "../../static/js/data/draw_together.js";
import { litAt, togetherAt, weightsAt } from "../../static/js/data/weights.js";
import { signal } from "../../static/vendor/signals-core.js";

const [line, plane] = [lookOf("linear_regression"), lookOf("logistic_regression")];
/** @type {[number, number, number][]} */
const rows = [[1, 2, 3], [-1, -2, 0], [2, 4, 1]];

test("a target stands over its input, a class in the plane of both inputs", () => {
  assert.deepEqual(placeOf(line, [1, 2, 3]), [1, 3]);
  assert.deepEqual(placeOf(plane, [1, 2, 3]), [1, 2]);
});
test("a move changes what is drawn and nothing else", () => {
  assert.deepEqual(movedTo(line, [1, 2, 3], [5, 7]), [5, 2, 7]);
  assert.deepEqual(movedTo(plane, [1, 2, 1], [5, 7]), [5, 7, 1]);
});

test("what the models answer", () => {
  assert.equal(line.answer?.(2, 3, 5, 7), 31);
  assert.equal(plane.answer?.(2, -1, 1, 2), 0.5);
  assert.equal(lookOf("tiny_network").answer?.(2, 3, 0.5, 9), 3 * Math.tanh(1));
  assert.equal(lookOf("unheard_of").answer, null);
});

test("the second input is the least-squares share of the first", () => assert.equal(companion(rows)(10), 20));
test("an intercept stays what it is", () => assert.equal(companion([[1, 1, 0], [3, 1, 0]])(10), 1));

/** @param {object} [surface] */
const scene = (surface) => /** @type {any} */ ({ surface: { key: "linear_regression", knobs: { n: 3, resample: 2 }, ...surface }, lanes: [{ batch: 2 }] });

test("examples that are taken over are not drawn from again", () => assert.equal(withExamples(scene(), rows).surface.knobs.resample, 0));
test("one's own are, as long as they are asked for", () => assert.equal(withExamples(scene({ examples: rows }), rows).surface.knobs.resample, 2));
test("the drawn ones come back", () => {
  assert.equal(isOwn(withExamples(scene(), rows)), true);
  assert.deepEqual(drawnAgain(withExamples(scene(), rows)).surface, { key: "linear_regression", knobs: { n: 3, resample: 0 } });
});
test("one is left out", () => assert.deepEqual(without(rows, 1), [rows[0], rows[2]]));

test("the nearest within reach", () => {
  assert.equal(nearest([[0, 0], [10, 0]], [8, 1], 5), 1);
  assert.equal(nearest([[0, 0], [10, 0]], [5, 9], 5), null);
});
test("a new example gets the class of its neighbour, unless the tool has one", () => {
  assert.deepEqual(made(plane, [[0, 0, 0], [5, 5, 1]], [4, 4], null, () => 9), [4, 4, 1]);
  assert.deepEqual(made(plane, [[0, 0, 0], [5, 5, 1]], [4, 4], 0, () => 9), [4, 4, 0]);
});
test("a new example of a line has the second input that goes with the first", () => assert.deepEqual(made(line, rows, [1, 4], null, companion(rows)), [1, 2, 4]));

test("data as CSV say which are for validation", () => assert.equal(csvOf([[1, 2, 3]], [[4, 5, 6]]), "a,b,t,set\n1,2,3,training\n4,5,6,validation\n"));

test("the view holds all with room at each end", () => assert.deepEqual(viewOf([[0, 10], [100, 10]]), { x: [-8, 108], y: [8.6, 12.2] }));
test("it stays under a dragging hand while everything is in it", () => {
  const before = { x: /** @type {[number, number]} */ ([0, 10]), y: /** @type {[number, number]} */ ([0, 10]) };
  assert.deepEqual(keptView(before, { x: [1, 9], y: [1, 12] }), { x: [0, 10], y: [1, 12] });
});
test("equal units on both axes", () => assert.deepEqual(squared({ x: [0, 10], y: [0, 10] }, { width: 200, height: 100 }), { x: [-5, 15], y: [0, 10] }));

const square = { view: { x: [-1, 1], y: [-1, 1] }, place: (/** @type {[number, number]} */ at) => at };
test("the line between the classes runs through the origin, at right angles to the weights", () => {
  const [from, to] = border(/** @type {any} */ (square), [3, 4], 0);
  assert.ok(Math.abs(3 * from[0] + 4 * from[1]) < 1e-12 && Math.abs(3 * to[0] + 4 * to[1]) < 1e-12);
});
test("no weights, no line", () => assert.deepEqual(border(/** @type {any} */ (square), [0, 0], 0), []));
test("a name stands on the part of a line that is seen", () => {
  const [x, y] = spot([[-100, 50], [200, 50]], { width: 100, height: 100 }, 0.5) ?? [NaN, NaN];
  assert.ok(Math.abs(x - 50) < 1 && y === 50);
});

test("a table with a broken cell is one", () => assert.equal(isTable("a,t\n1,2\n3,x\n5,6"), true));
test("prose is none", () => assert.equal(isTable("See why optimizers blow up.\nThey do, at 2 of 3 rates."), false));
test("a link is none", () => assert.equal(isTable("http://127.0.0.1:8000/#1.abc"), false));
test("the line that a sentence speaks of", () => assert.equal("a,t\n1,2\n3,x".slice(...lineAt("a,t\n1,2\n3,x", 3)), "3,x"));

/** A run of four steps, of which each row's batch is known. @param {{ marker?: number, hover?: number | null, lane?: object }} [more] */
function state({ marker = 0, hover = null, lane = {} } = {}) {
  const frame = {
    ...{ steps: 4, scene: scene(), panels: [{ width: 100, height: 100, x: [0, 10], y: [0, 10] }], data: { train: { a: [1, -1, 2], b: [2, -2, 4], t: [3, 0, 1] } } },
    arrays: { stops: Float32Array.from([0, 1, 2, 3, 4]) },
    lanes: [{
      status: { step: 4 }, answered: { x: 7, y: 8, row: 2 },
      arrays: { balls: new Float32Array([10, 100, 20, 100, 30, 100, 40, 100, 50, 0]), picks: new Float32Array([0, 1, 2, -1, 0, 1, 2, -1, 2, -1]) }, ...lane,
    }],
  };
  const signals = { frame: signal(frame), scene: signal(frame.scene), marker: signal(marker), hover: signal(hover), exact: signal(null), glance: signal(null), until: signal(null) };
  return /** @type {any} */ (signals);
}

test("the walker's weights at the marker, from the picture", () => assert.deepEqual(weightsAt(state({ marker: 1 }), 0), [2, 0]));
test("under the mouse", () => assert.deepEqual(weightsAt(state({ marker: 1, hover: 3 }), 0), [4, 0]));
test("at the end those that the run answers with", () => assert.deepEqual(weightsAt(state({ marker: 4 }), 0), [7, 8]));
test("while the mouse is on the last step, the walker's", () => assert.deepEqual(weightsAt(state({ marker: 4, hover: 4 }), 0), [5, 10]));

test("who answers together at the marker, if a chart asks and all are known", () => {
  const made = state({ marker: 1 });
  assert.deepEqual(togetherAt(made), []);
  const frame = { ...made.frame.value, members: [0, 0] };
  assert.deepEqual(togetherAt({ ...made, frame: signal(frame) }), [[2, 0], [2, 0]]);
  assert.deepEqual(togetherAt({ ...made, frame: signal({ ...frame, members: [0] }) }), []);
  assert.deepEqual(togetherAt({ ...made, frame: signal({ ...frame, members: [0, 9] }) }), []);
});

/** @param {import("../../static/js/data/look.js").Look} look @param {[number, number][]} together @returns {any} */
const together = (look, together) => ({ look, together, box: { width: 100, height: 100 }, view: { x: [-10, 10], y: [-10, 10] }, companion: () => 0, place: (/** @type {[number, number]} */ at) => at });
test("two models that are each sure: between their lines the mean answer is unsure", () => {
  const two = together(plane, [[9, 0], [0, 9]]); // the lines a = 0 and b = 0
  assert.ok(meanAnswer(two)(5, 5) > 0.99);
  assert.ok(Math.abs(meanAnswer(two)(5, -5) - 0.5) < 1e-9);
  const mesh = meshOf(two);
  assert.deepEqual([mesh?.nx, mesh?.ny, mesh?.bands.length], [21, 21, 441]);
  assert.ok(mesh && mesh.bands[0] < 0.01 && mesh.bands[440] > 0.99 && Math.abs(mesh.bands[20] - 0.5) < 1e-6, "the lowest row first");
});
test("the line on which it is one half", () => {
  const two = together(plane, [[2, 1], [2, 1]]); // b = -2 a
  const line = longest(linesOf(two, meshOf(two)));
  assert.ok(line.length >= 21 && line.every(([x, y]) => Math.abs(y - 50 - 2 * (x - 50)) < 5), "downward to the right");
});
test("between no classes the mean answer is a curve, of nobody it is nothing", () => {
  const mean = linesOf(together(line, [[1, 0], [3, 0]]), meshOf(together(line, [[1, 0], [3, 0]])));
  assert.deepEqual([mean.length, mean[0][0], mean[0].at(-1)], [1, [-10, -20], [10, 20]]);
  assert.equal(meshOf(together(line, [[1, 0], [3, 0]])), null);
  assert.deepEqual(linesOf(together(plane, []), meshOf(together(plane, []))), []);
});

test("the examples of the step taken from the marker", () => assert.deepEqual(litAt(state(), 0, rows), [0, 1]));
test("of a short batch fewer", () => assert.deepEqual(litAt(state({ marker: 1 }), 0, rows), [2]));
test("a lane with its own table sees those that are drawn", () => {
  const lane = { data: { train: { a: [2, 2, 1], b: [4, 4, 2], t: [1, 1, 3] } } };
  assert.deepEqual(litAt(state({ lane }), 0, rows), [2, 2]);
});
test("of a long run what the server says about the step", () => {
  const made = state({ lane: { arrays: {} } });
  assert.equal(litAt(made, 0, rows), null);
  made.exact.value = { scene: made.frame.value.scene, step: 1, lanes: [{ examples: [{ i: 1 }] }] };
  assert.deepEqual(litAt(made, 0, rows), [1]);
});
test("one's own examples are there before the picture is", () => assert.deepEqual(training(/** @type {any} */ ({ scene: signal(scene({ examples: rows })) })), rows));

const whole = { x: /** @type {[number, number]} */ ([-1, 3]), y: /** @type {[number, number]} */ ([-1, 3]) };
test("a minimum that is seen changes no view", () => assert.deepEqual(viewHolding(whole, [[2, 2]]), whole));
test("one outside is brought in, with room beside it", () => assert.deepEqual(viewHolding(whole, [[7, 2]]), { x: [-1, 9], y: [-1, 3] }));

test("the names of the lines stand beside each other, not on each other", () => {
  /** @type {{ says: string, x: number, y: number }[]} */
  const said = [];
  const box = { width: 366, height: 314 };
  const view = /** @type {import("../../static/js/types.js").View} */ ({ x: [-4.7, 4.4], y: [-3.5, 4.3] });
  const known = { measureText: (/** @type {string} */ says) => ({ width: 7 * says.length }), fillText: (/** @type {string} */ says, /** @type {number} */ x, /** @type {number} */ y) => void said.push({ says, x, y }) };
  const pen = new Proxy(/** @type {any} */ (known), { get: (own, name) => own[name] ?? (() => {}), set: () => true });
  const theme = { em: 16, text: 12.5, font: "sans-serif", ink: "#000", muted: "#555", ground: "#fff" };
  const models = [[4.7, 2.5], [3.9, 7.3]].map((at, lane) => ({ lane, at }));
  nameLines(pen, /** @type {any} */ ({ box, view, place: toPixels(view, box), theme, look: plane, truth: [2.1, 2.1], models, together: [] }), []);
  assert.deepEqual(said.map(({ says }) => says), ["truth", "p = ½"]);
  const [one, other] = said;
  said.length = 0;
  nameLines(pen, /** @type {any} */ ({ box, view, place: toPixels(view, box), theme, look: plane, truth: [2.1, 2.1], models, together: [[4, 2], [3, 7]] }), []);
  assert.deepEqual(said, [], "while they answer together no line of the truth is drawn, also where the mean answer has none here");
  assert.ok(Math.abs(one.y - other.y) > 12.5 || Math.abs(one.x - other.x) > 35, JSON.stringify(said));
});
