/** Trajectories from files are too long for a link. A link leaves them out; this window keeps them for a reload. */

/** @typedef {import("../types.js").Scene} Scene */

const KEY = "ravine-trajectories";
/** Most characters of all trajectories that a link carries nevertheless. */
const SHORT = 1500;

/** @param {Scene} scene @returns {string[]} the files that a link leaves out */
export function leftOut({ lanes, frozen }) {
  const found = [...lanes, ...(frozen?.lanes ?? [])].flatMap(({ trajectory }) => trajectory ?? []);
  const size = found.reduce((sum, { points, loss }) => sum + points.length + (loss?.length ?? 0), 0);
  return size > SHORT ? [...new Set(found.map(({ file }) => file))] : [];
}

/** @param {Scene} scene @returns {Scene} what a link carries; a scene of trajectories alone keeps a lane, because it needs one */
export function linkable(scene) {
  return leftOut(scene).length ? { ...computed(scene), ...(scene.frozen && { frozen: computed(scene.frozen) }) } : scene;
}

/** @template {{ lanes: import("../types.js").Lane[] }} T @param {T} scene @returns {T} */
function computed(scene) {
  const [{ trajectory: _, ...first }] = scene.lanes;
  const lanes = scene.lanes.filter(({ trajectory }) => !trajectory);
  return { ...scene, lanes: lanes.length ? lanes : [first] };
}

/** Keeps what the address leaves out. @param {string} address  the part behind # @param {Scene} scene */
export function keep(address, scene) {
  try {
    if (leftOut(scene).length) sessionStorage.setItem(KEY, JSON.stringify({ address, scene }));
    else sessionStorage.removeItem(KEY);
  } catch {
    // There is no room, or none is allowed. After a reload, the trajectories are gone.
  }
}

/** @param {string} address @returns {unknown} the whole scene of an address that this window wrote; null if there is none */
export function kept(address) {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return found?.address === address ? found.scene : null;
  } catch {
    return null;
  }
}
