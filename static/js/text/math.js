/** Writes expression trees as MathML, with symbols or with numbers. The trees come from the server (app/engine/explain/tree.py). */
import { t, woven } from "./language.js";
import { chosen, measured } from "./numbers.js";

/** @typedef {number | string | [string, ...any[]]} Tree */
/** @typedef {{ markup: string, binds: number }} Piece  binds: precedence, such as 1 for a sum, 2 for a product, 4 for an atom */
/** @typedef {(name: string) => Piece} Show */
/** @typedef {{ of: Show, dot: boolean }} Look  of: writes a name; dot: is a product written with a dot, as numbers need it? */

const [COMPARED, SUM, NEGATIVE, PRODUCT, ATOM] = [0, 1, 1.5, 2, 4];

/** @param {string} text */
const operator = (text) => `<mo>${text}</mo>`;

/** @param {Piece} piece @param {number} least  a piece of lower precedence is put in brackets */
const held = ({ markup, binds }, least) => (binds < least ? `<mrow><mo>(</mo>${markup}<mo>)</mo></mrow>` : `<mrow>${markup}</mrow>`);

/** @type {Record<string, string>} */
const COMPARISONS = { "=": "=", ">": "&gt;", "<": "&lt;", ">=": "≥", "<=": "≤", mod: "mod" };

/** MathML of a sentence whose values are MathML. @param {string} sentence @param {Record<string, string>} values */
const spoken = (sentence, values) => woven(sentence, values).map((piece, i) => (i % 2 || !piece ? piece : `<mtext>${piece}</mtext>`)).join("");

/** @type {Record<string, (parts: Piece[], look: Look) => Piece>} */
const OPERATIONS = {
  "+": ([a, b]) => ({ markup: held(a, SUM) + operator("+") + held(b, PRODUCT), binds: SUM }),
  "-": ([a, b]) => ({ markup: held(a, SUM) + operator("−") + held(b, PRODUCT), binds: SUM }),
  "*": ([a, b], { dot }) => ({ markup: held(a, PRODUCT) + (dot ? operator("·") : `<mspace width="0.15em"/>`) + held(b, PRODUCT), binds: PRODUCT }),
  "/": ([a, b]) => ({ markup: `<mfrac>${held(a, 0)}${held(b, 0)}</mfrac>`, binds: PRODUCT }),
  "^": ([a, b]) => ({ markup: `<msup>${held(a, ATOM)}${held(b, 0)}</msup>`, binds: PRODUCT + 1 }),
  neg: ([a]) => ({ markup: operator("−") + held(a, PRODUCT), binds: NEGATIVE }),
  sqrt: ([a]) => ({ markup: `<msqrt>${a.markup}</msqrt>`, binds: ATOM }),
  abs: ([a]) => ({ markup: `<mrow>${operator("|")}${a.markup}${operator("|")}</mrow>`, binds: ATOM }),
  len: ([a]) => a,
  if: ([test, yes, no]) => ({ markup: spoken(t("{yes} if {test}, else {no}"), { test: test.markup, yes: yes.markup, no: no.markup }), binds: COMPARED }),
};

/** @param {string} name @param {Piece[]} parts @returns {Piece} */
const applied = (name, parts) => ({
  markup: `<mi>${name}</mi><mrow><mo>(</mo>${parts.map(({ markup }) => `<mrow>${markup}</mrow>`).join(operator(","))}<mo>)</mo></mrow>`,
  binds: PRODUCT + 1,
});

/** @param {Tree} tree @param {Look} look @returns {Piece} */
function piece(tree, look) {
  if (typeof tree === "number") return numeral(tree, true);
  if (typeof tree === "string") return look.of(tree);
  const [name, ...rest] = tree;
  const parts = rest.map((each) => piece(each, look));
  if (Object.hasOwn(OPERATIONS, name)) return OPERATIONS[name](parts, look);
  if (!Object.hasOwn(COMPARISONS, name)) return applied(name, parts);
  return { markup: held(parts[0], SUM) + operator(COMPARISONS[name]) + held(parts[1], SUM), binds: COMPARED };
}

/**
 * @param {number | null} value  null: not finite
 * @param {boolean} exact  with all digits, for a number that the user set; otherwise rounded like a measured number
 * @returns {Piece}
 */
