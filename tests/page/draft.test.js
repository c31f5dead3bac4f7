import assert from "node:assert/strict";
import test from "node:test";

import { added, changed, moved, removed, tidy } from "../../static/js/own/draft.js";

/** @param {string} title @returns {import("../../static/js/types.js").OwnLesson} */
const lesson = (title) => ({ title, scene: /** @type {any} */ ({ steps: 9 }) });
/** @param {import("../../static/js/own/draft.js").Draft} draft */
const titles = ({ doc, at }) => [doc.lessons.map(({ title }) => title).join(""), at];
const three = { at: 1, doc: { title: "", lessons: ["a", "b", "c"].map(lesson) } };

test("lessons are added, moved and taken out, and the one that is edited stays in hand", () => {
  assert.deepEqual(titles(added(three, lesson("d"))), ["abcd", 3]);
  assert.deepEqual(titles(moved(three, -1)), ["bac", 0]);
  assert.deepEqual(titles(moved(moved(three, 1), 1)), ["acb", 2]);
  assert.deepEqual(titles(removed(three)), ["ac", 0]);
  assert.deepEqual(titles(removed({ at: 0, doc: { lessons: [lesson("a")] } })), ["a", 0]);
  assert.deepEqual(titles(changed(three, { title: "x" })), ["axc", 1]);
  assert.deepEqual(titles(three), ["abc", 1]);
});

/** @param {Partial<import("../../static/js/types.js").OwnLesson>} more */
const tidied = (more) => tidy({ lessons: [{ ...lesson("a"), ...more }] }).lessons[0];

test("what is empty does not stand in the document; no charts at all is another thing", () => {
  assert.deepEqual(tidied({ sentence: "", tries: [], hidden: false, step: 0, charts: [] }), { title: "a", scene: { steps: 9 }, step: 0, charts: [] });
  assert.deepEqual(tidy({ title: "Week", lessons: [] }), { version: 1, title: "Week", lessons: [] });
});

test("options that were left empty go, and the right one stays the right one", () => {
  const asked = { ask: "Where?", options: ["", "here", "", "there"], right: 3, answer: "" };
  assert.deepEqual(tidied({ question: asked }).question, { ...asked, options: ["here", "there"], right: 1 });
  assert.deepEqual(tidied({ question: { ...asked, right: 0 } }).question?.right, null);
  assert.equal(tidied({ question: { ask: " ", options: ["", ""], right: 1 } }).question, undefined);
});
