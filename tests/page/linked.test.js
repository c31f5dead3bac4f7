import assert from "node:assert/strict";
import { test } from "node:test";
import { isLinked, joined, matesOf, putNumber, toggleLink } from "../../static/js/controls/linked.js";
import { addLane, complete, getAt } from "../../static/js/scene/scene.js";
import { catalog, given, knob } from "./small-catalog.js";

const LR = "lanes.0.optimizer.knobs.lr";
const lanes = [{ optimizer: { key: "plain", knobs: { lr: 0.1 } } }, { optimizer: { key: "rms", knobs: { lr: 0.6 } } }, { optimizer: { key: "around", knobs: { lr: 0.3 } } }];
const scene = complete(catalog, { ...given, lanes });
/** @param {object} scene @param {string} inside */
const values = (scene, inside) => [0, 1, 2].map((lane) => getAt(scene, `lanes.${lane}.${inside}`));

test("a link gives all lanes the value of the one where it was made, and a drag moves all", () => {
  const linked = toggleLink(catalog, scene, LR);
  assert.ok(isLinked(linked, "lanes.2.optimizer.knobs.lr"));
  assert.deepEqual(values(linked, "optimizer.knobs.lr"), [0.1, 0.1, 0.1]);
  assert.deepEqual(values(putNumber(catalog, linked, "lanes.1.optimizer.knobs.lr", 0.4), "optimizer.knobs.lr"), [0.4, 0.4, 0.4]);
});

test("without a link, or after its end, a drag moves one lane", () => {
  assert.deepEqual(values(putNumber(catalog, scene, LR, 0.4), "optimizer.knobs.lr"), [0.4, 0.6, 0.3]);
  const ended = toggleLink(catalog, toggleLink(catalog, scene, LR), LR);
  assert.equal(ended.linked, undefined);
  assert.deepEqual(values(putNumber(catalog, ended, LR, 0.4), "optimizer.knobs.lr"), [0.4, 0.1, 0.1]);
});

test("a wrapper has the knobs of the method inside", () => {
  const linked = toggleLink(catalog, scene, "lanes.1.optimizer.knobs.alpha");
  assert.deepEqual(matesOf(catalog, linked, "lanes.1.optimizer.knobs.alpha"), ["lanes.2.optimizer.inner.knobs.alpha"]);
  const put = putNumber(catalog, linked, "lanes.2.optimizer.inner.knobs.alpha", 0.5);
  assert.equal(getAt(put, "lanes.1.optimizer.knobs.alpha"), 0.5);
});

test("each lane stays within the bounds of its own method", () => {
  const tight = structuredClone(catalog);
  tight.optimizers.rms.knobs.lr = /** @type {any} */ ({ ...knob("η", null), max: 0.5 });
  const linked = toggleLink(tight, scene, LR);
  assert.deepEqual(values(putNumber(tight, linked, LR, 0.9), "optimizer.knobs.lr"), [0.9, 0.5, 0.9]);
});

test("a new lane joins the link", () => {
  const linked = putNumber(catalog, toggleLink(catalog, scene, LR), LR, 0.4);
  const next = joined(catalog, addLane(catalog, linked), linked);
  assert.equal(next.lanes[3].optimizer.knobs.lr, 0.4);
});

test("what a link holds may be anything", () => {
  for (const linked of [7, "lr", [3, null], {}]) assert.equal(isLinked(/** @type {any} */ ({ ...scene, linked }), LR), false);
});
