import assert from "node:assert/strict";
import { test } from "node:test";

import { asked, fresh, http, joined, kinds, last, of, pass, sockets, state } from "./class_line.js";

test("it says hello, and passes on what it hears", () => {
  joined({ role: "host", secret: "a".repeat(22) });
  last().lets({ role: "host", seat: "", secret: "" });
  assert.deepEqual(last().sent, [{ t: "hello", code: "47291358", role: "host", secret: "a".repeat(22) }]);
  last().says(state(), { t: "step", rev: 2, k: 7 }, { t: "tally", voted: 3 }, { t: "done", n: 4, rev: 3 }, { t: "beat", epoch: 5, rev: 3 }, new ArrayBuffer(8));
  assert.deepEqual(kinds(), ["welcome", "back", "state", "step", "tally", "done", "frame"]);
});

test("older states and steps are not shown", () => {
  joined();
  last().lets();
  last().says(state({ rev: 5 }), state({ rev: 4 }), { t: "step", rev: 5, k: 1 }, { t: "step", rev: 6, k: 2 }, state({ rev: 6 }), state({ epoch: 4, rev: 90 }), state({ epoch: 6, rev: 0 }));
  assert.deepEqual(of("state").map(({ epoch, rev }) => [epoch, rev]), [[5, 5], [6, 0]]);
  assert.deepEqual(of("step").map(({ k }) => k), [2]);
});

test("a vote is sent until it is stored, the newest of two at once", async () => {
  const line = joined();
  last().lets();
  last().says(state());
  line.vote({ ask: 1, round: 1, choice: 0 });
  line.vote({ ask: 1, round: 1, choice: 2 });
  const votes = () => last().sent.slice(1).map(({ n, choice }) => [n, choice]);
  assert.deepEqual(votes(), [[1, 0]]);
  await pass(300);
  assert.deepEqual(votes(), [[1, 0], [2, 2]]);
  last().says({ t: "ack", ask: 1, round: 1, n: 1 });
  await pass(2000);
  assert.equal(votes().length, 3);
  last().says({ t: "ack", ask: 1, round: 1, n: 2 });
  await pass(20000);
  assert.equal(votes().length, 3);
  assert.deepEqual(of("ack").map(({ vote }) => vote?.choice ?? null), [null, 2]);
});

test("a vote that is refused is not sent again, one that was not stored is", async () => {
  const line = joined();
  last().lets();
  last().says(state());
  line.vote({ ask: 1, round: 1, step: 3 });
  last().says({ t: "error", code: "unavailable", message: "" });
  await pass(2100);
  assert.equal(last().sent.length, 3);
  last().says({ t: "error", code: "closed", message: "" });
  await pass(20000);
  assert.equal(last().sent.length, 3);
});

test("after a reconnection, and after a new epoch, a stored vote counts as lost while its round is open", async () => {
  const line = joined();
  last().lets();
  last().says(state());
  line.vote({ ask: 1, round: 1, choice: 1 });
  last().says({ t: "ack", ask: 1, round: 1, n: 1 });
  last().says(state({ epoch: 9 }));
  assert.deepEqual(last().sent.map(({ t }) => t), ["hello", "vote", "vote"]);
  last().says({ t: "ack", ask: 1, round: 1, n: 1 });
  last().fall();
  await pass(2100);
  last().lets();
  assert.equal(last().sent[0].seat, "seatseatseat");
  last().says(state({ epoch: 9 }));
  assert.deepEqual(last().sent.map(({ t }) => t), ["hello", "vote"]);
  last().says({ t: "ack", ask: 1, round: 1, n: 1 });
  last().fall();
  await pass(2100);
  last().lets();
  last().says(state({ epoch: 9, rev: 2, ask: { id: 1, round: 2, phase: "open" } }));
  assert.deepEqual(last().sent.map(({ t }) => t), ["hello"]);
});

test("a silent socket is lost after 25 seconds", async () => {
  joined();
  last().lets();
  await pass(24000);
  last().says({ t: "beat", epoch: 5, rev: 1 });
  await pass(24000);
  assert.deepEqual(of("lost"), []);
  await pass(1100);
  assert.equal(of("lost").length, 1);
  await pass(2100);
  assert.equal(sockets.length, 2);
});

test("what cannot be mended is not tried again", async () => {
  for (const [code, close] of /** @type {const} */ ([["no_class", 4404], ["ended", 4410], ["locked", 4423], ["removed", 4403]])) {
    fresh();
    joined();
    last().onopen?.();
    last().says({ t: "error", code, message: "" });
    last().fall(close);
    await pass(60000);
    assert.deepEqual(of("gone"), [{ code }]);
    assert.equal(sockets.length, 1);
  }
});

