import assert from "node:assert/strict";
import test from "node:test";

import { ABOVE, LEVELS, levelled } from "../../static/js/panels/levels.js";

/** @param {number[]} values */
const mesh = (values) => ({ nx: values.length, ny: 1, low: 0, values: Float32Array.from(values) });

test("log levels run from the minimum to the top", () => {
  const { bands, says } = levelled(mesh([0, 1, 10, 100, 1000]), { spacing: "log", top: null });
  assert.equal(bands[0], 0);
  assert.ok(bands[4] < 1 && bands[4] > 0.999);
  for (let i = 1; i < 5; i++) assert.ok(bands[i] > bands[i - 1]);
  assert.ok(Math.abs(bands[4] - bands[3] - (bands[3] - bands[2])) < 0.05, "one decade is one step");
  assert.match(says, /^8 levels, evenly spaced in log/);
});

test("quantile bands cover equal areas, whatever the values", () => {
  const values = Array.from({ length: 1000 }, (_, i) => Math.exp(i / 50));
  const { bands } = levelled(mesh(values), { spacing: "quantile", top: null });
  for (let band = 0; band < LEVELS; band++) {
    const count = bands.filter((share) => share >= band / LEVELS && share < (band + 1) / LEVELS).length;
    assert.ok(Math.abs(count - 125) < 25, `band ${band} holds ${count}`);
  }
});

test("what lies above the top, or nowhere, is left blank", () => {
  const { bands } = levelled(mesh([0, 5, 50, NaN, 1e30]), { spacing: "log", top: 10 });
  assert.ok(bands[1] < 1);
  for (const band of bands.slice(2)) assert.ok(band > 1 && band <= Math.fround(ABOVE));
});

test("a mesh in units of its own has the same bands", () => {
  const values = Float32Array.of(0, 0.25, 0.5, 1);
  const [own, usual] = [{ scale: 1e200, top: 0.5e200 }, { top: 0.5 }].map(({ top, ...more }) => levelled({ nx: 4, ny: 1, low: 0, values, ...more }, { spacing: "linear", top }));
  assert.deepEqual([...own.bands], [...usual.bands]);
});
