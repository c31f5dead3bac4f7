/** The step axis that all charts share, of steps or of examples seen. Its scale is linear or in log(1 + k). */

/** @typedef {{ steps: [number, number], scale: "linear" | "log", by?: "steps" | "examples" }} StepAxis  by: what is counted; steps: the range of that */

/** How far an axis goes with every step of a lane. @param {Pick<StepAxis, "by">} axis @param {number | undefined} batch  examples of a step */
export const perStep = ({ by }, batch) => (by === "examples" ? (batch ?? 1) : 1);

/** @param {StepAxis} axis @returns {(step: number) => number} */
const transform = ({ scale }) => (scale === "log" ? (step) => Math.log1p(Math.max(0, step)) : (step) => step);

/** @param {StepAxis} axis @param {number} step @returns {number} 0 at the left end of the axis, 1 at the right */
export function shareOf(axis, step) {
  const along = transform(axis);
  const [from, to] = axis.steps.map(along);
  return (along(step) - from) / (to - from);
}

/** @param {StepAxis} axis @param {number} share @returns {number} not rounded */
export function stepAt(axis, share) {
  const [from, to] = axis.steps.map(transform(axis));
  const at = from + share * (to - from);
  return axis.scale === "log" ? Math.expm1(at) : at;
}

/**
 * @param {StepAxis} axis
 * @param {number} step
 * @param {number} columns
 * @param {number} [per]  how far the axis goes with a step
 * @returns {number | null} the column that holds only this step; null if the step shares its column or is not shown
 */
export function columnOf(axis, step, columns, per = 1) {
  const along = transform(axis);
  const [from, to] = axis.steps.map(along);
  const place = (/** @type {number} */ at) => (at * per === axis.steps[1] ? columns - 1 : Math.floor((along(at * per) - from) * (columns / (to - from))));
  const column = place(step);
  const alone = place(step - 1) < column && (place(step + 1) > column || step * per === axis.steps[1]);
  return alone && column >= 0 && column < columns ? column : null;
}