test("a class that was there is looked for during ten minutes", async () => {
  joined();
  last().lets();
  last().fall();
  for (let seconds = 0; seconds < 590 && !of("gone").length; seconds += 1) {
    await pass(1000);
    if (last().readyState === 0) last().fall(4404);
  }
  assert.deepEqual(of("gone"), []);
  for (let seconds = 0; seconds < 30 && !of("gone").length; seconds += 1) {
    await pass(1000);
    if (last().readyState === 0) last().fall(4404);
  }
  assert.deepEqual(of("gone"), [{ code: "no_class" }]);
});

test("without sockets it asks by HTTP, votes included, until one opens", async () => {
  http.to = ({ vote }) => ({ seat: "seatseatseat", secret: "proof", state: state(), ...(vote ? { ack: { ask: 1, round: 1, n: vote.n } } : {}) });
  const line = joined();
  last().fall();
  await pass(2000);
  last().fall();
  await pass(100);
  assert.deepEqual(of("back"), [{ slow: true }]);
  assert.deepEqual(asked[0], { code: "47291358", epoch: 0, rev: 0, frames: [0, 0, 0, 0] });
  line.vote({ ask: 1, round: 1, choice: 1 });
  await pass(2500);
  assert.equal(of("ack")[0].vote.choice, 1);
  assert.equal(asked.at(-1).seat, "seatseatseat");
  while (sockets.length < 3) await pass(500);
  last().lets();
  const questions = asked.length;
  await pass(10000);
  assert.deepEqual([of("back").at(-1), asked.length], [{ slow: false }, questions]);
});

test("a wrong code is known by HTTP, too", async () => {
  http.to = () => ({ status: 404, code: "no_class" });
  joined();
  last().fall();
  await pass(2000);
  last().fall();
  await pass(100);
  assert.deepEqual(of("gone"), [{ code: "no_class" }]);
});

test("votes are counted on from the page before, and beyond another page of the seat", async () => {
  const line = joined({ n: 6 });
  last().lets();
  last().says(state());
  line.vote({ ask: 1, round: 1, choice: 2 });
  assert.deepEqual([last().sent.at(-1).n, line.n()], [7, 7]);
  last().says({ t: "ack", ask: 1, round: 1, n: 12 }); // a tab that was copied has said more
  await pass(300);
  assert.deepEqual([last().sent.at(-1), line.n()], [{ t: "vote", n: 13, ask: 1, round: 1, choice: 2 }, 13]);
  last().says({ t: "ack", ask: 1, round: 1, n: 13 });
  await pass(20000);
  assert.deepEqual([last().sent.length, of("ack").map(({ vote }) => vote?.choice ?? null)], [3, [null, 2]]);
});

test("a stored vote that is said again after a reconnection gives way to a newer one of the seat", async () => {
  const line = joined();
  last().lets();
  last().says(state());
  line.vote({ ask: 1, round: 1, choice: 1 });
  last().says({ t: "ack", ask: 1, round: 1, n: 1 }, state({ epoch: 9 }));
  assert.deepEqual(last().sent.map(({ t }) => t), ["hello", "vote", "vote"]);
  last().says({ t: "ack", ask: 1, round: 1, n: 5 });
  await pass(20000);
  assert.equal(last().sent.length, 3);
});

test("the highest number of a vote is not passed", () => {
  const line = joined({ n: 2 ** 31 });
  last().lets();
  last().says(state());
  line.vote({ ask: 1, round: 1, choice: 1 });
  assert.equal(last().sent.at(-1).n, 2 ** 31);
});

test("without sockets it gets the pictures that it has not", async () => {
  const picture = (/** @type {number} */ number, /** @type {number} */ kind) => Uint8Array.from([number, 0, 0, 0, kind, 0, 0, 0]).buffer;
  const packed = (/** @type {ArrayBuffer} */ buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
  http.to = () => ({ seat: "seatseatseat", secret: "proof", frames: [packed(picture(9, 1))] });
  joined();
  last().lets();
  last().says(picture(7, 1), picture(3, 2));
  for (const wait of [3000, 3000]) {
    last().fall();
    await pass(wait);
  }
  await pass(4000);
  assert.deepEqual(asked.slice(0, 2).map(({ frames }) => frames), [[7, 3, 0, 0], [9, 3, 0, 0]]);
  assert.deepEqual(of("frame").slice(0, 3).map((buffer) => new Uint8Array(buffer)[0]), [7, 3, 9]);
});
