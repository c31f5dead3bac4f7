/** Numbers as the server reads them in a scene: base64 of float64, little-endian (app/engine/recorded.py). */

/** Bytes that are turned into text at once: more would overflow the stack of arguments. */
const CHUNK = 0x8000;

/** @param {number[]} numbers @returns {string} */
export function packed(numbers) {
  const view = new DataView(new ArrayBuffer(8 * numbers.length));
  numbers.forEach((value, index) => view.setFloat64(8 * index, value, true));
  const bytes = new Uint8Array(view.buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

/** How many rows a packed trajectory has. @param {string} points */
export const rowsOf = (points) => Math.floor(atob(points).length / 16);
