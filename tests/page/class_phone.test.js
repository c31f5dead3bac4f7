/** What a tab keeps of its class, over a reload and after it has left. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Phone } from "../../static/js/class/phone.js";
import { last, state } from "./class_line.js";

const CODE = "47291358";
/** @type {Map<string, string>} */
const stored = new Map();
globalThis.sessionStorage = /** @type {any} */ ({
  getItem: (/** @type {string} */ key) => stored.get(key) ?? null,
  setItem: (/** @type {string} */ key, /** @type {string} */ text) => void stored.set(key, text),
  removeItem: (/** @type {string} */ key) => void stored.delete(key),
});
globalThis.location = /** @type {any} */ ({ href: "http://here/class" });
beforeEach(() => stored.clear());

/** Opens the page, and is let in. @param {any} [room] */
function opened(room) {
  const phone = new Phone(CODE, () => {});
  last().lets();
  last().says(state({ ask: { id: 1, round: 1, phase: "open", kind: "choice", title: "What?" }, until: null, ...room }));
  return phone;
}
/** @param {string} name */
const kept = (name) => JSON.parse(stored.get(`ravine-seat-${CODE}`) ?? "{}")[name];
const votes = () => last().sent.filter(({ t }) => t === "vote").map(({ n, choice }) => [n, choice]);

test("votes are counted on after a reload", () => {
  opened().vote({ choice: 1 });
  assert.deepEqual([votes(), kept("n")], [[[1, 1]], 1]);
  const phone = opened(); // the answer is said once more: the server may have lost it
  assert.deepEqual(votes().at(-1), [2, 1]);
  last().says({ t: "ack", ask: 1, round: 1, n: 9 }); // a copied tab was faster
  assert.equal(kept("n"), 10);
  phone.close();
});

test("who was removed keeps the seat, by which the server knows the tab", () => {
  opened();
  last().says({ t: "error", code: "removed", message: "" });
  last().fall(4403);
  assert.equal(kept("seat"), "seatseatseat");
  new Phone(CODE, () => {}).close();
  assert.equal(kept("seat"), "seatseatseat");
});

test("after the end nothing is kept, whatever is still said", () => {
  opened().vote({ choice: 1 });
  last().says(state({ rev: 2, ended: true, ask: null }), { t: "ack", ask: 1, round: 1, n: 1 });
  assert.equal(stored.size, 0);
});
