/** The first picture of a lesson, which the server puts into the page. It is shown until the stream sends one for this page's sizes. */
import { decodeMesh, decodePart, frames, joined } from "./wire.js";

/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {import("../panels/background.js").Background} Background */
/** @typedef {import("./request.js").Request["view"]} View */

/** @param {string} text  base64 of deflated bytes @returns {Promise<ArrayBuffer>} */
function inflated(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
}

/**
 * @param {string} text  { lesson, view, frames, mesh } in JSON: the view that was requested, the stream's answer to it, and the surface
 * @param {{ lesson: string | null, scene: import("../types.js").Scene, until: number | null, own: boolean }} place
 * @returns {Promise<{ frame: Frame | null, background: Background | null }>} both null unless they are the picture of this place
 */
export async function firstPicture(text, { lesson, scene, until, own }) {
  /** @type {{ lesson: string, view: View, frames: string, mesh: string } | null} */
  const first = text ? JSON.parse(text) : null;
  if (!own || until !== null || first?.lesson !== lesson) return { frame: null, background: null };
  const { view: { panels, chart }, ...packed } = first;
  const frame = joined(frames(await inflated(packed.frames)).map(decodePart), []);
  const surface = decodeMesh(await inflated(packed.mesh));
  return { frame: frame && { ...frame, scene, panels, axis: chart }, background: { surface, view: panels[0], settled: false } };
}
