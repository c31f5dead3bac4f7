/** Every quantity of a step by its name, in the order in which the step computes them. */
import { t } from "../text/language.js";

/** @typedef {import("../types.js").LaneStep} LaneStep */
/** @typedef {number | null | (number | null)[]} Value */
/** @typedef {{ name: string, symbol: string, value: Value, after?: Value }} Quantity  symbol: a word if it has no symbol */

/** @param {LaneStep} step @returns {Quantity[]} in the order in which the step computes them */
export function quantities(step) {
  const state = Object.keys(step.state.after).map((name) => ({
    ...{ name: `state ${name}`, symbol: name, value: step.state.before[name], after: step.state.after[name] },
  }));
  const rate = step.lr_scale.some((scale) => scale !== 1) ? [{ name: "scale", symbol: "c", value: step.lr_scale }] : [];
  return [
    { name: "position", symbol: "x", value: [step.x, step.y], after: step.to },
    { name: "loss", symbol: "f", value: step.loss, after: step.to_loss },
    { name: "gradient", symbol: "g", value: step.g },
    ...(step.probe ? [{ name: "probe", symbol: t("taken at"), value: step.probe }] : []),
    ...state,
    { name: "rate", symbol: "η", value: step.lr },
    ...rate,
    ...(step.sigma ? [{ name: "divisor", symbol: "σ", value: step.sigma }] : []),
    ...(step.sigma ? [{ name: "effective", symbol: "η/σ", value: step.sigma.map((each, i) => (step.lr * step.lr_scale[i]) / each) }] : []),
    { name: "move", symbol: t("move"), value: step.move },
    { name: "coast", symbol: t("without g"), value: step.coast },
  ];
}

/** The quantities of all lanes, each name once, in the order of a step. @param {Quantity[][]} lanes @returns {Quantity[]} */
export function aligned(lanes) {
  /** @type {Map<string, Quantity>} */
  const rows = new Map();
  const most = Math.max(0, ...lanes.map(({ length }) => length));
  for (let i = 0; i < most; i++) for (const lane of lanes) if (lane[i] && !rows.has(lane[i].name)) rows.set(lane[i].name, lane[i]);
  const order = ["position", "loss", "gradient", "probe", "state", "rate", "scale", "divisor", "effective", "move", "coast"];
  const place = (/** @type {Quantity} */ { name }) => order.indexOf(name.split(" ")[0]);
  return [...rows.values()].sort((a, b) => place(a) - place(b));
}
