/** The form of a question: the lesson's own, or one that somebody thinks of in front of the class. */
import { html, nothing } from "../../vendor/lit-html.js";
import { signal } from "../../vendor/signals-core.js";

import { openDialog } from "../page/dialog.js";
import { t, word } from "../text/language.js";
import { laneTitles } from "../scene/scene.js";
import { letterOf } from "../class/answers.js";
import { lessonQuestions, NEW, OPTION, OPTIONS, phaseOf, TITLE } from "./question.js";

/** @typedef {import("./session.js").Question} Question */
/** @typedef {import("./host.js").Host} Host */
/** @typedef {{ question: Question, own: boolean, marks: boolean }} Draft  own: is it the lesson's, about the lesson's own scene? marks: is the right option to be seen? The page is mirrored, so only if somebody wants it */

/** @type {[keyof typeof NEW, string][]} */
const KINDS = [["choice", word("Options")], ["click", word("A place to tap")], ["step", word("A step")], ["start", word("Choose your start")]];

/** What happens at the step that is asked for; the run says when. @type {[string, string][]} */
const EVENTS = [["converged", word("it arrives")], ["blow_up", word("it blows up")], ["diverged", word("it diverges")], ["", word("no right answer")]];

/** @param {Question} question @returns {keyof typeof NEW} */
const kindOf = ({ kind, runs }) => (kind === "click" && runs ? "start" : kind);

/** @param {Event} event */
const typed = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/** @param {import("../../vendor/signals-core.js").Signal<Draft>} draft */
function editor(draft) {
  const put = (/** @type {Partial<Question>} */ changes) => (draft.value = { ...draft.peek(), question: { ...draft.peek().question, ...changes } });
  const field = (/** @type {"until" | "at"} */ name) => (/** @type {Event} */ event) => {
    const said = typed(event).trim();
    const step = Math.round(Number(said));
    if (said === "" && name === "at") put({ at: null });
    else if (step >= (name === "until" ? 1 : 0)) put({ [name]: step });
    else /** @type {HTMLInputElement} */ (event.target).value = String(draft.peek().question[name] ?? "");
  };
  return { put, field };
}

/** @param {import("../../vendor/signals-core.js").Signal<Draft>} draft */
function options(draft) {
  const { question, marks } = draft.value;
  const { put } = editor(draft);
  if (question.kind !== "choice") return nothing;
  const set = (/** @type {number} */ i, /** @type {string} */ says) => put({ options: question.options.with(i, says) });
  const remove = (/** @type {number} */ i) =>
    put({ options: question.options.toSpliced(i, 1), right: question.right === null || question.right === i ? null : question.right - Number(question.right > i) });
  const row = (/** @type {string} */ says, /** @type {number} */ i) => html`<div class="option">
    ${marks ? html`<input type="radio" name="right" aria-label=${t("{letter} is right", { letter: letterOf(i) })} .checked=${question.right === i} @change=${() => put({ right: i })}>` : nothing}
    <b>${letterOf(i)}</b><input aria-label=${t("Option {letter}", { letter: letterOf(i) })} maxlength=${OPTION} .value=${says} @input=${(/** @type {Event} */ event) => set(i, typed(event))}>
    <button type="button" class="quiet" aria-label=${t("Remove option {letter}", { letter: letterOf(i) })} ?disabled=${question.options.length < 3} @click=${() => remove(i)}>×</button>
  </div>`;
  return html`<fieldset><legend>${t("Options")}</legend>${question.options.map(row)}
    ${question.options.length < OPTIONS ? html`<button type="button" @click=${() => put({ options: [...question.options, ""] })}>${t("Add an option")}</button>` : nothing}
    ${marks ? nothing : html`<button type="button" @click=${() => (draft.value = { ...draft.peek(), marks: true })}>${t("Mark the right one")}</button>`}</fieldset>`;
}

/** A question about another walker; words that nobody has changed name it. @param {Host["state"]} state @param {Question} question @param {number} lane */
function aimed(state, question, lane) {
  const usual = NEW[kindOf(question)];
  return { lane, title: question.title === usual(state, question.lane).title ? usual(state, lane).title : question.title };
}

