import assert from "node:assert/strict";
import { test } from "node:test";

import { lessonKeys, neighbours } from "../../static/js/play/course.js";

const lessons = { a: { lecture: true }, b: { lecture: false }, c: { lecture: true }, d: { lecture: false } };

/** @param {string | null} lesson @param {"all" | "lecture"} [course] */
const at = (lesson, course = "all") =>
  /** @type {import("../../static/js/state.js").State} */ (/** @type {unknown} */ ({ catalog: { lessons }, lesson: { value: lesson }, course: { value: course } }));

test("next and previous follow the order of the catalog", () => {
  assert.deepEqual(neighbours(at("a")), { before: undefined, after: "b" });
  assert.deepEqual(neighbours(at("d")), { before: "c", after: undefined });
});

test("the lecture has lessons of its own, and takes back who has left it", () => {
  assert.deepEqual(lessonKeys(at("a", "lecture")), ["a", "c"]);
  assert.deepEqual(neighbours(at("a", "lecture")), { before: undefined, after: "c" });
  assert.deepEqual(neighbours(at("b", "lecture")), { before: "a", after: "c" });
  assert.deepEqual(neighbours(at("d", "lecture")), { before: "c", after: undefined });
});

test("beside a lesson there is no way", () => {
  assert.deepEqual(neighbours(at(null)), { before: undefined, after: undefined });
});
