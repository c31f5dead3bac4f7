import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import test from "node:test";

import { decodeLink, encodeScene, readQuery, writeQuery } from "../../static/js/address/link.js";
import { complete, MAX_LANES } from "../../static/js/scene/scene.js";
import { readAddress } from "../../static/js/address/address.js";
import { catalog } from "./small-catalog.js";

const scene = complete(catalog, { surface: { key: Object.keys(catalog.surfaces)[0] }, steps: 123, lanes: [{ optimizer: { key: Object.keys(catalog.optimizers)[0] } }] });

test("a scene survives its link, letters beyond ASCII too", async () => {
  const named = { ...scene, lanes: [{ ...scene.lanes[0], label: "η/σ 学习率 🏔" }] };
  const hash = await encodeScene(named);
  assert.match(hash, /^#1\.[\w-]+$/);
  assert.deepEqual(await decodeLink(hash), { scene: named, lessons: null });
});

for (const [hash, says] of [
  ["#9.abc", /newer Ravine \(link version 9/],
  ["#1.garbage", /broken/],
  ["#1.", /broken/],
  ["#hello", /broken/],
  ["#1.%%%", /broken/],
]) {
  test(`the link ${hash} is refused with a sentence`, async () => {
    await assert.rejects(decodeLink(String(hash)), /** @type {RegExp} */ (says));
  });
}

test("every cut of a link is refused, none hangs", async () => {
  const hash = await encodeScene(scene);
  for (let end = 3; end < hash.length - 2; end += 7) await assert.rejects(decodeLink(hash.slice(0, end)), /broken/);
});

test("the query names lesson and step", () => {
  assert.deepEqual(readQuery("?lesson=decay_fix&step=34"), { lesson: "decay_fix", step: 34, hidden: false });
  assert.deepEqual(readQuery("?step=-1"), { lesson: null, step: null, hidden: false });
  assert.deepEqual(readQuery("?step=1e9"), { lesson: null, step: null, hidden: false });
});

test("writing the query leaves what is not ours", () => {
  assert.equal(writeQuery("?theme=dark&step=3", { lesson: "a", step: null }), "?theme=dark&lesson=a");
  assert.equal(writeQuery("?step=3", { step: null }), "");
});

const LESSON = /** @type {import("../../static/js/types.js").Lesson} */ (/** @type {unknown} */ ({ title: "First", scene, charts: [] }));
const taught = { ...catalog, lessons: { first: LESSON, second: LESSON } };

test("without an address the first lesson is there", async () => {
  const place = await readAddress(taught, { search: "", hash: "" });
  assert.deepEqual([place.lesson, place.own, place.notices], ["first", true, []]);
});

test("a changed lesson keeps its key", async () => {
  const place = await readAddress(taught, { search: "?lesson=second&step=9", hash: await encodeScene({ ...scene, steps: 50 }) });
  assert.deepEqual([place.lesson, place.step, place.scene.steps, place.own], ["second", 9, 50, false]);
});

for (const bad of [{}, [], 3, { ...scene, surface: { key: "nowhere", knobs: {} } }, { ...scene, lanes: [] }, { ...scene, start: "here" }, { ...scene, steps: "many" }]) {
  test(`a link that holds ${JSON.stringify(bad).slice(0, 60)} says so and shows the lesson`, async () => {
    const place = await readAddress(taught, { search: "", hash: await encodeScene(/** @type {any} */ (bad)) });
    assert.equal(place.lesson, "first");
    assert.match(place.notices[0], /does not know/);
  });
}

test("an unknown lesson is named", async () => {
  const place = await readAddress(taught, { search: "?lesson=nowhere", hash: "" });
  assert.match(place.notices[0], /“nowhere”/);
});

test("a link that unpacks to more than a scene could hold is refused", async () => {
  const bomb = await encodeScene(/** @type {any} */ ({ label: "x".repeat(3_000_000) }));
  assert.ok(bomb.length < 10_000);
  await assert.rejects(decodeLink(bomb), /broken/);
});

test("a link nested deeper than a scene is refused: the page could not write it back", async () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  const packed = Buffer.from(deflateRawSync(`{"lanes": ${deep}}`)).toString("base64url");
  for (const version of ["1", "2"]) {
    const { lesson, notices } = await readAddress(taught, { search: "", hash: `#${version}.${packed}` });
    assert.equal(lesson, "first");
    assert.match(notices[0], /This link is broken/);
  }
});

test("a short link with a thousand lanes is cut to what the page can draw, and says so", async () => {
  const hash = await encodeScene({ ...scene, lanes: Array(1000).fill({ optimizer: { key: scene.lanes[0].optimizer.key } }) });
  assert.ok(hash.length < 400);
  const place = await readAddress(taught, { search: "", hash });
  assert.equal(place.scene.lanes.length, MAX_LANES);
  assert.match(place.notices[0], /holds 1,000 walkers; the first 8 are shown/);
});
