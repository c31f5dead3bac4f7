import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { countUpTo, lossRange, placeAt, trailOf } from "../../static/js/class/ink.js";
import { drawNames } from "../../static/js/class/names.js";
import { endColor, RUN, ranAt, SWEEP } from "../../static/js/class/starts.js";
import { minimumColor } from "../../static/js/map/colors.js";
import { grounds } from "../../static/js/view/looks.js";

/** @param {number[]} x @param {number[]} at */
const lane = (x, at) => ({
  ...{ rows: x.length, whole: false, steps: at[at.length - 1], diverged: false },
  ...{ x: Float64Array.from(x), y: Float64Array.from(x, () => 0), loss: Float64Array.from(x), at: Uint32Array.from(at) },
});
/** @param {number} x @param {number} y @returns {[number, number]} */
const place = (x, y) => [100 * x, y];

test("the grounds of a class are those of the page", () => {
  const style = readFileSync(new URL("../../static/style.css", import.meta.url), "utf8");
  for (const [name, block] of /** @type {const} */ ([["light", /:root \{(.*?)\}/s], ["dark", /:root\[data-theme="dark"\] \{(.*?)\}/s]])) {
    const colors = Object.fromEntries([...(block.exec(style)?.[1] ?? "").matchAll(/--([\w-]+): (#\w+);/g)].map(([, key, value]) => [key, value]));
    const { dark, ...its } = grounds[name];
    assert.deepEqual(its, Object.fromEntries(Object.keys(its).map((key) => [key, colors[key]])), name);
    assert.equal(dark, name === "dark");
  }
});

test("between two rows the marker is on the line between them, after the last it stays", () => {
  const trail = trailOf(lane([0, 1, 3], [0, 10, 20]), 0, place);
  assert.deepEqual([0, 5, 10, 15, 20, 1000].map((step) => placeAt(trail, step)?.[0]), [0, 50, 100, 200, 300, 300]);
  assert.equal(trail.length, 300);
  assert.deepEqual([0, 9, 10, 25].map((step) => countUpTo(trail.lane.at, step)), [1, 1, 2, 3]);
});

test("what the line passes by, and a gap, do not make it longer", () => {
  assert.equal(trailOf({ ...lane([0, 5, 1], [0, 1, 2]), line: "m.l" }, 0, place).length, 100);
  assert.equal(trailOf({ ...lane([0, 1, 4, 6], [0, 1, 2, 3]), line: "mlml" }, 0, place).length, 300);
});

test("a chart of losses ends 24 powers of ten below the highest, one of values where they end", () => {
  const paths = { ...{ kind: /** @type {1} */ (1), number: 1, draft: false, view: /** @type {[number, number, number, number]} */ ([0, 1, 0, 1]) }, ...{ until: null, steps: 1, lanes: [] } };
  assert.deepEqual(lossRange({ ...paths, loss: [-307, 2], log: true }), [-22, 2]);
  assert.deepEqual(lossRange({ ...paths, loss: [-3, 2], log: true }), [-3, 2]);
  assert.deepEqual(lossRange({ ...paths, loss: [-307, 2], log: false }), [-307, 2]);
});

test("a diverged run counts up to two powers of ten above its first loss, as on the lecturer's charts", () => {
  const paths = { ...{ kind: /** @type {1} */ (1), number: 1, draft: false, view: /** @type {[number, number, number, number]} */ ([0, 1, 0, 1]), loss: /** @type {[number, number]} */ ([-3, 20]) }, ...{ until: null, steps: 1 } };
  const [calm, wild] = [lane([1, -3], [0, 1]), { ...lane([1, 20], [0, 1]), diverged: true }];
  assert.deepEqual(lossRange({ ...paths, log: true, lanes: [calm, wild] }), [-3, 3]);
  assert.deepEqual(lossRange({ ...paths, log: false, lanes: [calm, wild] }), [-3, 3]);
  assert.deepEqual(lossRange({ ...paths, log: true, lanes: [calm, { ...wild, diverged: false }] }), [-3, 20]);
});

/** What is written where: a pen that knows no letters but 10 pixels wide ones. @param {{ at: [number, number], name: string }[]} named @param {{ marks?: [number, number][], trails?: import("../../static/js/class/ink.js").Trail[] }} [there] */
function written(named, { marks = [], trails = [] } = {}) {
  /** @type {Record<string, [number, number]>} */
  const found = {};
  const pen = { measureText: (/** @type {string} */ text) => ({ width: 10 * text.length }), strokeText() {}, fillText: (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) => void (found[text] = [x, y]) };
  drawNames(/** @type {any} */ (pen), named, { box: { width: 400, height: 300 }, trails, marks }, /** @type {any} */ ({ em: 20, text: 20, font: "" }));
  return found;
}

test("a name stands beside its marker, whole, and covers no other mark", () => {
  assert.deepEqual(written([{ at: [100, 100], name: "Adam" }]), { Adam: [114, 100] });
  assert.deepEqual(written([{ at: [390, 100], name: "Adam" }]), { Adam: [336, 100] });
  assert.deepEqual(written([{ at: [200, 100], name: "a name that is longer than the picture is wide" }]), {});
  assert.deepEqual(written([{ at: [100, 100], name: "Adam" }], { marks: [[130, 100]] }), { Adam: [46, 100] });
  assert.deepEqual(written([{ at: [500, 100], name: "outside" }]), {});
  assert.equal(new Set(Object.values(written(["one", "two", "six"].map((name) => ({ at: /** @type {[number, number]} */ ([100, 100]), name })))).map(String)).size, 3);
});

test("a name that would be nearer to another marker is left out", () => {
  const named = [{ at: /** @type {[number, number]} */ ([150, 150]), name: "a" }, { at: /** @type {[number, number]} */ ([150, 175]), name: "b" }];
  const marks = /** @type {[number, number][]} */ ([[170, 150], [130, 150], [150, 125], [170, 126], [130, 126]]);
  assert.deepEqual(Object.keys(written(named, { marks })), ["b"]);
});

test("a name covers little of a path", () => {
  const zigzag = Array.from({ length: 60 }, (_, i) => i / 15);
  const trail = trailOf({ ...lane(zigzag, zigzag.map((_, i) => i)), y: Float64Array.from(zigzag, (_, i) => 300 * (i % 2)) }, 0, place);
  assert.deepEqual(written([{ at: [200, 150], name: "Adam" }], { trails: [trail] }), {});
});

test("ends have the colours of a map, whatever stands between the minima", () => {
  const minimum = /** @type {const} */ ({ kind: "minimum", x: 0, y: 0, count: 1 });
  const diverged = /** @type {const} */ ({ kind: "diverged", x: null, y: null, count: 1 });
  const ends = [minimum, diverged, minimum];
  for (const dark of [false, true]) {
    assert.deepEqual([0, 2].map((end) => endColor(ends, end, dark)), [0, 1].map((nth) => minimumColor(nth, 0.5, dark)));
  }
  assert.equal(new Set([0, 1, 2, 255].map((end) => String(endColor(ends, end, false)))).size, 4);
});

test("the map comes in when the starts have run, and not before it is there", () => {
  assert.deepEqual(ranAt(RUN / 2, 10 * SWEEP), { share: 0.5, sweep: 0 });
  assert.deepEqual(ranAt(10 * RUN, null), { share: 1, sweep: 0 });
  assert.deepEqual(ranAt(10 * RUN, SWEEP / 2), { share: 1, sweep: 0.5 });
  assert.deepEqual(ranAt(RUN + SWEEP / 4, 10 * RUN), { share: 1, sweep: 0.25 });
});
