import assert from "node:assert/strict";
import { test } from "node:test";
import { mountHover } from "../../static/js/panels/hover.js";
import { signal } from "../../static/vendor/signals-core.js";

const asked = { width: 100, height: 100, x: [0, 10], y: [0, 10] };
/** A path along y = 5 from x = 1 to x = 9, one vertex for each step, in pixels of the panel as it was asked for. */
const path = new Float32Array([10, 50, 30, 50, 50, 50, 70, 50, 90, 50]);

/** @param {{ view: object, area: object }} now  view and area of the panel @param {[number, number]} at  the mouse @returns {number | null} the step that is found */
function found({ view, area }, [clientX, clientY]) {
  const stage = new EventTarget();
  const hover = signal(null);
  const state = {
    ...{ frame: signal({ panels: [asked], lanes: [{ arrays: { path, path_steps: Float32Array.from([0, 1, 2, 3, 4]), balls: path } }] }), hover },
    ...{ projection: signal("contour"), layout: signal("grid"), theme: signal({ size: "desk" }), dragging: signal(false), view: signal(view) },
  };
  const rest = { getBoundingClientRect: () => ({ left: 0, top: 0 }) };
  const end = mountHover(/** @type {any} */ (Object.assign(stage, rest)), /** @type {any} */ (state), 0, () => /** @type {any} */ ({ left: 0, top: 0, ...area }));
  stage.dispatchEvent(Object.assign(new Event("pointermove"), { pointerType: "mouse", buttons: 0, clientX, clientY }));
  end();
  return hover.value;
}

const same = { view: { x: [0, 10], y: [0, 10] }, area: { width: 100, height: 100 } };
test("the step under the mouse", () => assert.equal(found(same, [71, 52]), 3));
test("none where no path is near", () => assert.equal(found(same, [71, 80]), null));

const wider = { ...same, area: { width: 200, height: 100 } };
test("after a change of size the step that is drawn there, before the next frame comes", () => assert.equal(found(wider, [140, 50]), 3));

const closer = { ...same, view: { x: [2, 4], y: [4, 6] } };
test("after a zoom as well", () => assert.equal(found(closer, [50, 50]), 1));
test("and none where only the old picture had a path", () => assert.equal(found(closer, [90, 50]), null));
