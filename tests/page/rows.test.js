import assert from "node:assert/strict";
import test from "node:test";

import { jsonOf } from "../../static/js/files/json.js";
import { packed, rowsOf } from "../../static/js/files/packed.js";
import { rowsIn, trajectoriesOf } from "../../static/js/files/rows.js";

/** @param {string} text */
const given = (text) => ({ name: "f", text, data: jsonOf(text) });
/** @param {string} text */
const read = (text) => trajectoriesOf("f", rowsIn(given(text)) ?? []);

const TWO = { file: "f", x: [1, -2.5], y: [2, 0.001], loss: [3, 4] };

test("CSV is read in any order of columns, with any separator, with quotes, comments and empty lines", () => {
  for (const text of [
    "x,y,loss\n1,2,3\n-2.5,1e-3,4\n",
    "# made by hand\nstep;Loss;Y;X\n0;3;2;1\n\n1;4;0,001;-2,5",
    'note\ty\tx\tloss\r\n"a\tb"\t2\t1\t3\r\n\t0.001\t−2.5\t4\r\n',
    '"x","y","loss","name, of it"\n"1","2","3","a, ""b"""\n-2.5,.001,4,c\n',
  ]) {
    assert.deepEqual(read(text), [TWO], text);
  }
});

test("JSON is read as columns, as rows and as our own rows", () => {
  assert.deepEqual(read('{"y": [2, 0.001], "x": [1, -2.5], "loss": [3, 4]}'), [TWO]);
  assert.deepEqual(read('[{"x": 1, "y": 2, "loss": 3}, {"x": -2.5, "y": 0.001, "loss": 4}]'), [TWO]);
  const lane = { status: {}, x: [1], y: [2], loss: [3] };
  assert.deepEqual(read(JSON.stringify({ lanes: [{ ...lane, name: "Adam" }, { ...lane, name: "b" }] })).map(({ file }) => file), ["f, Adam", "f, b"]);
});

test("without a loss, the surface's is drawn; lanes of our CSV are told apart", () => {
  assert.deepEqual(read("x,y\n1,2"), [{ file: "f", x: [1], y: [2], loss: null }]);
  const found = read("lane,step,x,y,name\n0,0,1,2,A\n0,1,1,3,A\n1,0,5,6,B\n");
  assert.deepEqual(found.map(({ file, x }) => [file, x]), [["f, A", [1, 1]], ["f, B", [5]]]);
});

test("a lane may be called by anything that JSON has", () => {
  const lane = '"x": [1], "y": [2]';
  assert.deepEqual(read(`{"lanes": [{"name": {"toString": 1}, ${lane}}, {"name": [1], ${lane}}]}`).map(({ file }) => file), ['f, {"toString":1}', "f, [1]"]);
});

test("JSON that is nested deeper than anything of ours is not read", () => {
  const nested = (/** @type {number} */ depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  assert.notEqual(jsonOf(nested(60)), undefined);
  for (const depth of [100, 200_000]) assert.equal(jsonOf(`{"scene": ${nested(depth)}}`), undefined);
});

test("what is no trajectory is none", () => {
  for (const text of ["", "1,2\n3,4", "x,z\n1,2", "[]", "[1, 2]", "null", '{"x": 1}', "\x89PNG"]) assert.equal(rowsIn(given(text)), null, text);
});

test("the first bad number is named with its row and column", () => {
  for (const [text, says] of [
    ["x,y\n1,2\nnan,3", "x in row 3 is not a finite number: nan"],
    ["x,y,loss\n1,2,inf", "loss in row 2 is not a finite number: inf"],
    ["x,y\n1,2\n3", "y in row 3 is not a finite number: –"],
    ['{"x": [1, null], "y": [1, 2]}', "x in row 1 is not a finite number: –"],
    ['{"x": [1, 2], "y": [1]}', "y in row 1 is not a finite number: –"],
    ["x,y\n1,2\n1e999,3", "x in row 3 is not a finite number: 1e999"],
    ['{"x": [{"toString": 1}], "y": [1]}', 'x in row 0 is not a finite number: {"toString":1}'],
  ]) {
    assert.throws(() => read(text), (error) => /** @type {Error} */ (error).message.includes(says), text);
  }
});

test("numbers are packed as float64, little-endian", () => {
  assert.equal(packed([1, -2.5]), "AAAAAAAA8D8AAAAAAAAEwA=="); // base64.b64encode(struct.pack("<2d", 1, -2.5))
  assert.equal(rowsOf(packed([1, 2, 3, 4])), 2);
  assert.equal(packed(Array(50_000).fill(0)).length, Math.ceil(400_000 / 3) * 4);
});
