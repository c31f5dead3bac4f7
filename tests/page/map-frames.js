/** Frames of a map as the server sends them. */

/** @param {number} value @returns {number} its 16 bits, cut off */
export function half(value) {
  const bits = new Uint32Array(new Float32Array([value]).buffer)[0];
  const [sign, exponent, fraction] = [(bits >> 16) & 0x8000, ((bits >> 23) & 255) - 112, bits & 0x7fffff];
  if (Number.isNaN(value)) return 0x7e00;
  if (exponent > 30) return sign | 0x7c00;
  return exponent > 0 ? sign | (exponent << 10) | (fraction >> 13) : sign | ((fraction | 0x800000) >> (14 - exponent));
}

/**
 * @param {object} head
 * @param {[number, number, number, number][]} tiles
 * @param {number[]} classes
 * @param {number[]} values
 */
export function frame(head, tiles, classes, values) {
  const words = new TextEncoder().encode(JSON.stringify({ map: true, tiles, pixels: classes.length, done: classes.length, seconds: 0.1, last: false, ...head }));
  const start = Math.ceil((4 + words.length) / 8) * 8;
  const at = start + 2 * Math.ceil(classes.length / 2);
  const data = new ArrayBuffer(Math.ceil((at + 2 * classes.length) / 8) * 8);
  new DataView(data).setUint32(0, words.length, true);
  new Uint8Array(data).set(words, 4);
  new Uint8Array(data).set(classes, start);
  new Uint16Array(data, at, values.length).set(values.map(half));
  return data;
}
