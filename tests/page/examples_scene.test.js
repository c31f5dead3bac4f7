import assert from "node:assert/strict";
import { test } from "node:test";
import { pasted } from "../../static/js/controls/paste.js";
import { numbersOf } from "../../static/js/own/paths.js";
import { differences } from "../../static/js/scene/differences.js";
import { knobAt } from "../../static/js/controls/knobs.js";
import { withExamples } from "../../static/js/data/examples.js";
import { countOf, drawnAgain, groundOf, heldGround, isOverruled, startOf } from "../../static/js/scene/data.js";
import { forkLane } from "../../static/js/scene/fork.js";
import { chooseOptimizer, chooseSurface, complete, getAt, laneTitles, resetNumbers, setAt, withChanges } from "../../static/js/scene/scene.js";
import { spanOf } from "../../static/js/view/span.js";
import { columnOf, perStep } from "../../static/js/view/steps.js";
import { catalog as small, knob } from "./small-catalog.js";

const groups = { data: ["n", "sigma", "lose"], penalty: ["l2"], recipe: ["keep"] };
const knobs = {
  n: knob("n", 6, { kind: "integer", low: 2, high: 64 }), sigma: knob("σ", 1), lose: knob("k", 0), l2: knob("λ", 0, { high: 3 }), keep: knob("p", 1),
};
/** @type {import("../../static/js/types.js").Catalog} */
const catalog = /** @type {any} */ ({
  ...small,
  surfaces: { ...small.surfaces, line: { name: "Line", summary: "Line.", knobs, start: [0, 0], domain: [[-1, 3], [-1, 3]], curvature: 1, lr: { plain: 0.1 }, data: true, groups } },
  answers: { last: { name: "Last", knobs: {} }, best: { name: "Early stopping", knobs: { patience: knob("P", 20) } } },
});
/** @type {any} */
const lane = { optimizer: { key: "plain" } };
const scene = complete(catalog, { surface: { key: "line" }, steps: 100, lanes: [lane, { ...lane, batch: 2, knobs: { l2: 0.5 } }, { ...lane, answer: { key: "best" }, freeze: { x: 10 } }] });

test("what a lane leaves out of its answer and of what it freezes is filled in", () => {
  assert.deepEqual(scene.lanes[2].answer, { key: "best", knobs: { patience: 20 } });
  assert.deepEqual(scene.lanes[2].freeze, { x: 10, y: 0 });
});

test("a field that a lane need not have can be set and removed", () => {
  const paths = /** @type {[string, unknown][]} */ ([["lanes.0.batch", 4], ["lanes.0.knobs.l2", 0.1], ["lanes.0.start.1", 2], ["lanes.0.freeze.x", 7]]);
  const made = paths.reduce((now, [path, value]) => setAt(now, path, value), scene);
  for (const [path, value] of paths) assert.equal(getAt(made, path), value);
  assert.deepEqual(made.lanes[0].start, [0, 2]); // the other coordinate is the scene's
  const bare = ["lanes.0.batch", "lanes.0.knobs.l2", "lanes.0.start", "lanes.0.freeze"].reduce((now, path) => setAt(now, path, null), made);
  assert.deepEqual(bare.lanes[0], scene.lanes[0]);
  assert.throws(() => setAt(scene, "lanes.0.optimizer.knobs.nothing", 1), /no field/);
});

test("a suggestion may change them, and null takes them away", () => {
  const made = withChanges(catalog, scene, { "lanes.1.batch": null, "lanes.0.knobs.keep": 0.8 });
  assert.deepEqual([made.lanes[1].batch, made.lanes[0].knobs], [undefined, { keep: 0.8 }]);
});

test("sliders of these fields come from the catalog, and a mini-batch has at most all examples", () => {
  const found = (/** @type {string} */ path) => knobAt(catalog, scene, path);
  assert.deepEqual([found("lanes.1.batch")?.max, found("lanes.1.batch")?.high], [6, 6]);
  assert.equal(found("lanes.1.knobs.l2"), catalog.surfaces.line.knobs.l2);
  assert.equal(found("lanes.2.answer.knobs.patience"), catalog.answers?.best.knobs.patience);
  assert.equal(found("lanes.2.freeze.x")?.high, 100);
  assert.equal(found("lanes.0.batch"), undefined);
  assert.deepEqual([countOf({ ...scene, surface: { ...scene.surface, examples: [[1, 2, 3], [1, 2, 4]] } }, 0)], [2]);
});

