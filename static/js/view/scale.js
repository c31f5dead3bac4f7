/** Ranges and ticks of axes. Ranges are rounded, so that they change rarely; ticks are multiples of 1, 2 or 5. */

/** @typedef {[number, number]} Range */

/** The smallest distance of two ticks, as app/replies/ticks.py has it: near the smallest number a quotient of two is none to count to. */
const LEAST = 1e-300;

/** @param {number} size @returns {number} the smallest of 1, 2, 5 times a power of ten that is not below size, nor below LEAST */
export function roundUp(size) {
  const power = 10 ** Math.floor(Math.log10(Math.max(LEAST, size)));
  const step = [1, 2, 5, 10].find((digit) => digit * power >= size * (1 - 1e-9));
  return (step ?? 10) * power;
}

/**
 * @param {Range} range
 * @param {number} count  about how many
 * @returns {number[]}
 */
export function linearTicks([low, high], count) {
  if (high - low < LEAST) return [];
  const step = roundUp((high - low) / Math.max(1, count));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** On an axis of less than SHORT decades, 2 and 5 get ticks too. */
const DIGITS = [1, 2, 5].map(Math.log10);
const SHORT = 1.7;

/**
 * @param {Range} range  in powers of ten
 * @param {number} count  about how many at most
 * @returns {number[]} in powers of ten
 */
export function logTicks([low, high], count) {
  const fine = high - low < SHORT && count >= 3;
  const every = fine ? 1 : Math.max(1, Math.ceil((high - low) / Math.max(1, count)));
  const first = Math.floor(low / every + 1e-9);
  const last = Math.floor(high / every + 1e-9);
  const decades = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * every);
  const ticks = fine ? decades.flatMap((decade) => DIGITS.map((digit) => decade + digit)) : decades;
  return ticks.filter((tick) => tick >= low - 1e-9 && tick <= high + 1e-9);
}

/**
 * The range of a linear axis, rounded outwards to multiples of a round step.
 *
 * @param {Range} data
 * @returns {Range}
 */
export function linearBucket([low, high]) {
  const span = high - low || Math.abs(high) || 1;
  const step = roundUp(span / 5);
  const [from, to] = [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
  return from < to ? [from, to] : [from - step, to + step];
}

/**
 * The range of a log axis, in powers of ten. It is rounded outwards to whole decades, or to 1, 2 or 5 if there are few decades.
 *
 * @param {Range} data  in powers of ten
 * @returns {Range}
 */
export function logBucket([low, high]) {
  if (high - low > SHORT) return [Math.floor(low + 1e-6), Math.ceil(high - 1e-6)];
  const below = [...DIGITS].reverse().find((digit) => Math.floor(low + 1e-6) + digit <= low + 1e-6) ?? 0;
  const above = [...DIGITS, 1].find((digit) => Math.floor(high - 1e-6) + digit >= high - 1e-6) ?? 1;
  const range = /** @type {Range} */ ([Math.floor(low + 1e-6) + below, Math.floor(high - 1e-6) + above]);
  return range[1] - range[0] < 0.5 ? [range[0] - 0.5, range[1] + 0.5] : range;
}

/**
 * The range of an axis during a drag. The old range is kept while the new one fits into it and fills a third of it.
 *
 * @param {Range | null} old
 * @param {Range} bucket  the range that fits the data
 * @returns {Range}
 */
export function keptRange(old, bucket) {
  if (!old) return bucket;
  const inside = bucket[0] >= old[0] && bucket[1] <= old[1];
  const filled = bucket[1] - bucket[0] >= (old[1] - old[0]) / 3;
  return inside && filled ? old : bucket;
}
