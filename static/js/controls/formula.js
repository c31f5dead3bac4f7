/** The field of a typed formula. Every formula that can be parsed is drawn at once. */
import { html, nothing } from "../../vendor/lit-html.js";
import { t } from "../text/language.js";
import { setAt } from "../scene/scene.js";
import { knobAt } from "./knobs.js";
import { number } from "./number.js";

/** @typedef {import("../state.js").State} State */

/** Scrolls the caret under the field together with the field's text. @param {Event} event */
function follow({ target }) {
  const input = /** @type {HTMLInputElement} */ (target);
  input.parentElement?.style.setProperty("--scrolled", `${input.scrollLeft}px`);
}

/** @param {State} state @param {string} id @param {string} fault */
function field(state, id, fault) {
  const typed = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    follow(event);
    state.scene.value = setAt(state.scene.value, "surface.formula", value);
  };
  return html`<input id=${id} type="text" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="done"
    .value=${String(state.scene.value.surface.formula)} aria-invalid=${fault ? "true" : "false"}
    aria-describedby=${`${id}-fault ${id}-echo`} @input=${typed} @scroll=${follow}>`;
}

/** A text as wide as the part before a column. ASCII becomes spaces; other characters stay, because they may be wider. @param {unknown} text @param {number} column */
const room = (text, column) => [...String(text)].slice(0, column - 1).join("").replace(/[ -~]/g, " ");

/** Characters of a formula that is left in one piece. */
const SHORT = 24;

/**
 * A long formula in pieces, one for each term, between which a line may break: MathML itself breaks nowhere.
 *
 * @param {string} mathml  of one formula
 * @returns {string} MathML of one or several formulas, with spaces between them
 */
export function pieces(mathml) {
  const page = document.createElement("template");
  page.innerHTML = mathml;
  const row = page.content.querySelector("math > mrow:only-child");
  if (!row || (row.textContent ?? "").length <= SHORT) return mathml;
  /** @type {string[]} */
  const terms = [];
  for (const part of row.children) {
    const begins = part.localName === "mo" && /^[+−-]$/.test(part.textContent ?? "");
    if (begins || !terms.length) terms.push(part.outerHTML);
    else terms[terms.length - 1] += part.outerHTML;
  }
  return terms.map((term) => `<math><mrow>${term}</mrow></math>`).join(" ");
}

/** The formula as the server understood it. The MathML comes from the server, so it is safe as HTML. @param {State} state @param {string} id @param {boolean} hidden */
function echo(state, id, hidden) {
  const read = state.echo.value;
  const math = read === null ? nothing : html`${t("understood as")} <span .innerHTML=${pieces(read)}></span>`;
  return html`<p class="echo" id=${`${id}-echo`} ?hidden=${hidden}>${math}</p>`;
}

/** @param {State} state @param {string} place @param {(path: string) => string} claim */
function domain(state, place, claim) {
  const end = (/** @type {string} */ path) => {
    const knob = knobAt(state.catalog, state.scene.value, path);
    return knob ? number(state, { path, knob, place, fault: claim(path) }) : nothing;
  };
  const ends = ["0.0", "0.1", "1.0", "1.1"].map((each) => end(`surface.domain.${each}`));
  return html`<fieldset class="domain"><legend>${t("Domain")}</legend>${ends}
    <p class="fault" aria-live="polite">${claim("surface.domain")}</p>
  </fieldset>`;
}

/**
 * @param {State} state
 * @param {"rail" | "hero"} place
 * @param {(path: string) => string} claim  returns the fault of a path
 */
export function formula(state, place, claim) {
  const id = `${place}-formula`;
  const fault = claim("surface.formula");
  const column = state.faults.value.find(({ path }) => path === "surface.formula")?.params.column;
  const caret = column === undefined ? nothing : html`<span>${room(state.scene.value.surface.formula, Number(column))}</span>^`;
  return html`<div class="typed">
    <label for=${id}><math><mi>f</mi><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo>)</mo><mo>=</mo></math></label>
    <div class="text">${field(state, id, fault)}<pre class="caret" aria-hidden="true">${caret}</pre></div>
    <div class="answer"><p class="fault" id=${`${id}-fault`} aria-live="polite">${fault}</p>${echo(state, id, fault !== "")}</div>
    ${domain(state, place, claim)}
  </div>`;
}
