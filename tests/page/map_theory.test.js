/** Theory over a map: there, and away while the future is hidden, whose answer it would tell. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawTheory } from "../../static/js/map/theory.js";

/** A pen that counts the lines it draws. */
function counting() {
  const pen = { strokes: 0, stroke: () => void pen.strokes++ };
  return /** @type {any} */ (new Proxy(pen, { get: (it, name) => /** @type {any} */ (it)[name] ?? (() => ({ width: 10 })), set: () => true }));
}

/** @param {number | null} until @returns {number} lines drawn */
function drawn(until) {
  const axis = (/** @type {string} */ path) => ({ path, low: 1, high: 10, count: 8, scale: "linear" });
  const axes = [axis("surface.kappa"), axis("knobs.lr")];
  const head = { theory: [{ name: "stable", points: [[1, 9], [5, 5], [9, 1]] }] };
  const pen = counting();
  const [picture, area, theme] = /** @type {any[]} */ ([{ head, request: { map: { axes }, until } }, { left: 0, top: 0, width: 300, height: 300 }, { text: 12, font: "x" }]);
  drawTheory(pen, picture, /** @type {any} */ (axes), area, theme);
  return pen.strokes;
}

test("theory is drawn over the whole map, and not while the future is hidden", () => {
  assert.ok(drawn(null) > 0);
  assert.equal(drawn(1), 0);
});
