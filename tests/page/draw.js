/** Draws with the page's code what a Python test hands in, and tells what came out (tests/exports/test_two_pens.py). */
import { text } from "node:stream/consumers";

import { bandsImage } from "../../static/js/panels/raster.js";
import { decodeMesh } from "../../static/js/server/wire.js";

const asked = JSON.parse(await text(process.stdin));
/** @param {string} base64 @returns {ArrayBuffer} */
const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;

globalThis.ImageData = /** @type {any} */ (class {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    this.data = new Uint8ClampedArray(4 * width * height);
  }
});

const surface = decodeMesh(bytes(asked.mesh));
const { data } = bandsImage(surface, asked.theme);
process.stdout.write(JSON.stringify({ levels: surface.levels, pixels: [...data] }));
