import assert from "node:assert/strict";
import { test } from "node:test";

import { part, pixelAt, shareOf, ticksOf, valueAt } from "../../static/js/map/axis.js";
import { changeMap, chooseAxis, chooseKnobs, mapOf, offered, usualAxis, usualCount } from "../../static/js/map/choice.js";
import { computed, emptyGrid, fill, sharesOf, spots } from "../../static/js/map/grid.js";
import { decodeMap, pixels } from "../../static/js/map/wire.js";
import { complete } from "../../static/js/scene/complete.js";
import { fieldOf, groundOf, withValues } from "../../static/js/scene/mapped.js";
import { moveLane } from "../../static/js/scene/pens.js";
import { chooseOptimizer, chooseSurface, removeLane } from "../../static/js/scene/scene.js";
import { frames } from "../../static/js/server/wire.js";
import { createState } from "../../static/js/state.js";
import { catalog, given } from "./small-catalog.js";
import { frame, half } from "./map-frames.js";

/** @typedef {import("../../static/js/types.js").MapAxis} Axis */

const scene = complete(catalog, given);

/** @param {Partial<Axis>} [more] @returns {Axis} */
const axis = (more) => ({ path: "knobs.lr", low: 0.01, high: 1, count: 4, scale: "log", ...more });

test("a pixel belongs to one pass of the drawing", () => {
  const seen = new Map();
  for (const cell of [8, 4, 2, 1]) {
    const { columns, rows } = pixels([cell, 0, 0, 64], 21, 13);
    columns.forEach((i, k) => seen.set(`${i} ${rows[k]}`, (seen.get(`${i} ${rows[k]}`) ?? 0) + 1));
  }
  assert.equal(seen.size, 21 * 13);
  assert.deepEqual(new Set(seen.values()), new Set([1]));
});

test("the only pass has every pixel", () => {
  assert.equal(pixels([1, 0, 0, 64], 5, 3, true).columns.length, 15);
});

test("a frame is read back: classes of all tiles, then their values", () => {
  const { tiles, head } = decodeMap(frame({ id: 3, last: true }, [[8, 0, 0, 2], [4, 0, 0, 4]], [0, 1, 2], [0.5, 1, -2.5]), 9, 2);
  assert.equal(head.last, true);
  assert.deepEqual(tiles.map(({ columns, rows }) => [...columns].map((i, k) => [i, rows[k]])), [[[0, 0], [8, 0]], [[4, 0]]]);
  assert.deepEqual([...tiles[0].classes], [0, 1]);
  assert.deepEqual([...tiles[1].values], [-2.5]);
});

test("frames that follow each other in one answer are told apart", () => {
  const [one, two] = [frame({ id: 3 }, [[8, 0, 0, 1]], [7], [0.25]), frame({ id: 3, last: true }, [[8, 8, 0, 1]], [9], [4])];
  const both = new Uint8Array(one.byteLength + two.byteLength);
  both.set(new Uint8Array(one), 0);
  both.set(new Uint8Array(two), one.byteLength);
  const found = frames(both.buffer);
  assert.deepEqual(found.map((each) => each.byteLength), [one.byteLength, two.byteLength]);
  assert.deepEqual([...decodeMap(found[1], 16, 8).tiles[0].classes], [9]);
});

test("every number of 16 bits is read as it was written", () => {
  for (const value of [0, 1, -1, 0.1, 2 ** -24, -65504, Infinity]) {
    const { tiles } = decodeMap(frame({ id: 1 }, [[1, 0, 0, 1]], [0], [value]), 1, 1, true);
    assert.equal(half(tiles[0].values[0]), half(value));
  }
});

/** @param {[number, number, number, number]} job @param {number} kind @param {number} columns @param {number} rows */
function tile(job, kind, columns, rows) {
  const places = pixels(job, columns, rows);
  return { job, ...places, classes: new Uint8Array(places.columns.length).fill(kind), values: new Float32Array(places.columns.length).fill(kind) };
}

