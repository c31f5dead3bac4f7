import assert from "node:assert/strict";
import test from "node:test";

import { toPixels, toUnits } from "../../static/js/panels/place.js";
import { layChart } from "../../static/js/charts/chart.js";
import { drawCurve, isCrowded } from "../../static/js/charts/curve.js";
import { COMMITTEE, HELD, togetherOf } from "../../static/js/charts/committee.js";
import { apart, drawNames } from "../../static/js/charts/ends.js";
import { columnValue } from "../../static/js/panels/readout.js";
import { PLAIN } from "../../static/js/view/theme.js";
import { catalog } from "./small-catalog.js";

const { series } = catalog;

/** @param {number} from @param {number} to @returns {import("../../static/js/view/steps.js").StepAxis} */
const linear = (from, to) => ({ steps: [from, to], scale: "linear" });

test("pixels and units are each other's inverse, y upward", () => {
  const view = /** @type {import("../../static/js/types.js").View} */ ({ x: [-23, 6], y: [-3.3, 3.3] });
  const box = { width: 500, height: 380 };
  assert.deepEqual(toPixels(view, box)([-23, 3.3]), [0, 0]);
  const [x, y] = toUnits(view, box)(toPixels(view, box)([-20, 1.5]));
  assert.ok(Math.abs(x + 20) < 0.01 && Math.abs(y - 1.5) < 0.01);
  assert.deepEqual(toUnits(view, box)([-50, 1000]), [-23, -3.3]);
});

test("labels are moved apart and stay inside where there is room", () => {
  const placed = apart([{ y: 50 }, { y: 52 }, { y: 51 }], 10, [0, 100]).map(({ y }) => y);
  assert.deepEqual(placed, [50, 60, 70]);
  assert.deepEqual(apart([{ y: 99 }, { y: 98 }], 10, [0, 100]).map(({ y }) => y), [90, 100]);
});

test("a curve tells the value of a step only where every step has a column to itself", () => {
  const pairs = Float32Array.of(9, 9, NaN, NaN, 5, 5, NaN, NaN, 1, 1);
  assert.deepEqual([0, 1, 2].map((step) => columnValue(pairs, step, linear(0, 2))), [9, 5, 1]);
  assert.equal(columnValue(pairs, 3, linear(0, 10)), null);
  assert.equal(columnValue(undefined, 0, linear(0, 2)), null);
  assert.equal(columnValue(pairs, 9, linear(0, 2)), null);
});

test("a curve tells no value that a float32 cannot hold", () => {
  const axis = linear(0, 2);
  const values = [1e-40, NaN, 0].map((_, step, all) => columnValue(Float32Array.from(all.flatMap((one) => [one, one])), step, axis));
  assert.deepEqual(values, [null, null, 0]);
});

/** @typedef {import("../../static/js/types.js").ValueAxis} Axis */
/** @param {[number, number]} range @param {Partial<Axis>} [more] @returns {Axis} */
const valueAxis = (range, more) => ({ log: true, range, ticks: [[range[0], "low"]], bare: false, ...more });

/** @param {Axis | null} axis @param {boolean} [dragging] @returns {any} a chart of one lane, of which an answer said this axis; null: not yet */
const chart = (axis, dragging = false) => {
  const lanes = [{ status: { kind: "finished", step: 2, reason: null }, arrays: { loss: Float32Array.of(0, 1, 100, NaN) } }];
  const area = { left: 0, right: 0, top: 0, bottom: 0, width: 100, height: 100 };
  return { series: series.loss, frame: { steps: 2, lanes, surface: {}, ...(axis && { axes: { loss: axis } }) }, area, theme: PLAIN, dragging };
};

test("curves stand on the axis that the server says: what is zero at the foot of a logarithmic one", () => {
  const lanes = (/** @type {Axis} */ axis) => [...(layChart(chart(axis), null)?.lanes[0] ?? [])];
  assert.deepEqual(lanes(valueAxis([-12, 2])), [-12, 0, 2, NaN]);
  assert.deepEqual(lanes(valueAxis([0, 100], { log: false })), [0, 1, 100, NaN]);
});

