import assert from "node:assert/strict";
import test from "node:test";

import { readFields, writeFields } from "../../static/js/address/query.js";
import { createState } from "../../static/js/state.js";
import { complete } from "../../static/js/scene/scene.js";
import { catalog } from "./small-catalog.js";

const scene = complete(catalog, { surface: { key: Object.keys(catalog.surfaces)[0] }, steps: 9, lanes: [{ optimizer: { key: Object.keys(catalog.optimizers)[0] } }] });

/** @param {string} search */
function read(search) {
  const state = createState(catalog, scene);
  readFields(state, search);
  return state;
}

test("what is as usual does not stand in the link", () => {
  assert.deepEqual(writeFields(read("")), { theme: null, lang: null, course: null, hide: null, layout: null, see: null, by: null, validation: null, present: null, within: null, title: null });
});

test("what a link says is what the page writes again", () => {
  assert.deepEqual(writeFields(read("?theme=dark&hide=charts,timeline&course=lecture&layout=overlay&see=profile&by=examples&validation=off&within=1e-6&present=on&title=on")), {
    ...{ theme: "dark", lang: null, course: "lecture", hide: "charts,timeline", layout: "overlay", see: "profile", by: "examples", validation: "off", within: "1e-6", present: "on", title: "on" },
  });
});

test("presenting many walkers again shows them on one panel, unless the link says otherwise", () => {
  const lanes = Array.from({ length: 8 }, () => structuredClone(scene.lanes[0]));
  const layout = (/** @type {string} */ search) => {
    const state = createState(catalog, { ...scene, lanes });
    state.layout.value = "side"; // as a scene is shown before its address is read
    readFields(state, search);
    return [state.layout.value, writeFields(state).layout];
  };
  assert.deepEqual(layout("?present=on"), ["overlay", null]);
  assert.deepEqual(layout("?present=on&layout=side"), ["side", "side"]);
  assert.deepEqual(layout(""), ["side", null]);
});

test("what the page does not know is as usual", () => {
  const state = read("?theme=toString&hide=charts,everything,constructor&lang=xx&title=1&within=-1");
  assert.deepEqual(state.tolerance.value, 1e-3);
  assert.deepEqual([state.look.value, state.hide.value, state.language.value, state.titled.value], ["system", ["charts"], "en", false]);
});