export function numeral(value, exact) {
  if (value === null) return { markup: "<mi>∞</mi>", binds: ATOM };
  const text = exact ? asSet(value) : measured(value);
  const [mantissa, power] = text.split(" × 10");
  const negative = text.startsWith("−");
  if (power === undefined) return { markup: `<mn>${text}</mn>`, binds: negative ? NEGATIVE : ATOM };
  return { markup: `<mn>${mantissa}</mn>${operator("×")}<mn>10${power}</mn>`, binds: negative ? NEGATIVE : PRODUCT };
}

/** A number that the user set, with all digits, because 0.9999 must not be shown as 1. @param {number} value */
function asSet(value) {
  const size = Math.abs(value);
  return value === 0 || (size >= 1e-4 && size < 1e6) ? String(Number(value.toPrecision(12))).replace("-", "−") : chosen(value);
}

/** @type {Record<string, string>} */
const GREEK = { alpha: "α", beta: "β", delta: "δ", eps: "ε", eta: "η", lambda: "λ", mu: "μ", rho: "ρ", sigma: "σ", lr: "η" };
/** @type {Record<string, string>} */
const ACCENTS = { hat: "^", bar: "¯" };

/**
 * MathML of a name in the code, such as `m_hat`, `beta1`, `hxy` or `rho_inf`. A word stays a word.
 *
 * @param {string} name
 * @param {string} [time]  MathML of the step, written as an index
 * @returns {string}
 */
export function symbol(name, time = "") {
  const [word, ...tails] = name.split("_");
  const [, letters, digits] = /** @type {RegExpMatchArray} */ (word.match(/^(.*?)(\d*)$/));
  const axes = /^([a-z])(x|y|xx|xy|yy)$/.exec(letters);
  const base = axes ? axes[1] : letters;
  const accent = tails.find((tail) => ACCENTS[tail]);
  const letter = `<mi>${GREEK[base] ?? base}</mi>`;
  const whole = accent ? `<mover accent="true">${letter}<mo>${ACCENTS[accent]}</mo></mover>` : letter;
  const below = [axes?.[2], digits, ...tails.filter((tail) => tail !== accent)].filter(Boolean).map(lower);
  const subscript = [...below, ...(time ? [time] : [])].join(operator(","));
  return subscript ? `<msub>${whole}<mrow>${subscript}</mrow></msub>` : whole;
}

/** @param {string | undefined} text */
const lower = (text) => (/^\d+$/.test(text ?? "") ? `<mn>${text}</mn>` : `<mi>${text === "inf" ? "∞" : text}</mi>`);

const NOW = "<mi>t</mi>";
const BEFORE = "<mi>t</mi><mo>−</mo><mn>1</mn>";
const AFTER = "<mi>t</mi><mo>+</mo><mn>1</mn>";

/**
 * @param {Record<string, { mathml: string }>} knobs
 * @param {Set<string>} state  names of the method's state
 * @returns {Show} symbols, with their step as index
 */
export const symbols = (knobs, state) => (name) => {
  const base = name.replace(/[-+]$/, "");
  if (base === "lr" || base === "g") return { markup: symbol(base, NOW), binds: ATOM };
  if (Object.hasOwn(knobs, base)) return { markup: inner(knobs[base].mathml), binds: ATOM };
  if (name === "t") return { markup: NOW, binds: ATOM };
  if (name.endsWith("+")) return { markup: symbol(base, AFTER), binds: ATOM };
  if (base === "x" || base === "y") return { markup: symbol(base, name.endsWith("-") ? NOW : ""), binds: ATOM };
  const time = name.endsWith("-") ? BEFORE : NOW;
  return { markup: symbol(base, state.has(base) ? time : ""), binds: ATOM };
};

/** The content of a <math> element. @param {string} mathml */
const inner = (mathml) => mathml.replace(/^<math[^>]*>|<\/math>$/g, "");

/** @param {string} markup */
const framed = (markup) => `<math display="block">${markup}</math>`;

/** @param {string} name  the variable that is set @param {Tree} tree @param {Show} of @returns {string} MathML with symbols */
export const ruled = (name, tree, of) => framed(of(name).markup + operator("=") + piece(tree, { of, dot: false }).markup);

/** @param {Tree} tree @param {Show} of @returns {string} MathML with numbers instead of symbols */
export const filledIn = (tree, of) => framed(piece(tree, { of, dot: true }).markup);

/** @param {number | null} value @returns {string} MathML of the result */
export const result = (value) => framed(operator("=") + numeral(value, Number.isInteger(value)).markup);
