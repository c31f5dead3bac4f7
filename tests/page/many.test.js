import assert from "node:assert/strict";
import { test } from "node:test";
import { drawBand, drawMiddle } from "../../static/js/charts/band.js";
import { knobAt } from "../../static/js/controls/knobs.js";
import { beginnings, drawOthers } from "../../static/js/panels/others.js";
import { tallyOf } from "../../static/js/text/ended.js";
import { forkLane } from "../../static/js/scene/fork.js";
import { once, runsLeft, runsOf, withRuns } from "../../static/js/scene/many.js";
import { complete } from "../../static/js/scene/scene.js";
import { fitted } from "../../static/js/view/trails.js";
import { PLAIN } from "../../static/js/view/theme.js";
import { catalog, given } from "./small-catalog.js";

const scene = complete(catalog, given);
const limited = { ...catalog, limits: { steps: 1000, lane_steps: 300 * scene.steps } };

/** A pen that notes what it is told to do. */
function noting() {
  /** @type {[string, ...number[]][]} */
  const told = [];
  const pen = new Proxy(/** @type {any} */ ({}), { get: (_, name) => (/** @type {number[]} */ ...at) => void told.push([String(name), ...at]), set: () => true });
  return { pen, told, of: (/** @type {string} */ name) => told.filter(([its]) => its === name).map(([, ...at]) => at) };
}

test("a lane runs many times, keeps its number over another choice, and runs once again", () => {
  const many = withRuns(scene, 0, "seeds", 60);
  assert.deepEqual(many.lanes[0].many, { over: "seeds", count: 60, spread: 0.05 });
  assert.deepEqual(withRuns(many, 0, "starts", 100).lanes[0].many, { over: "starts", count: 60, spread: 0.05 });
  assert.deepEqual(withRuns(many, 0, "", 100), scene);
  assert.deepEqual(once(many.lanes[0]), scene.lanes[0]);
});

test("all runs share the server's limit, and steps follow them", () => {
  const many = withRuns(scene, 0, "seeds", 60);
  assert.equal(runsOf(many), 60 + scene.lanes.length - 1);
  assert.equal(runsLeft(limited, many, 0), Math.min(256, 300 - (scene.lanes.length - 1)));
  assert.equal(knobAt(limited, many, "lanes.0.many.count")?.max, runsLeft(limited, many, 0));
  assert.equal(knobAt(limited, many, "steps")?.max, Math.min(1000, Math.floor((300 * scene.steps) / runsOf(many))));
  assert.equal(knobAt(limited, scene, "lanes.0.many.count"), undefined);
});

test("a fork leaves its many runs behind", () => {
  const forked = forkLane(withRuns(scene, 0, "seeds", 9), 0, 3).lanes.at(-1);
  assert.equal(forked?.many, undefined);
  assert.equal(forked?.fork?.before.many, undefined);
});

const steps = Float32Array.of(NaN, 0, 2, 5, NaN, 6, 7, NaN, 0, 3);
const others = Float32Array.from({ length: 2 * steps.length }, (_, i) => (Number.isNaN(steps[i >> 1]) ? NaN : 10 * i));
const lane = /** @type {any} */ ({ arrays: { path: new Float32Array(), balls: new Float32Array(), others, others_steps: steps, ends: Float32Array.of(1, 2, NaN, NaN, 1e9, 3) } });
const frame = /** @type {any} */ ({ arrays: { stops: Float32Array.of(0, 3, 7) }, lanes: [lane], panels: [{ width: 100, height: 100, x: [0, 1], y: [0, 1] }] });
/** @param {number} marker @returns {any} */
const picture = (marker) => ({ frame, lane: 0, marker, theme: PLAIN });

test("each run is a line of its own, up to the marker", () => {
  assert.deepEqual(beginnings(steps), [0, 8, 10]);
  const { pen, of } = noting();
  drawOthers(pen, [picture(5)]);
  assert.equal(of("stroke").length, 2);
  assert.deepEqual(of("moveTo"), [[20, 30], [160, 170]]); // beyond the marker nothing begins
  assert.equal(of("lineTo").length, 3);
});

test("ends are dots at the last step alone, where they can be drawn", () => {
  for (const [marker, dots] of [[6, 0], [7, 1]]) {
    const { pen, of } = noting();
    drawOthers(pen, [picture(marker)]);
    assert.equal(of("arc").length, dots);
  }
});

test("traces and ends move with the view until new ones arrive", () => {
  const { arrays } = fitted(frame, 0, { width: 200, height: 100, x: [0, 1], y: [0, 1] });
  assert.deepEqual([...arrays.ends.slice(0, 2)], [2, 2]);
  assert.equal(arrays.others[2], 2 * others[2]);
  assert.equal(arrays.others[3], others[3]);
});

test("a band goes along its upper edge and back along the lower one, off the top where runs have left", () => {
  const area = { left: 0, right: 0, top: 0, bottom: 0, width: 100, height: 50 };
  const band = /** @type {any} */ ({
    edges: Float32Array.of(1, 2, NaN, 3, 4, NaN, 5, NaN, NaN), steps: Float32Array.of(0, 5, 10), lane: 0, area, axis: { steps: [0, 10], scale: "linear" },
    y: (/** @type {number} */ value) => 10 * value, split: 100, theme: PLAIN,
  });
  const whole = noting();
  drawBand(whole.pen, band);
  assert.deepEqual(whole.of("lineTo"), [[0, 50], [50, -50], [50, 20], [0, 10]]);
  const middle = noting();
  drawMiddle(middle.pen, { ...band, split: 40 });
  assert.deepEqual(middle.of("lineTo").slice(0, 2), [[0, 30], [50, 40]]);
  assert.deepEqual(middle.of("rect"), [[0, 0, 40, 50], [40, 0, 60, 50]]);
});

test("ends are said with their interval, and what is alike is said to be", () => {
  const ends = [{ kind: "minimum", minimum: 1, count: 68, low: 0.5834, high: 0.7633 }, { kind: "elsewhere", count: 31, low: 0.227, high: 0.406 }, { kind: "diverged", count: 1, low: 0.0018, high: 0.0545 }];
  const many = { runs: 100, of: 100, over: "seeds", traced: 9, ends, loss: [0.5, 1, null] };
  const shown = /** @type {any} */ ({ surface: { minima: [[0, 0], [1.484, -0.5]] }, lanes: [{ many }, {}] });
  assert.deepEqual(tallyOf(shown, 0), ["68 of 100 at (1.48, −0.5): 58–76 %", "31 of 100 elsewhere: 23–41 %", "1 of 100 diverged: 0–5 %"]);
  assert.deepEqual(tallyOf(shown, 1), []);
  assert.deepEqual(tallyOf({ ...shown, lanes: [{ many: { ...many, runs: 1 } }] }, 0), ["without noise all 100 runs are one"]);
});

test("where one minimum is known the loss is said, and how many diverged", () => {
  const ends = [{ kind: "elsewhere", count: 18, low: 0.7, high: 0.97 }, { kind: "diverged", count: 2, low: 0.03, high: 0.3 }];
  const frame = (/** @type {(number | null)[]} */ loss) => /** @type {any} */ ({ surface: { minima: [[0, 0]] }, lanes: [{ many: { runs: 20, of: 20, over: "seeds", traced: 9, ends, loss } }] });
  assert.deepEqual(tallyOf(frame([0.5, 1, null]), 0), ["20 runs: f = 1.00, 80 % from 0.500 to ∞", "2 of 20 diverged: 3–30 %"]);
  assert.deepEqual(tallyOf(frame([0.5, null, null]), 0), ["2 of 20 diverged: 3–30 %"]);
});
