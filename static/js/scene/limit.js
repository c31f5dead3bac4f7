/** The stability limit of a learning rate, marked on its slider. */

/** @typedef {import("../state.js").State} State */

/**
 * The slider value above which steps at the marker overshoot more and more. For gradient descent it is 2 over the largest
 * curvature there, with momentum a little more. If a schedule has lowered the rate by then, it is higher by that factor.
 *
 * @param {State} state
 * @param {string} path  of the scene: "lanes.1.optimizer.knobs.lr"
 * @returns {{ at: number, says: string } | null} null if the method has no such limit, or it is not known
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
