import assert from "node:assert/strict";
import { test } from "node:test";
import { setNumber } from "../../static/js/scene/labels.js";
import { complete } from "../../static/js/scene/scene.js";
import { catalog, given } from "./small-catalog.js";

/** @param {any[]} lanes */
const scene = (...lanes) => complete(catalog, { ...given, lanes });
/** @param {string} label @param {object} [more] */
const plain = (label, more) => ({ optimizer: { key: "plain", knobs: { lr: 0.1 } }, label, ...more });
const RATE = "lanes.0.optimizer.knobs.lr";

/** @type {[string, any[], string | null][]} */
const cases = [
  ["a label with a number goes", [plain("Half of 2/L")], null],
  ["a label of lanes that differ in this number alone goes", [plain("A tenth"), plain("Lowest point", { optimizer: { key: "plain", knobs: { lr: 0.5 } } })], null],
  ["a label in words stays beside another method", [plain("By hand"), { optimizer: { key: "rms" } }], "By hand"],
  ["a label of a schedule stays", [plain("Constant"), plain("Warm", { warmup: 5 })], "Constant"],
];
for (const [name, lanes, label] of cases) test(name, () => assert.equal(setNumber(scene(...lanes), RATE, 0.2).lanes[0].label, label));

test("a number that stays as it is leaves the label", () => assert.equal(setNumber(scene(plain("2/L")), RATE, 0.1).lanes[0].label, "2/L"));
