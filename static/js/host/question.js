/** Questions to a class: those of the lesson, and what a new one begins with. */
import { laneTitles } from "../scene/scene.js";
import { questionOf } from "../play/lessons.js";
import { t } from "../text/language.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./session.js").Question} Question */
/** @typedef {import("./session.js").Ask} Ask */

/** Most characters of a title, an option and an answer; most options. */
export const [TITLE, OPTION, ANSWER, OPTIONS] = [160, 80, 300, 6];

/** Counted in characters, as the server does: a slice of a text may end in half of one, which is no text. @param {string} text @param {number} most */
export const cut = (text, most) => [...text].slice(0, most).join("");

/** The part of the plane that the page shows. @param {State} state @returns {Question["view"]} */
export function viewOf({ view }) {
  const { x, y } = view.peek();
  return [x[0], x[1], y[0], y[1]];
}

/** @param {State} state @param {Partial<Question>} own @returns {Question} */
const question = (state, own) => ({
  kind: "choice", title: "", options: [], until: Math.max(1, state.marker.peek()), at: null, lane: state.lane.peek(), view: viewOf(state), right: null, answer: "",
  runs: false, event: "", reads: null, covers: false, ...own,
});

/** @param {State} state */
const tapOf = ({ catalog, lesson }) => catalog.lessons[lesson.value ?? ""]?.tap ?? null;

/** The open lesson's questions: the one with options, and the one that is answered in the picture. @param {State} state @returns {Question[]} */
export function lessonQuestions(state) {
  const [own, tap] = [questionOf(state), tapOf(state)];
  const asked = own && own.options.length > 1 ? [question(state, { title: cut(own.ask, TITLE), options: own.options.slice(0, OPTIONS).map((each) => cut(each, OPTION)), until: own.until, right: own.right, answer: cut(own.answer, ANSWER), covers: own.covers ?? false })] : [];
  return tap ? [...asked, question(state, tap)] : asked;
}

/** @param {State} state @param {number} lane */
const walker = ({ catalog, scene }, lane) => laneTitles(catalog, scene.peek().lanes)[lane] ?? "";

/** What a question of each kind begins with. @type {Record<"choice" | "click" | "start" | "step", (state: State, lane?: number) => Question>} */
export const NEW = {
  choice: (state) => question(state, { kind: "choice", title: "", options: ["", ""] }),
  click: (state, lane = state.lane.peek()) => question(state, { kind: "click", lane, title: t("Where does {walker} end?", { walker: walker(state, lane) }) }),
  start: (state, lane = state.lane.peek()) => question(state, { kind: "click", lane, title: t("Choose a start for {walker}.", { walker: walker(state, lane) }), runs: true, until: 1 }),
  step: (state, lane = state.lane.peek()) => question(state, { kind: "step", lane, title: t("At which step does {walker} arrive?", { walker: walker(state, lane) }), event: "converged" }),
};

/** Is the answer of the class's question shown, and the future with it? @param {{ ask: Ask | null, until: number | null } | null} room */
export const isRevealed = (room) => room?.ask?.phase === "shown" && room.until === null;

/** @typedef {"none" | "draft" | "open" | "closed" | "shown" | "revealed"} Phase */

/** Where the class's question stands. @param {{ ask: Ask | null, until: number | null } | null} room @returns {Phase} */
export const phaseOf = (room) => (!room?.ask ? "none" : isRevealed(room) ? "revealed" : room.ask.phase);
