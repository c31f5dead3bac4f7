/** Axes that stay calm: ranges move in buckets, ticks sit on 1, 2, 5. */

/** @typedef {[number, number]} Range */

/** Nothing below is worth an axis: rounding has long taken over. */
export const FLOOR = 1e-12;

/** @param {number} size @returns {number} the smallest of 1, 2, 5 times a power of ten that is not below size */
export function roundUp(size) {
  const power = 10 ** Math.floor(Math.log10(size));
  const step = [1, 2, 5, 10].find((digit) => digit * power >= size * (1 - 1e-9));
  return (step ?? 10) * power;
}

/**
 * @param {Range} range
 * @param {number} count  about how many
 * @returns {number[]}
 */
export function linearTicks([low, high], count) {
  const step = roundUp((high - low) / Math.max(1, count));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/**
 * @param {Range} range  in powers of ten
 * @param {number} count  at most about
 * @returns {number[]} whole exponents
 */
export function logTicks([low, high], count) {
  const every = Math.max(1, Math.ceil((high - low) / Math.max(1, count)));
  const first = Math.ceil(low / every - 1e-9);
  const last = Math.floor(high / every + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * every);
}

/**
 * The range of a linear axis: bounds on the grid of a round step.
 *
 * @param {Range} data
 * @returns {Range}
 */
export function linearBucket([low, high]) {
  const span = high - low || Math.abs(high) || 1;
  const step = roundUp(span / 5);
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
}

/**
 * The range of a log axis, in powers of ten.
 *
 * @param {Range} data  in powers of ten
 * @returns {Range}
 */
export function logBucket([low, high]) {
  const from = Math.floor(low + 1e-6);
  return [from, Math.max(from + 1, Math.ceil(high - 1e-6))];
}

/**
 * While a hand drags, an axis keeps its range as long as the data fit into it and fill a third of it.
 *
 * @param {Range | null} old
 * @param {Range} bucket  what the data would ask for alone
 * @returns {Range}
 */
export function calm(old, bucket) {
  if (!old) return bucket;
  const inside = bucket[0] >= old[0] && bucket[1] <= old[1];
  const filled = bucket[1] - bucket[0] >= (old[1] - old[0]) / 3;
  return inside && filled ? old : bucket;
}
