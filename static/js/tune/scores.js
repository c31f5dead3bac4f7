/** Where the settings that were tried stand, and how a loss is written. */
import { t } from "../text/language.js";
import { measured, powerOfTen } from "../text/numbers.js";

/** @typedef {import("./tuning.js").TunedLane} TunedLane */

/** Size of the picture, and the room at its edge. */
export const WIDTH = 150, HEIGHT = 52;
const EDGE = 5;
/** The highest score that is told apart, in powers of ten; what diverges stands above it. */
const TOP = 1;

/** @param {number} value @param {number} low @param {number} high */
const share = (value, low, high) => (value - low) / (high - low);

/**
 * The places of the points, the best one last.
 *
 * @param {TunedLane} lane
 * @param {number} floor  the lowest score that counts
 * @returns {{ x: number, y: number, lost: boolean, best: boolean }[]}
 */
export function places({ knobs: [rate], tried: { values, scores, best } }, floor) {
  const points = values[0].map((value, i) => {
    const score = scores[i];
    const depth = score === null ? TOP : Math.min(TOP, Math.log10(score));
    const across = share(Math.log(value), Math.log(rate.low), Math.log(rate.high));
    const down = score === null ? 0 : 0.12 + 0.88 * share(depth, TOP, Math.log10(floor));
    return { x: EDGE + across * (WIDTH - 2 * EDGE), y: EDGE + down * (HEIGHT - 2 * EDGE), lost: score === null, best: i === best };
  });
  return points.toSorted((one, other) => Number(one.best) - Number(other.best));
}

/** A loss as a share of the first one. @param {number | null} score @param {number} floor */
export function scoreText(score, floor) {
  if (score === null) return t("diverges");
  return score <= floor ? `≤ ${powerOfTen(Math.round(Math.log10(floor)))}` : measured(score);
}