test("where no lane has a value, none is drawn", () => assert.deepEqual(layChart(chart(valueAxis([-1, 1], { bare: true })), null)?.lanes, []));

test("an axis stays until all lanes have come, and under a hand while the new one fits", () => {
  const [wide, narrow, other] = [valueAxis([-4, 4]), valueAxis([-2, 2]), valueAxis([-2, 2], { log: false })];
  const axisOf = (/** @type {any} */ now, /** @type {Axis | null} */ before) => layChart(now, before)?.axes.axis;
  assert.equal(layChart(chart(null), null), null);
  assert.equal(axisOf(chart(null), wide), wide);
  assert.equal(axisOf(chart(narrow), wide), narrow);
  assert.equal(axisOf(chart(narrow, true), wide), wide);
  assert.equal(axisOf(chart(wide, true), narrow), wide);
  assert.equal(axisOf(chart(other, true), wide), other);
});

test("under a hand that moves a curve is columns without holes, with its peaks, and a dashed one keeps its dashes", () => {
  const values = Array.from({ length: 100 }, (_, i) => 50 + 40 * Math.sin(i / 8));
  const pairs = Float32Array.from(values.flatMap((value, i) => [value, i === 60 ? 99 : value])); // one column holds a peak
  const area = { left: 0, right: 0, top: 0, bottom: 0, width: 100, height: 100 };
  const boxesOf = (/** @type {number} */ lane) => {
    /** @type {{ color: string, x: number, y: number, width: number, height: number }[]} */
    const boxes = [];
    const pen = { fillStyle: "", fillRect: (/** @type {number[]} */ ...[x, y, width, height]) => boxes.push({ color: pen.fillStyle, x, y, width, height }) };
    drawCurve(/** @type {any} */ (pen), { pairs, lane, area, across: [0, 100], y: (value) => 100 - value, split: 100, theme: PLAIN, draft: true });
    return boxes.filter(({ color }) => color !== PLAIN.ground);
  };
  const solid = boxesOf(0);
  const covers = (/** @type {number} */ x, /** @type {number} */ y) => solid.some((box) => box.x <= x && x <= box.x + box.width && box.y <= y && y <= box.y + box.height);
  for (let i = 1; i < 100; i++) assert.ok(covers(i + 0.5, 100 - values[i]), `column ${i}`);
  assert.ok(covers(60.5, 1));
  for (const lane of [1, 2, 3]) assert.ok(boxesOf(lane).some((box) => box.y < 2), `peak of lane ${lane}`);
  assert.ok(boxesOf(1).length < 0.8 * solid.length);
  assert.ok(boxesOf(1).length > 0.5 * solid.length);
});

test("with few steps the curve beyond the marker begins where the other one ends", () => {
  const pairs = Float32Array.from({ length: 200 }, (_, i) => ((i >> 1) % 10 ? NaN : 50)); // a row in every tenth column
  const area = { left: 0, right: 0, top: 0, bottom: 0, width: 100, height: 100 };
  /** @type {{ alpha: number, x: number }[]} */
  const points = [];
  const point = (/** @type {number} */ x) => points.push({ alpha: pen.globalAlpha, x });
  const pen = /** @type {any} */ (new Proxy({ globalAlpha: 1, lineTo: point, moveTo: point }, { get: (own, name) => Reflect.get(own, name) ?? (() => {}) }));
  drawCurve(pen, { pairs, lane: 0, area, across: [0, 100], y: (value) => 100 - value, split: 45, theme: PLAIN });
  const [past, future] = [points.filter(({ alpha }) => alpha === 1), points.filter(({ alpha }) => alpha < 1)];
  assert.ok(past.length && future.length);
  assert.equal(Math.min(...future.map(({ x }) => x)), Math.max(...past.map(({ x }) => x)));
});

