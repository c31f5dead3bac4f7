/** Which views of the plane the server accepts. The limits come with the catalog. */

/** @typedef {import("../types.js").Range} Range */
/** @typedef {import("../types.js").Catalog["plane"]} Plane */

/** @param {Range} range @param {Plane} plane @returns {number} the smallest width that the server accepts near these ends */
export const narrowest = ([low, high], plane) => Math.max(plane.narrowest, plane.finest * Math.max(Math.abs(low), Math.abs(high)));

/** @param {Range} range @param {Plane} plane @returns {boolean} */
export const isAllowed = ([low, high], plane) =>
  low >= -plane.farthest && high <= plane.farthest && low < high && high - low >= narrowest([low, high], plane);