test("a lane has its own ground and its own start, if it says so", () => {
  assert.deepEqual([groundOf(scene, 0).knobs.l2, groundOf(scene, 1).knobs.l2], [0, 0.5]);
  const own = setAt(scene, "lanes.1.start", [1, 2]);
  assert.deepEqual([startOf(own, 0), startOf(own, 1)], [{ path: "start", at: [0, 0] }, { path: "lanes.1.start", at: [1, 2] }]);
});

test("the validation loss does not depend on penalties, recipes and the number of examples", () => {
  assert.deepEqual(heldGround(catalog, groundOf(scene, 1)), { key: "line", knobs: { sigma: 1 } });
});

test("on another surface nothing is left that asks for examples", () => {
  const [, batched, answered] = chooseSurface(catalog, scene, "bowl").lanes;
  assert.deepEqual([batched.batch, batched.knobs, answered.answer, answered.freeze], [undefined, undefined, undefined, { x: 10, y: 0 }]);
});

test("on other examples a mini-batch has no more than there are", () => {
  const few = { ...catalog, surfaces: { ...catalog.surfaces, short: { ...catalog.surfaces.line, knobs: { ...knobs, n: knob("n", 3) } } } };
  const eight = setAt(scene, "lanes.1.batch", 5);
  assert.deepEqual([chooseSurface(few, eight, "short").lanes[1].batch, chooseSurface(few, scene, "short").lanes[1].batch], [3, 2]);
});

test("a lane with the settings of another one has what that one has of its own, and nothing else", () => {
  const own = ["batch", "order", "answer", "freeze", "knobs", "start"];
  const whole = setAt(setAt(setAt(scene, "lanes.1.order", "fixed"), "lanes.1.start", [1, 2]), "lanes.1.answer", { key: "best", knobs: { patience: 5 } });
  const source = setAt(whole, "lanes.1.freeze", { x: 0, y: 7 });
  for (const [from, to] of [[1, 0], [1, 2], [0, 1], [2, 1]]) {
    const { scene: next, taken, left } = pasted(catalog, source, source.lanes[from], to);
    for (const name of own) assert.deepEqual(getAt(next, `lanes.${to}.${name}`), getAt(source, `lanes.${from}.${name}`), name);
    assert.ok(taken.length > 1 && left.length === 0);
  }
  assert.deepEqual(pasted(catalog, source, source.lanes[1], 1).taken, []);
});

test("settings leave out what the target cannot have, and say so", () => {
  const plain = chooseSurface(catalog, scene, "bowl");
  const { scene: next, left } = pasted(catalog, plain, { ...scene.lanes[1], answer: { key: "best", knobs: { patience: 5 } }, start: [1, 2] }, 0);
  assert.deepEqual([next.lanes[0].batch, next.lanes[0].knobs, next.lanes[0].answer, next.lanes[0].start], [undefined, undefined, undefined, [1, 2]]);
  assert.deepEqual(left, ["l2", "mini-batch", "Early stopping"]);
  const bent = { ...catalog, optimizers: { ...catalog.optimizers, bent: { ...catalog.optimizers.plain, form: /** @type {"coupled"} */ ("coupled") } } };
  assert.equal(chooseOptimizer(bent, scene, 2, "bent").lanes[2].freeze, undefined);
  assert.deepEqual(chooseOptimizer(bent, scene, 2, "rms").lanes[2].freeze, { x: 10, y: 0 });
  const small = setAt(setAt(scene, "lanes.0.knobs.n", 3), "lanes.1.batch", 5);
  assert.equal(pasted(catalog, small, { ...small.lanes[1], knobs: { n: 3 } }, 0).scene.lanes[0].batch, 3);
});

test("numbers of a lane's own can be the main setting of a lesson, and its answer outlives a reset", () => {
  const paths = numbersOf(catalog, scene).map(({ path }) => path);
  for (const path of ["lanes.1.batch", "lanes.1.knobs.l2", "lanes.2.answer.knobs.patience", "lanes.2.freeze.y"]) assert.ok(paths.includes(path), path);
  const changed = setAt(scene, "lanes.2.answer.knobs.patience", 3);
  assert.deepEqual(resetNumbers(catalog, changed).lanes[2].answer, { key: "best", knobs: { patience: 20 } });
});

