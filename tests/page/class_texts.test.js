import assert from "node:assert/strict";
import { test } from "node:test";

import { cut } from "../../static/js/host/question.js";

test("a text is cut between characters, never within one", () => {
  assert.equal(cut(`a${"😀".repeat(80)}`, 80), `a${"😀".repeat(79)}`);
  assert.deepEqual([cut("short", 80), cut("", 80)], ["short", ""]);
});
