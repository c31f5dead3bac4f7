import assert from "node:assert/strict";
import { test } from "node:test";

import { nextPicture } from "../../static/js/panels/background.js";
import { signal } from "../../static/vendor/signals-core.js";

/** A page whose hand drags, or not, and a picture that is on its way, or not. @param {boolean} dragging @param {number | null} awaited @returns {any} */
const page = (dragging, awaited) => ({ dragging: signal(dragging), awaited: signal(awaited), frame: signal({}) });

/** Has the wait ended? @param {Promise<void>} wait */
const ended = (wait) => Promise.race([wait.then(() => true), new Promise((done) => setImmediate(() => done(false)))]);

test("under a dragging hand a surface is drawn with the picture that is on its way", async () => {
  const state = page(true, 5);
  const wait = nextPicture(state);
  assert.equal(await ended(wait), false);
  state.frame.value = {};
  assert.equal(await ended(wait), true);
});
test("at once if none is on its way, or at rest", async () => {
  for (const state of [page(true, null), page(false, 5)]) assert.equal(await ended(nextPicture(state)), true);
});
test("a picture that is refused, and a hand that lets go, end the wait", async () => {
  const [refused, gone] = [page(true, 5), page(true, 5)];
  const waits = [nextPicture(refused), nextPicture(gone)];
  refused.awaited.value = null;
  gone.dragging.value = false;
  for (const wait of waits) assert.equal(await ended(wait), true);
});