/** @param {Host} host @param {import("../../vendor/signals-core.js").Signal<Draft>} draft */
function details({ state }, draft) {
  const { question } = draft.value;
  const { put, field } = editor(draft);
  const [kind, titles] = [kindOf(question), laneTitles(state.catalog, state.scene.value.lanes)];
  const lane = html`<label>${t("Walker")} <select @change=${(/** @type {Event} */ event) => put(aimed(state, question, Number(typed(event))))}>
    ${titles.map((title, i) => html`<option value=${i} .selected=${i === question.lane}>${title}</option>`)}</select></label>`;
  const at = html`<label>${t("at step")} <input inputmode="numeric" size="7" placeholder=${t("its end")} .value=${String(question.at ?? "")} @change=${field("at")}></label>`;
  const event = html`<label>${t("The step at which")} <select @change=${(/** @type {Event} */ chosen) => put({ event: typed(chosen) })}>
    ${EVENTS.map(([key, says]) => html`<option value=${key} .selected=${key === question.event}>${t(says)}</option>`)}</select></label>`;
  return html`<div class="details">
    <label>${t("Hidden after step")} <input inputmode="numeric" size="7" .value=${String(question.until)} @change=${field("until")}></label>
    ${kind === "choice" ? nothing : lane}${kind === "click" ? at : nothing}${kind === "step" && !question.reads && question.event !== "suggested_rate" ? event : nothing}
  </div>`;
}

/** @param {Question} question @returns {string} what is missing; empty if nothing is */
function missing({ title, kind, options: all }) {
  if (!title.trim()) return t("The question has no words yet.");
  return kind === "choice" && all.some((each) => !each.trim()) ? t("An option has no words yet.") : "";
}

/** @param {Host} host @param {import("../../vendor/signals-core.js").Signal<Draft>} draft */
function view(host, draft) {
  const { question, own } = draft.value;
  const lessons = lessonQuestions(host.state);
  const choose = (/** @type {keyof typeof NEW} */ kind) => (draft.value = { question: NEW[kind](host.state), own: false, marks: false });
  const change = (/** @type {Event} */ event) => editor(draft).put({ title: typed(event) });
  const lack = missing(question);
  const prepare = () => {
    const { question: asked, own: its } = draft.peek();
    /** @type {HTMLDialogElement} */ (document.querySelector("dialog.class-form")).close();
    void host.propose(asked, its);
  };
  return html`
    ${lessons.length ? html`<div class="kinds" role="group" aria-label=${t("The lesson's questions")}>${lessons.map((each) => html`<button type="button"
      aria-pressed=${own && each.title === question.title} @click=${() => (draft.value = { question: each, own: true, marks: false })}>${each.title}</button>`)}</div>` : nothing}
    <div class="kinds" role="group" aria-label=${t("What is answered")}>${KINDS.map(([kind, says]) => html`<button type="button"
      aria-pressed=${!own && kind === kindOf(question)} @click=${() => choose(kind)}>${t(says)}</button>`)}</div>
    <label class="asked">${t("Question")} <textarea rows="2" maxlength=${TITLE} .value=${question.title} @input=${change}></textarea></label>
    ${options(draft)}${details(host, draft)}
    <p class="legend">${t("What follows this step is hidden at once, here and on the phones. The vote opens when you say so.")}</p>
    <p class="go"><button type="button" class="next" ?disabled=${lack !== ""} @click=${prepare}>${t("Prepare the question")}</button> <span>${lack}</span></p>`;
}

/** @param {Host} host */
function begin(host) {
  const room = host.session.room.peek();
  if (room?.ask && phaseOf(room) === "draft") return { question: room.ask, own: false };
  const [first] = lessonQuestions(host.state);
  return first ? { question: first, own: true } : { question: NEW.choice(host.state), own: false };
}

/** @param {Question & Record<string, any>} asked  a question that stands has more */
const bare = ({ kind, title, options: all, until, at, lane, view: part, right, answer, runs, event, reads, covers }) => ({ kind, title, options: all, until, at, lane, view: part, right, answer, runs, event, reads, covers });

/** @param {Host} host */
export function openForm(host) {
  if (document.querySelector("dialog[open]")) return;
  const { question, own } = begin(host);
  const draft = signal(/** @type {Draft} */ ({ question: bare(question), own, marks: false }));
  openDialog(t("A question for the class"), "class-form", () => view(host, draft), () => /** @type {HTMLElement | null} */ (document.activeElement)?.blur());
}
