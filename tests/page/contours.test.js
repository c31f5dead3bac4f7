import assert from "node:assert/strict";
import { test } from "node:test";
import { contoursOf, linesAt } from "../../static/js/view/contours.js";

/** A mesh of a function of shares from the left and from below. @param {number} n @param {(x: number, y: number) => number} f @returns {import("../../static/js/types.js").Mesh} */
const mesh = (n, f) => ({
  ...{ nx: n, ny: n, spacing: "linear", levels: [1, 2, 3, 4] },
  bands: Float32Array.from({ length: n * n }, (_, k) => f((k % n) / (n - 1), Math.floor(k / n) / (n - 1))),
});

/** @param {Float32Array} line @returns {[number, number][]} */
const points = (line) => Array.from({ length: line.length / 2 }, (_, i) => [line[2 * i], line[2 * i + 1]]);

test("a circle is one closed line, as round as the mesh is fine", () => {
  const [line, ...others] = linesAt(mesh(41, (x, y) => 2 * Math.hypot(x - 0.5, y - 0.5)), 0.5);
  assert.deepEqual(others, []);
  const all = points(line);
  assert.deepEqual(all[0], all.at(-1));
  for (const [x, y] of all) assert.ok(Math.abs(Math.hypot(x - 0.5, y - 0.5) - 0.25) < 1e-3);
});

test("a line that leaves the mesh is not cut, and ends at its edges", () => {
  const lines = linesAt(mesh(11, (x) => x), 0.55);
  assert.equal(lines.length, 1);
  assert.deepEqual(points(lines[0]).map(([x]) => Number(x.toFixed(6))), Array(11).fill(0.55));
  assert.deepEqual([lines[0][1], lines[0].at(-1)].sort(), [0, 1]);
});

test("a saddle's two lines stay apart, whichever of its corners are above", () => {
  for (const sign of [1, -1]) {
    const saddle = mesh(20, (x, y) => 0.5 + sign * (x - 0.5) * (y - 0.5)); // its middle is the middle of a cell
    const lines = linesAt(saddle, 0.5003);
    assert.equal(lines.length, 2);
    for (const line of lines) assert.ok(points(line).every(([x, y]) => Math.abs(sign * (x - 0.5) * (y - 0.5) - 3e-4) < 1e-3));
  }
});

test("nothing is known beyond the highest level, which has no line", () => {
  const levels = contoursOf(mesh(21, (x) => x)).map((line) => Number(line[0].toFixed(6)));
  assert.deepEqual(levels, [0.25, 0.5, 0.75]);
});