test("a coarse pixel stands for its square until finer ones arrive, in whatever order", () => {
  for (const order of [[8, 4], [4, 8]]) {
    const grid = emptyGrid(8, 8);
    for (const cell of order) fill(grid, tile([cell, 0, 0, 2], cell, 8, 8));
    assert.deepEqual([grid.classes[0], grid.classes[3], grid.classes[4], grid.classes[8 * 7]], [8, 8, 4, 4]);
    assert.deepEqual([computed(grid, 3, 2), computed(grid, 7, 1)], [[0, 0], [4, 0]]);
  }
});

test("what has not arrived has no pixel, and counts for no share", () => {
  const grid = emptyGrid(16, 8);
  fill(grid, tile([8, 8, 0, 1], 3, 16, 8));
  assert.equal(computed(grid, 0, 0), null);
  assert.deepEqual([...sharesOf(grid)], [[3, 1]]);
});

test("a letter stands in the middle of the largest square of its class", () => {
  const grid = emptyGrid(6, 6);
  grid.cells.fill(1);
  grid.classes.fill(1);
  for (const at of [0, 1, 2, 6, 7, 8, 12, 13, 14]) grid.classes[at] = 0;
  assert.deepEqual(spots(grid).get(0), { i: 1, j: 1, side: 3 });
  assert.equal(spots(grid).get(1)?.side, 3);
});

test("axes are even in the value, in its logarithm, or in log(1 - v)", () => {
  assert.equal(shareOf(axis({ scale: "linear" }), 0.505), 0.5);
  assert.ok(Math.abs(valueAt(axis(), 0.5) - 0.1) < 1e-15);
  const near = axis({ low: 0, high: 0.9999, scale: "near_one" });
  assert.ok(Math.abs(valueAt(near, 0.5) - 0.99) < 1e-12);
  assert.ok(Math.abs(shareOf(near, 0.999) - 0.75) < 1e-12);
  assert.deepEqual([pixelAt(0.999, 4), pixelAt(1, 4), pixelAt(-1, 4)], [3, 3, 0]);
});

test("ticks are round numbers of the scale", () => {
  assert.deepEqual(ticksOf(axis({ low: 1e-4, high: 1 }), 6).map(([, says]) => says), ["10⁻⁴", "10⁻³", "0.01", "0.1", "1"]);
  assert.deepEqual(ticksOf(axis({ low: 0, high: 0.9999, scale: "near_one" }), 6).map(([, says]) => says), ["0", "0.9", "0.99", "0.999", "0.9999"]);
  assert.deepEqual(ticksOf(axis({ low: -1, high: 1, scale: "linear" }), 4).map(([share, says]) => `${share} ${says}`), ["0 −1", "0.25 −0.5", "0.5 0", "0.75 0.5", "1 1"]);
});

test("a zoom keeps what is inside, and ends where neighbouring numbers are the same", () => {
  const plane = axis({ low: -4, high: 4, count: 256, scale: "linear" });
  const half = part(plane, [0.5, 0.75], [-1e12, 1e12], catalog.plane);
  assert.deepEqual([half.low, half.high], [0, 2]);
  let deep = axis({ low: 1, high: 2, count: 256, scale: "linear" });
  for (let turn = 0; turn < 100; turn++) deep = part(deep, [0.4, 0.6], [-1e12, 1e12], catalog.plane);
  assert.ok(deep.high - deep.low > 2 ** -40 && deep.high - deep.low < 2 ** -36, String(deep.high - deep.low));
});

test("a zoom out stops at what the number may be", () => {
  const shares = part(axis({ low: 0.5, high: 0.9, scale: "linear" }), [-2, 3], [0, 1], catalog.plane);
  assert.deepEqual([shares.low, shares.high], [0, 1]);
});

test("an axis names a field of the scene or of its lane", () => {
  assert.deepEqual(["start.0", "steps", "surface.kappa", "knobs.lr", "lr_scale.1", "warmup", "batch", "freeze.x"].map((path) => fieldOf(scene, path, 1)),
    ["start.0", "steps", "surface.knobs.kappa", "lanes.1.optimizer.knobs.lr", "lanes.1.lr_scale.1", "lanes.1.warmup", "lanes.1.batch", "lanes.1.freeze.x"]);
});

