/** What the host's side of a class takes for the answer of a command. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { Session } from "../../static/js/host/session.js";
import { last } from "./class_line.js";

globalThis.localStorage = /** @type {any} */ ({ getItem: () => null, setItem: () => {}, removeItem: () => {} });
globalThis.location = /** @type {any} */ ({ href: "http://here/" });

test("a drag or a step that is refused is no command's answer", async () => {
  const session = new Session({ code: "47291358", secret: "s".repeat(22), since: 0 });
  last().lets({ role: "host" });
  const done = session.do({ do: "open" });
  const { n } = last().sent.at(-1);
  last().says({ t: "error", code: "bad", message: "this drag is not drawn" });
  assert.equal(session.pending.value, 1);
  last().says({ t: "error", code: "not_now", message: "there is no question", n });
  assert.equal((await done)?.code, "not_now");
  assert.equal(session.pending.value, 0);
  session.close();
});
