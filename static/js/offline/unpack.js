/** Unpacks the recording that a one-file page holds. */

/**
 * @typedef {{
 *   theme: import("../view/theme.js").Theme, view: import("../types.js").View, panel: import("../types.js").Box, charts: import("../types.js").Series[],
 *   grounds: string[], lengths: number[],
 *   states: { value: string, said: string, names: string[], details: string[], grounds: number[], starts: [number, number][], axis: import("../view/steps.js").StepAxis }[], at: number, step: number | null,
 *   titles: string[], pens: number[], answers: (string | null)[], validation: boolean, examples?: string
 * }} Recording  examples: key of the surface whose examples have a panel; states: one for each value of the hero; grounds: index of each lane's background in the recording's `grounds`; validation: are marks of the validation loss drawn?
 */

/**
 * @param {string} text  base64 of the deflated recording: u32 header length, JSON header, frames
 * @returns {Promise<{ recording: Recording, frames: ArrayBuffer[] }>}
 */
export async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const buffer = await new Response(stream).arrayBuffer();
  const length = new DataView(buffer).getUint32(0, true);
  const recording = /** @type {Recording} */ (JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))));
  let at = 4 + length;
  const frames = recording.lengths.map((size) => buffer.slice(at, (at += size)));
  return { recording, frames };
}