test("what a lane has of its own is its own field", () => {
  const own = { ...scene, lanes: [scene.lanes[0], { ...scene.lanes[1], knobs: { kappa: 3 }, start: /** @type {[number, number]} */ ([1, 2]) }] };
  assert.deepEqual(["surface.kappa", "surface.angle", "start.1"].map((path) => fieldOf(own, path, 1)), ["lanes.1.knobs.kappa", "surface.knobs.angle", "lanes.1.start.1"]);
  assert.equal(fieldOf(own, "start.1", 0), "start.1");
});

test("a click changes the two numbers and nothing else", () => {
  const map = { lane: 1, axes: /** @type {[Axis, Axis]} */ ([axis(), axis({ path: "surface.kappa" })]), measure: /** @type {const} */ ("end"), tolerance: null, seeds: 1 };
  const made = withValues(scene, map, [0.123456789, 77]);
  assert.deepEqual([made.lanes[1].optimizer.knobs.lr, made.surface.knobs.kappa], [0.123456789, 77]);
  assert.deepEqual(withValues(made, map, [0.6, 10]), scene);
});

test("a map is not drawn anew for what varies on it, for another lane, or for a name", () => {
  const map = { ...mapOf(createState(catalog, scene)) };
  const ground = groundOf(scene, map);
  assert.equal(groundOf({ ...scene, start: [1, 1] }, map), ground);
  assert.equal(groundOf({ ...scene, seed: 9 }, map), ground);
  assert.equal(groundOf({ ...scene, lanes: [{ ...scene.lanes[0], label: "mine" }, { ...scene.lanes[1], warmup: 7 }] }, map), ground);
  assert.notEqual(groundOf({ ...scene, lanes: [{ ...scene.lanes[0], warmup: 7 }] }, map), ground);
  assert.notEqual(groundOf({ ...scene, noise: [1, 0], seed: 9 }, map), groundOf({ ...scene, noise: [1, 0] }, map));
});

test("every number that is no list can vary, over the range of its slider", () => {
  const paths = offered(catalog, complete(catalog, { ...given, lanes: [{ optimizer: { key: "around" }, schedule: { key: "pieces" } }] }), 0).map(({ path }) => path);
  assert.ok(["start.0", "knobs.lr", "knobs.period", "inner.alpha", "surface.kappa", "steps", "noise.1", "lr_scale.0", "warmup", "weight_decay"].every((path) => paths.includes(path)));
  assert.ok(!paths.includes("inner.lr") && !paths.includes("schedule.bounds"));
  assert.deepEqual(usualAxis(catalog, scene, 0, "start.1", 64), { path: "start.1", low: -4, high: 4, count: 64, scale: "linear" });
});

test("the usual map is the plane of starts, and a longer run gets fewer pixels", () => {
  const { axes, measure } = mapOf(createState(catalog, scene));
  assert.deepEqual(axes.map(({ path, low, high }) => [path, low, high]), [["start.0", -9, 5], ["start.1", -4, 4]]);
  assert.equal(measure, "end");
  assert.deepEqual([400, 5000, 20_000, 100_000].map(usualCount), [512, 256, 128, 64]);
});

test("choosing the number of the other axis changes places", () => {
  const state = createState(catalog, scene);
  chooseKnobs(state);
  const [first, second] = mapOf(state).axes.map(({ path }) => path);
  chooseAxis(state, 0, second);
  assert.deepEqual(mapOf(state).axes.map(({ path }) => path), [second, first]);
});

test("a map goes with the number that it varies, and with its surface", () => {
  const state = createState(catalog, scene);
  const other = axis({ path: "knobs.alpha", low: 0, high: 0.9, scale: "linear" });
  changeMap(state, { lane: 1, axes: [axis(), other] });
  const mapped = state.scene.value;
  assert.equal(chooseOptimizer(catalog, mapped, 0, "rms").map, mapped.map);
  assert.equal(chooseOptimizer(catalog, mapped, 1, "plain").map, undefined);
  assert.equal(chooseSurface(catalog, mapped, "trough").map, undefined);
});

test("a map stays with its lane when lanes are moved or removed, and goes with it", () => {
  const state = createState(catalog, scene);
  changeMap(state, { lane: 1 });
  const mapped = state.scene.value;
  assert.equal(moveLane(mapped, 1, 0).map?.lane, 0);
  assert.equal(removeLane(mapped, 0).map?.lane, 0);
  assert.equal(removeLane(mapped, 1).map, undefined);
});
