import assert from "node:assert/strict";
import test from "node:test";

import { lanes } from "../../static/js/view/palette.js";

/** @typedef {[number, number, number]} Triple */

/** Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB. @type {Record<string, Triple[]>} */
const SEEN = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
/** sRGB (D65) to XYZ, IEC 61966-2-1. @type {Triple[]} */
const XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]];
const WHITE = [0.95047, 1, 1.08883];

/** @param {Triple[]} matrix @param {Triple} v @returns {Triple} */
const times = (matrix, v) => /** @type {Triple} */ (matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]));

/** @param {string} hex @returns {Triple} linear RGB */
const linear = (hex) => /** @type {Triple} */ ([1, 3, 5].map((at) => {
  const c = parseInt(hex.slice(at, at + 2), 16) / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}));

/** @param {string} hex @param {string} seen @returns {Triple} CIELAB */
function lab(hex, seen) {
  const rgb = /** @type {Triple} */ (times(SEEN[seen], linear(hex)).map((c) => Math.min(1, Math.max(0, c))));
  const [x, y, z] = times(XYZ, rgb).map((c, i) => c / WHITE[i]).map((c) => (c > 216 / 24389 ? Math.cbrt(c) : ((24389 / 27) * c + 16) / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const rad = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;

/** CIEDE2000 (CIE 142-2001), written after Sharma, Wu & Dalal 2005. @param {Triple} p @param {Triple} q */
function difference([l1, a1, b1], [l2, a2, b2]) {
  const mean7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const g = 0.5 * (1 - Math.sqrt(mean7 / (mean7 + 25 ** 7)));
  const [u1, u2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(u1, b1), Math.hypot(u2, b2)];
  const angle = (/** @type {number} */ u, /** @type {number} */ b) => (u || b ? ((Math.atan2(b, u) * 180) / Math.PI + 360) % 360 : 0);
  const [h1, h2] = [angle(u1, b1), angle(u2, b2)];
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const [dl, dc, dh] = [l2 - l1, c2 - c1, 2 * Math.sqrt(c1 * c2) * Math.sin(rad(turn / 2))];
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const h = c1 * c2 === 0 ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : ((h1 + h2 + 360) / 2) % 360;
  const t = 1 - 0.17 * Math.cos(rad(h - 30)) + 0.24 * Math.cos(rad(2 * h)) + 0.32 * Math.cos(rad(3 * h + 6)) - 0.2 * Math.cos(rad(4 * h - 63));
  const [sl, sc, sh] = [1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2), 1 + 0.045 * c, 1 + 0.015 * c * t];
  const r = -Math.sin(rad(60 * Math.exp(-(((h - 275) / 25) ** 2)))) * 2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7));
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + r * (dc / sc) * (dh / sh));
}

test("the formula gives the published differences", () => {
  // Sharma, Wu & Dalal 2005, table 1, pairs 1, 7, 17, 25 and 33.
  /** @type {[Triple, Triple, number][]} */
  const pairs = [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377],
  ];
  for (const [p, q, known] of pairs) assert.ok(Math.abs(difference(p, q) - known) < 1e-4, `${difference(p, q)} is not ${known}`);
});

/** @param {"light" | "dark"} ground @param {string} seen @param {number} count of lanes @returns {{ least: number, between: string }} */
function closest(ground, seen, count) {
  const colours = lanes.slice(0, count).map((each) => ({ name: each.name, at: lab(each[ground], seen) }));
  const pairs = colours.flatMap((p, i) => colours.slice(i + 1).map((q) => ({ least: difference(p.at, q.at), between: `${p.name}, ${q.name}` })));
  return pairs.reduce((a, b) => (a.least < b.least ? a : b));
}

/** As in DESIGN.md: the difference measured on this palette, minus 0.2. The just noticeable difference is about 1. */
const LEAST = 10.8;
/** The same for the first three lanes, which are enough for most lessons. */
const LEAST_OF_THREE = 12.2;

for (const ground of /** @type {const} */ (["light", "dark"])) {
  for (const seen of Object.keys(SEEN)) {
    test(`lanes are told apart on ${ground} ground, ${seen}`, () => {
      const [three, all] = [closest(ground, seen, 3), closest(ground, seen, lanes.length)];
      assert.ok(three.least >= LEAST_OF_THREE, `${three.least} between ${three.between}`);
      assert.ok(all.least >= LEAST, `${all.least} between ${all.between}`);
    });
  }
}

test("no two lanes share dash or marker", () => {
  assert.equal(new Set(lanes.map(({ marker }) => marker)).size, lanes.length);
  assert.equal(new Set(lanes.map(({ dash }) => dash.join())).size, lanes.length);
});
