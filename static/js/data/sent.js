/**
 * What the server need not send again while a hand drags an example: the examples, which the page has, and what each step sees of
 * them. The order of the examples depends on their number, not on where they lie.
 */

/** @typedef {import("../types.js").Frame} Frame */
/** @typedef {Omit<Frame, "scene" | "panels" | "axis">} Answer */

/** @param {Record<string, any>} a @param {Record<string, any>} b @param {string} but  the one field that may differ */
const alike = (a, b, but) => [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => key === but || a[key] === b[key]);

/**
 * Does a picture say what a draft would? Then all is as it was but the places of the examples. Lanes with own examples are told theirs.
 *
 * @param {import("../server/request.js").Request} request
 * @param {Frame | null} frame  the last picture
 */
export function isSaid({ scene, view }, frame) {
  const length = scene.surface.examples?.length;
  if (!view.draft || !view.data || !length || length !== frame?.data?.train.a.length || frame.lanes.some((lane) => lane.data)) return false;
  return alike(scene, frame.scene, "surface") && alike(scene.surface, frame.scene.surface, "examples");
}

/**
 * A picture that came without them, with those of the last picture.
 *
 * @template {Answer} T
 * @param {T} now
 * @param {Frame | null} before
 * @returns {T}
 */
export function withSaid(now, before) {
  if (!before?.data || now.lanes.length !== before.lanes.length) return now;
  const same = now.arrays.stops.length === before.arrays.stops.length && now.arrays.stops.at(-1) === before.arrays.stops.at(-1);
  const lanes = now.lanes.map((lane, i) => {
    const { picks } = before.lanes[i].arrays;
    return picks && same ? { ...lane, arrays: { ...lane.arrays, picks } } : lane;
  });
  return { ...now, data: before.data, lanes };
}
