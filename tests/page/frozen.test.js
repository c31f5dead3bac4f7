import assert from "node:assert/strict";
import { test } from "node:test";
import { freeze } from "../../static/js/scene/freeze.js";
import { complete } from "../../static/js/scene/scene.js";
import { followFrozen } from "../../static/js/server/frozen.js";
import { createState } from "../../static/js/state.js";
import { catalog, given } from "./small-catalog.js";

test("while the future is hidden, no frozen picture that shows it stays", async () => {
  const state = createState(catalog, freeze(complete(catalog, given)));
  /** @type {any[]} */
  const asked = [];
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ _, /** @type {{ body: string, signal: AbortSignal }} */ { body, signal }) => {
    asked.push(JSON.parse(body));
    return new Promise((_, reject) => signal.addEventListener("abort", reject)); // a server that never answers
  });
  state.boxes.value = [{ width: 100, height: 100 }];
  state.chartWidth.value = 100;
  const stop = followFrozen(state);
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(asked[0].view.until, undefined);
  assert.equal(asked[0].scene.frozen, undefined);
  state.frozen.value = /** @type {any} */ ({ lanes: [] });
  state.until.value = 30;
  assert.equal(state.frozen.value, null);
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(asked[1].view.until, 30);
  stop();
});
