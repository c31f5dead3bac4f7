/** The fields of a lesson in the editor: words, question, what the page shows. Each has the server's complaint below it. */
import { html, nothing } from "../../vendor/lit-html.js";

import { PARTS } from "../address/query.js";
import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";

/** @typedef {import("../types.js").OwnLesson} OwnLesson */
/** @typedef {NonNullable<OwnLesson["question"]>} Question */
/**
 * @typedef {{
 *   lesson: OwnLesson, change: (change: Partial<OwnLesson>) => void, fault: (path: string, name?: string) => string,
 *   catalog: import("../types.js").Catalog
 * }} Form  fault: what the server says of a field of this lesson, which the page calls `name`; "" if nothing
 */

/** Most characters of the texts (app/catalog/own_parts.py). */
const LENGTHS = { title: 120, words: 300, sentences: 600, paragraph: 1500 };
const OPTIONS = 4;
const MOST_CHARTS = 4;

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/**
 * A text, one line or several, with how much of it is too much.
 *
 * @param {Form} form
 * @param {{ path: string, says: string, value: string, most: number, rows?: number, set: (text: string) => void, hint?: string }} field
 */
export function field({ fault }, { path, says, value, most, rows = 1, set, hint = "" }) {
  const refused = fault(path, says);
  const wrong = value.length > most ? t("{n} characters; at most {most}.", { n: counted(value.length), most: counted(most) }) : refused;
  const id = `own-${path.replaceAll(".", "-")}`;
  const typed = (/** @type {Event} */ event) => set(valueOf(event));
  const bad = wrong ? "true" : nothing;
  const input = rows === 1
    ? html`<input id=${id} dir="auto" ?autofocus=${path === "title"} autocomplete="off" placeholder=${hint} aria-invalid=${bad} aria-describedby=${`${id}-fault`} .value=${value} @input=${typed}>`
    : html`<textarea id=${id} dir="auto" rows=${rows} placeholder=${hint} aria-invalid=${bad} aria-describedby=${`${id}-fault`} .value=${value} @input=${typed}></textarea>`;
  return html`<div class="text"><label for=${id}>${says}</label>${input}<p class="fault" id=${`${id}-fault`}>${wrong}</p></div>`;
}

/** @param {Form} form */
export function words(form) {
  const { lesson, change } = form;
  const text = (/** @type {"title" | "sentence" | "see" | "why"} */ path, /** @type {string} */ says, /** @type {number} */ most, /** @type {number} */ rows, hint = "") =>
    field(form, { path, says, value: lesson[path] ?? "", most, rows, hint, set: (value) => change({ [path]: value }) });
  return html`${text("title", t("Title"), LENGTHS.title, 1)}
    ${text("sentence", t("One sentence that says what to see"), LENGTHS.sentences, 2)}
    <details><summary>${t("What stands under “Why?”")}</summary>
      ${text("see", t("What you see"), LENGTHS.paragraph, 4)}${text("why", t("Why"), LENGTHS.paragraph, 4)}</details>`;
}

/** A step before which there is something to see, if the lesson has none. @param {OwnLesson} lesson */
const somewhere = ({ step, scene }) => step ?? Math.floor(scene.steps / 10);

/** @param {Form} form */
export function opening({ lesson, change, fault }) {
  const typed = (/** @type {Event} */ event) => change({ step: valueOf(event).trim() === "" ? null : Number(valueOf(event)) });
  const hide = (/** @type {Event} */ event) => {
    const hidden = /** @type {HTMLInputElement} */ (event.target).checked;
    change({ hidden, step: hidden ? somewhere(lesson) : lesson.step });
  };
  return html`<fieldset><legend>${t("The lesson opens")}</legend>
    <label class="step">${t("at step")} <input type="number" min="0" max=${lesson.scene.steps} aria-invalid=${fault("step") ? "true" : nothing}
      .value=${lesson.step === null || lesson.step === undefined ? "" : String(lesson.step)} @input=${typed}>
      ${t("of {steps}; empty: at the end", { steps: counted(lesson.scene.steps) })}</label>
    <p class="fault">${fault("step")}</p>
    <label><input type="checkbox" .checked=${lesson.hidden ?? false} @change=${hide}>${t("with the future hidden: nothing beyond the step until it is revealed")}</label>
  </fieldset>`;
}

/** @param {number} option */
const letterOf = (option) => String.fromCharCode(65 + option);

/** @param {Form} form */
export function question(form) {
  const { lesson, change } = form;
  const filled = Array.from({ length: OPTIONS }, (_, i) => lesson.question?.options[i] ?? "");
  /** @type {Question} */
  const asked = { ask: "", answer: "", right: null, ...lesson.question, options: [...filled, ...(lesson.question?.options.slice(OPTIONS) ?? [])] };
  const set = (/** @type {Partial<Question>} */ part) => change({ question: { ...asked, ...part }, step: somewhere(lesson), hidden: lesson.question ? lesson.hidden : true });
  const right = asked.right ?? null;
  const option = (/** @type {string} */ value, /** @type {number} */ i) => html`<div class="option">
    <label class="right" title=${t("The right one")}><input type="radio" name="right" aria-label=${t("{letter} is right", { letter: letterOf(i) })}
      .checked=${right === i} @click=${() => set({ right: right === i ? null : i })}></label>
    ${field(form, { path: `question.options.${i}`, says: letterOf(i), value, most: LENGTHS.words, set: (text) => set({ options: asked.options.with(i, text) }) })}</div>`;
  return html`<fieldset class="question"><legend>${t("Question to the class")}</legend>
    ${field(form, { path: "question.ask", says: t("Question"), value: asked.ask, most: LENGTHS.words, set: (ask) => set({ ask }), hint: t("Empty: nothing is asked") })}
    <p class="fault">${form.fault("question.options")}</p>
    <div class="options">${asked.options.map(option)}</div>
    ${field(form, { path: "question.answer", says: t("What is said after the reveal"), value: asked.answer ?? "", most: LENGTHS.sentences, rows: 2, set: (answer) => set({ answer }) })}
  </fieldset>`;
}

/**
 * @param {string[]} chosen
 * @param {string} key
 * @param {boolean} on
 */
const toggled = (chosen, key, on) => (on ? [...chosen, key] : chosen.filter((each) => each !== key));

/** @param {Form} form */
export function shown({ lesson, change, catalog, fault }) {
  const hide = lesson.hide ?? [];
  const charts = lesson.charts ?? [];
  const box = (/** @type {boolean} */ on, /** @type {string} */ says, /** @type {(on: boolean) => void} */ set, off = false) =>
    html`<label><input type="checkbox" .checked=${on} ?disabled=${off} @change=${(/** @type {Event} */ event) => set(/** @type {HTMLInputElement} */ (event.target).checked)}>${says}</label>`;
  const parts = Object.entries(PARTS).filter(([part]) => part !== "lesson");
  return html`<fieldset><legend>${t("The lesson shows")}</legend><div class="parts">
      ${parts.map(([part, says]) => box(!hide.includes(part), t(says), (on) => change({ hide: toggled(hide, part, !on) })))}</div></fieldset>
    <fieldset><legend>${t("Charts, four at most")}</legend><div class="parts">
      ${Object.values(catalog.series).map(({ key, name }) => box(charts.includes(key), name, (on) => change({ charts: toggled(charts, key, on) }), charts.length >= MOST_CHARTS && !charts.includes(key)))}</div>
      <p class="fault">${fault("charts")}</p></fieldset>`;
}
