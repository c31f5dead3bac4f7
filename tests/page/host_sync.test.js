import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Sync } from "../../static/js/host/sync.js";
import { complete } from "../../static/js/scene/scene.js";
import { signal } from "../../static/vendor/signals-core.js";
import { catalog } from "./small-catalog.js";

/** A page, and what it does with steps; nothing else of a class is there. */
function page() {
  const [surface, optimizer] = [catalog.surfaces, catalog.optimizers].map((units) => ({ key: Object.keys(units)[0] }));
  const scene = complete(catalog, { surface, steps: 400, lanes: [{ optimizer }] });
  const values = { scene, lesson: null, view: { x: [0, 1], y: [0, 1] }, until: null, dragging: false, language: "en", marker: 0, end: 400, playing: false };
  const state = /** @type {any} */ ({ catalog, ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, signal(/** @type {any} */ (value))])) });
  const session = /** @type {any} */ ({ room: signal(null), pending: signal(0), waiting: [], do: async () => null });
  const sync = new Sync(state, session, () => {});
  const tells = (/** @type {number} */ k) => (sync.k = sync.echo.add((state.marker.value = k)));
  return { sync, tells, marker: state.marker };
}

let now = 0;
beforeEach(() => {
  now = 0;
  mock.method(performance, "now", () => now);
});

test("steps that come back are not followed, those of another device are", () => {
  const { sync, tells, marker } = page();
  [10, 50].forEach(tells);
  sync.follow(10);
  assert.equal(marker.value, 50);
  sync.follow(50);
  sync.follow(7);
  assert.equal(marker.value, 7);
});

test("after a network that stood still the page ends where the class is", () => {
  const { sync, tells, marker } = page();
  tells(10);
  now = 1000;
  tells(50);
  now = 2000; // both come back now, the first too late to be known
  sync.follow(10);
  sync.follow(50);
  assert.deepEqual([marker.value, sync.k], [50, 50]);
});

test("a step that comes back after a scene was told does not move it", async () => {
  const { sync, tells, marker } = page();
  tells(10);
  marker.value = 0;
  await sync.push();
  sync.follow(10);
  assert.equal(marker.value, 0);
});