test("a curve that fills its chart is known as such however many columns are empty, and is measured once", () => {
  let asked = 0;
  const y = (/** @type {number} */ value) => (asked++, 100 - value);
  const area = { left: 0, right: 0, top: 0, bottom: 0, width: 100, height: 100 };
  const wave = (/** @type {number} */ gap) => Float32Array.from({ length: 200 }, (_, i) => ((i >> 1) % gap ? NaN : (i >> 1) % (2 * gap) ? 95 : 5));
  const whole = { area, y, theme: PLAIN };
  assert.ok(isCrowded({ pairs: wave(1), ...whole }));
  assert.ok(isCrowded({ pairs: wave(2), ...whole }));
  assert.ok(!isCrowded({ pairs: Float32Array.from({ length: 200 }, (_, i) => i / 2), ...whole }));
  const pen = new Proxy({}, { get: () => () => {}, set: () => true });
  asked = 0;
  drawCurve(/** @type {any} */ (pen), { pairs: Float32Array.from({ length: 200 }, () => 50), lane: 0, across: [0, 100], split: 100, ...whole, crowded: false });
  assert.equal(asked, 200);
});

/** @param {number[] | undefined} members @param {number[][]} held @returns {any} a frame whose committee loses 2, 1 */
const judged = (members, held) => ({ members, arrays: { committee: Float32Array.of(2, 2, 1, 1) }, lanes: held.map((pairs) => ({ arrays: pairs.length ? { held: Float32Array.from(pairs) } : {} })) });

test("beside the loss of the mean answer stands that of its members on average, and not among their own curves", () => {
  const three = [[4, 4, 2, 2], [6, 6, 4, 4], [90, 90, 90, 90]];
  const told = (/** @type {any} */ frame, /** @type {string} */ key) => togetherOf(frame, key).map(({ name, pairs }) => [name, ...pairs]);
  const mean = ["mean answer", 2, 2, 1, 1];
  assert.deepEqual(told(judged([0, 1], three), COMMITTEE), [mean, ["members on average", 5, 5, 3, 3]]);
  assert.deepEqual(told(judged([0, 1], three), HELD), [mean]);
  assert.deepEqual(told(judged([0, 1], [[4, 4, 2, 2], []]), COMMITTEE), [mean], "the members' own losses were not asked for");
  assert.deepEqual(told(judged(undefined, three), COMMITTEE), [mean], "nobody says who the members are");
  assert.deepEqual(told(judged([0, 1], three), "train"), []);
});

test("the name of the mean answer stands among the lanes' at the end of its own curve, or over it where there is no room", () => {
  const [area, names] = [{ left: 0, right: 200, top: 0, bottom: 0, width: 300, height: 100 }, ["one", "two"]];
  const theme = { ...PLAIN, text: 10 };
  Object.assign(globalThis, { Path2D: class {} }); // of the lanes' markers
  const written = (/** @type {number} */ right, /** @type {string[]} */ lanes) => {
    /** @type {Record<string, [number, number]>} */
    const found = {};
    const pen = new Proxy({}, { get: (_, key) => (key === "measureText" ? (/** @type {string} */ text) => ({ width: 10 * text.length }) : key === "fillText" ? (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) => void (found[text] = [x, y]) : () => undefined), set: () => true });
    drawNames(/** @type {any} */ (pen), { area: { ...area, right }, names: lanes, theme }, [Float32Array.of(10, 10), Float32Array.of(22, 22)], (value) => value, [{ name: "mean answer", pairs: Float32Array.of(16, 16), look: { color: "#000", dash: [] } }]);
    return found;
  };
  const { one, two, "mean answer": mean } = written(200, names);
  assert.ok(one[1] < mean[1] && mean[1] < two[1], "in the order of the curves");
  assert.ok(mean[0] > area.width && mean[0] === one[0]);
  for (const [right, lanes] of /** @type {[number, string[]][]} */ ([[60, names], [200, []]])) assert.ok(written(right, lanes)["mean answer"][0] < area.width);
});
