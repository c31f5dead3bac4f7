import assert from "node:assert/strict";
import test from "node:test";

import { replaySpeed } from "../../static/js/play/opening.js";
import { advanced, LOG_SECONDS } from "../../static/js/play/player.js";

test("at a set speed the marker goes as many steps a second, and no further than the end", () => {
  assert.equal(advanced(10, 0.5, 20, 400), 20);
  assert.equal(advanced(399, 1, 20, 400), 400);
});

test("in logarithmic time a run of any length takes as long", () => {
  for (const steps of [10, 400, 100_000]) {
    let marker = 0;
    for (let i = 0; i < 60 * LOG_SECONDS; i++) marker = advanced(marker, 1 / 60, 0, steps);
    assert.ok(Math.abs(marker - steps) < 1e-6 * steps, `${steps} ends at ${marker}`);
  }
});

test("the replay slows down around the event and takes four to five seconds", () => {
  const replay = /** @type {const} */ ({ to: 34, slow: [30, 45] });
  let seconds = 0;
  for (let step = 0; step < 45; step += replaySpeed(step, { to: replay.to, slow: [...replay.slow] }) / 60) seconds += 1 / 60;
  assert.ok(seconds > 4 && seconds < 5, `${seconds} s`);
});
