/** Reads the binary answers of the server: u32 header length, JSON header, padding, little-endian float32 arrays. */

/** @typedef {Record<string, { offset: number, length: number }>} Layout */

/**
 * @param {ArrayBuffer} buffer
 * @returns {any} the JSON header
 */
export function header(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  if (length + 4 > buffer.byteLength) throw new RangeError(`frame of ${buffer.byteLength} bytes names a header of ${length}`);
  return JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
}

/**
 * Views, not copies: a frame is drawn from the buffer that the socket delivered.
 *
 * @param {ArrayBuffer} buffer
 * @param {Layout} layout
 * @returns {Record<string, Float32Array>}
 */
export function arrays(buffer, layout) {
  return Object.fromEntries(Object.entries(layout).map(([name, at]) => [name, new Float32Array(buffer, at.offset, at.length)]));
}

/**
 * @param {ArrayBuffer} buffer
 * @returns {Omit<import("./types.js").Frame, "scene" | "panels" | "axis">}
 */
export function decodeFrame(buffer) {
  const head = header(buffer);
  const lanes = head.lanes.map((/** @type {{ arrays: Layout }} */ lane) => ({ ...lane, arrays: arrays(buffer, lane.arrays) }));
  return { ...head, lanes, arrays: arrays(buffer, head.arrays) };
}

/**
 * @param {ArrayBuffer} buffer
 * @returns {import("./types.js").Mesh} values row by row, y upward, above low
 */
export function decodeMesh(buffer) {
  const head = header(buffer);
  return { nx: head.nx, ny: head.ny, low: head.low, values: arrays(buffer, head.arrays).f };
}
