/** Where a learning rate begins to be too much: the mark on its slider. */

/** @typedef {import("../state.js").State} State */

/**
 * The rate on the slider above which the step at the marker overshoots more and more: 2 over the largest curvature there, for
 * gradient descent; a little more with momentum. A schedule that has lowered the rate by now allows that much more.
 *
 * @param {State} state
 * @param {string} path  of the scene: "lanes.1.optimizer.knobs.lr"
 * @returns {{ at: number, says: string } | null} null where the method has no such bound, or it is not known
 */
export function limitOf({ exact, scene }, path) {
  const lane = Number(/^lanes\.(\d+)\.optimizer\.knobs\.lr$/.exec(path)?.[1] ?? NaN);
  const [seen, now] = [exact.value, scene.value];
  const step = seen?.lanes[lane];
  const [then, own] = [seen?.scene.lanes[lane], now.lanes[lane]];
  if (!step?.limit || !(step.lr > 0) || !then || then.optimizer.key !== own?.optimizer.key) return null;
  if (JSON.stringify(seen?.scene.surface) !== JSON.stringify(now.surface)) return null;
  const knob = /** @type {number} */ (then.optimizer.knobs.lr);
  return { at: (step.limit.rate * knob) / step.lr, says: `${Number(step.limit.factor.toPrecision(3))}/L` };
}
