/** Terms of learning from examples are found where they stand, in the page's language. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { termsIn } from "../../static/js/page/terms.js";

test("a term is explained when a text has it, at the beginning of a sentence too", () => {
  const found = termsIn(["Validation loss rises: overfitting.", "Patience 20"]);
  assert.deepEqual(found.map(([term]) => term), ["validation loss", "overfitting", "patience"]);
  assert.ok(found.every(([, says]) => says.length > 10));
});

test("a text without terms explains nothing", () => assert.deepEqual(termsIn(["Loss f", ""]), []));
