import assert from "node:assert/strict";
import test from "node:test";

import { hold } from "../../static/js/view/hold.js";

const hand = new EventTarget();
Object.assign(globalThis, { addEventListener: hand.addEventListener.bind(hand) });

/** @param {"pointer" | "key"} by @param {string} name @param {object} [more] */
function after(by, name, more = {}) {
  const state = { dragging: { value: false } };
  let released = 0;
  hold(state, by, () => void released++);
  assert.equal(state.dragging.value, true);
  for (let i = 0; i < 2; i++) hand.dispatchEvent(Object.assign(new Event(name), more));
  const held = state.dragging.value;
  hand.dispatchEvent(new Event("blur"));
  assert.equal(released, 1);
  return held;
}

for (const name of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) {
  test(`a pointer lets go at ${name}, once`, () => assert.equal(after("pointer", name), false));
}

test("a pointer that moves without a button has let go, one with a button has not", () => {
  assert.equal(after("pointer", "pointermove", { buttons: 0 }), false);
  assert.equal(after("pointer", "pointermove", { buttons: 1 }), true);
});

test("a key is held until it comes up, whatever the mouse does", () => {
  assert.equal(after("key", "keyup"), false);
  assert.equal(after("key", "pointermove", { buttons: 0 }), true);
  assert.equal(after("key", "pointerup"), true);
});
