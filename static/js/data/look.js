/** How the examples of each model are drawn, and what the model answers for inputs a and b with weights x and y. */

/** @typedef {import("../types.js").Example} Example */
/** @typedef {[number, number]} Pair */
/** @typedef {(x: number, y: number, a: number, b: number) => number} Answer */
/**
 * @typedef {{ axes: ["a", "t" | "b"], answer: Answer | null }} Look  axes: which numbers of an example are its place; with a and b, its
 *   class t is the shape; answer: null if the page does not know the model
 */

/** @type {Record<string, Look>} by key of the surface */
const LOOKS = {
  linear_regression: { axes: ["a", "t"], answer: (x, y, a, b) => x * a + y * b },
  logistic_regression: { axes: ["a", "b"], answer: (x, y, a, b) => 1 / (1 + Math.exp(-(x * a + y * b))) },
  tiny_network: { axes: ["a", "t"], answer: (x, y, a) => y * Math.tanh(x * a) },
};

/** @param {string} key  of a surface @returns {Look} */
export const lookOf = (key) => LOOKS[key] ?? { axes: ["a", "t"], answer: null };

/** Are the examples of two classes? @param {Look} look */
export const hasClasses = ({ axes }) => axes[1] === "b";

/** @param {Look} look @param {Example} example @returns {Pair} where it is drawn, in units of the axes */
export const placeOf = ({ axes }, [a, b, t]) => [a, axes[1] === "b" ? b : t];

/** @param {Look} look @param {Example} example @param {Pair} place @returns {Example} */
export const movedTo = ({ axes }, [, b, t], [u, v]) => (axes[1] === "b" ? [u, v, t] : [u, b, v]);

/**
 * The second input that goes with a first one: the constant if all examples have the same (an intercept), otherwise the
 * least-squares share of a.
 *
 * @param {readonly Example[]} examples
 * @returns {(a: number) => number}
 */
export function companion(examples) {
  const first = examples[0]?.[1] ?? 0;
  if (examples.every(([, b]) => b === first)) return () => first;
  const both = examples.reduce((sum, [a, b]) => sum + a * b, 0);
  const share = both / (examples.reduce((sum, [a]) => sum + a * a, 0) || 1);
  return (a) => share * a;
}
