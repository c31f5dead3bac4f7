/** Title and sentence of the page while a question stands in the class. */
import { html } from "../../vendor/lit-html.js";

import { letterOf, reading } from "../class/answers.js";
import { instruction } from "../class/instruction.js";
import { followed, t } from "../text/language.js";
import { chosen, counted } from "../text/numbers.js";
import { phaseOf } from "./question.js";
import { earlierOf } from "./tallies.js";

/** @typedef {import("./session.js").Ask} Ask */

/** @param {Ask} ask @param {number} steps  of the run */
function truth({ kind, right, options, truth: its, reads, runs }, steps) {
  if (kind === "choice") return right === null ? "" : html`<b>${t("{letter}. {option}.", { letter: letterOf(right), option: options[right] })}</b>`;
  if (runs) return t("Each path has the colour of the place where it ends.");
  if (its?.at) return html`<b>${t("It is at ({x}, {y}).", { x: chosen(its.at[0]), y: chosen(its.at[1]) })}</b>`;
  if (its?.step == null) return t("The run gives no answer to this question.");
  if (reads) return html`<b>${t("{name}: {value}", { name: reads.name, value: reading({ reads }, its.step, steps) })}</b>`;
  return html`<b>${t("It is step {step}.", { step: counted(its.step) })}</b>`;
}

/** Until the reveal: what the class does now. @param {Ask} ask @param {import("./question.js").Phase} phase @param {boolean} earlier  is there a round before, drawn in grey? */
function now(ask, phase, earlier) {
  if (phase === "draft") return t("The question is ready.");
  if (phase === "closed") return t("The vote is closed.");
  if (phase !== "shown") return instruction(ask);
  return earlier && ask.kind !== "choice" ? followed(t("The answers are shown."), t("Grey: the round before")) : t("The answers are shown.");
}

/** @param {import("./host.js").Host} host */
export function head({ session }) {
  const room = session.room.value;
  const ask = room?.ask;
  if (!ask) return null;
  const phase = phaseOf(room);
  if (phase !== "revealed") return { title: ask.title, sentence: now(ask, phase, earlierOf(session, ask) !== null) };
  const says = truth(ask, room.steps);
  if (!ask.answer) return { title: ask.title, sentence: says };
  return { title: ask.title, sentence: ask.kind === "choice" ? followed(says, ask.answer) : ask.answer };
}