test("a frozen lane that has not what its lane now has of its own is said by its name", () => {
  const now = setAt(scene, "lanes.0.batch", 3);
  assert.deepEqual(differences(catalog, scene, now), ["Plain descent, η = 0.1"]);
  assert.deepEqual(differences(catalog, now, setAt(now, "lanes.0.order", "fixed")), ["Plain descent, η = 0.1, batch 3"]);
});

test("a fork takes own knobs, start and answer with it, and leaves mini-batches to both", () => {
  const own = setAt(setAt(scene, "lanes.1.start", [1, 2]), "lanes.1.answer", { key: "best", knobs: { patience: 5 } });
  const made = forkLane(own, 1, 40).lanes[3];
  assert.deepEqual([made.knobs, made.start, made.answer?.key, made.batch], [{ l2: 0.5 }, [1, 2], "best", 2]);
  const { knobs: _, start, answer, batch } = /** @type {import("../../static/js/types.js").Lane} */ (made.fork?.before);
  assert.deepEqual([_, start, answer, batch], [undefined, undefined, undefined, 2]);
});

test("lanes are told apart by what they have of their own", () => {
  assert.deepEqual(laneTitles(catalog, scene.lanes), ["Plain descent", "Plain descent, batch 2, λ = 0.5", "Plain descent, Early stopping"]);
});

test("counted in examples, the axis ends where the lane with the largest batches ends", () => {
  assert.deepEqual(spanOf(catalog, scene, "examples"), { by: "examples", length: 600 });
  assert.deepEqual(spanOf(catalog, scene, "steps"), { by: "steps", length: 100 });
  assert.equal(spanOf(catalog, chooseSurface(catalog, scene, "bowl"), "examples").by, "steps");
  /** @type {import("../../static/js/view/steps.js").StepAxis} */
  const axis = { steps: [0, 600], scale: "linear", by: "examples" };
  assert.deepEqual([perStep(axis, 2), perStep({}, 2)], [2, 1]);
  assert.deepEqual([columnOf(axis, 100, 600, 6), columnOf(axis, 50, 600, 6), columnOf(axis, 50, 60, 2)], [599, 300, null]);
});

test("with fewer examples a mini-batch becomes as small as they are, and loses a label that says another number", () => {
  const labelled = { ...scene, lanes: [{ ...scene.lanes[0], batch: 6, label: "All" }, { ...scene.lanes[1], label: "Batches of 2" }, { ...scene.lanes[1], batch: 5, label: "Batches of 5", knobs: { n: 5 } }] };
  const said = (/** @type {import("../../static/js/types.js").Scene} */ { lanes }) => lanes.map(({ batch, label }) => [batch, label]);
  const three = /** @type {import("../../static/js/types.js").Example[]} */ ([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
  assert.deepEqual(said(withExamples(labelled, three)), [[3, "All"], [2, "Batches of 2"], [3, null]]);
  const own = { ...labelled, surface: { ...labelled.surface, examples: [...three, ...three, ...three] }, lanes: [{ ...scene.lanes[0], batch: 8 }] };
  assert.equal(drawnAgain(own).lanes[0].batch, 6);
});

test("with examples of one's own, the numbers that draw examples have no effect: not n and σ, but which input is lost", () => {
  const own = { ...scene, surface: { ...scene.surface, examples: /** @type {import("../../static/js/types.js").Example[]} */ ([[1, 2, 3], [4, 5, 6]]) } };
  const paths = ["surface.knobs.n", "lanes.1.knobs.sigma", "surface.knobs.lose", "surface.knobs.l2", "lanes.0.optimizer.knobs.lr", "steps"];
  const said = (/** @type {import("../../static/js/types.js").Scene} */ made) => paths.filter((path) => isOverruled(catalog, made, path));
  assert.deepEqual([said(own), said(scene), said(drawnAgain(own))], [["surface.knobs.n", "lanes.1.knobs.sigma"], [], []]);
});
