import assert from "node:assert/strict";
import test from "node:test";

import { turned } from "../../static/js/panels/solid.js";
import { heightAt, laid, pathLines } from "../../static/js/panels/space.js";

/** f = x + 10 y on 3 x 2 nodes: a plane, which the nodes hold exactly. */
const background = /** @type {import("../../static/js/panels/background.js").Background} */ ({
  surface: { nx: 3, ny: 2, bands: Float32Array.of(0, 1, 2, 10, 11, 12), spacing: "log", levels: [] },
  view: { x: [0, 2], y: [0, 1] },
  settled: true,
});

test("between the nodes a plane is a plane, outside there is nothing", () => {
  assert.equal(heightAt(background, 0.5, 0.25), 3);
  assert.deepEqual([heightAt(background, 0, 0), heightAt(background, 2, 1)], [0, 12]);
  assert.ok(Number.isNaN(heightAt(background, -0.1, 0.5)) && Number.isNaN(heightAt(background, NaN, 0.5)));
});

test("a path is laid on the surface and lifted where it leaves the panel", () => {
  const frame = /** @type {any} */ ({ panels: [{ width: 200, height: 100, x: [0, 2], y: [0, 1] }] });
  const { x, y, z } = laid(background, frame, 0, Float32Array.of(50, 75, NaN, NaN, 300, 0, 100, 0), 0, 4);
  assert.deepEqual([x, y], [[0.5, null, null, 1], [0.25, null, null, 1]]);
  assert.ok(Math.abs((z[0] ?? 0) - 3) < 0.1 && z[1] === null);
});

test("an arrow key turns the camera at its distance, never below the ground", () => {
  const eye = { x: 1, y: 0, z: 1 };
  const around = Array.from({ length: 48 }).reduce((/** @type {typeof eye} */ now) => turned(now, [1, 0]), eye);
  assert.ok(Math.hypot(around.x - 1, around.y, around.z - 1) < 1e-12); // 48 turns of 1/48
  const low = Array.from({ length: 30 }).reduce((/** @type {typeof eye} */ now) => turned(now, [0, -1]), eye);
  assert.ok(low.z > 0 && Math.abs(Math.hypot(low.x, low.y, low.z) - Math.SQRT2) < 1e-12);
});

test("a dense path is thinner and fainter, and its future fainter still", () => {
  const frameOf = (/** @type {number} */ count) => /** @type {any} */ ({
    panels: [{ width: 200, height: 100, x: [0, 2], y: [0, 1] }],
    lanes: [{ arrays: { path: new Float32Array(2 * count).fill(50), path_steps: Float32Array.from({ length: count }, (_, i) => i), balls: Float32Array.of(50, 50) } }],
  });
  const theme = /** @type {any} */ ({ dark: false, path: 3, em: 16, casing: "#222" });
  const [later, past] = pathLines(background, frameOf(1000), 0, { marker: 500, ball: 0, theme, name: "" }).map((/** @type {any} */ line) => line);
  const [, short] = pathLines(background, frameOf(20), 0, { marker: 10, ball: 0, theme, name: "" }).map((/** @type {any} */ line) => line);
  assert.ok(past.line.width < short.line.width && short.line.width <= theme.path);
  assert.ok(later.opacity < past.opacity / 2 && past.opacity < short.opacity);
});
