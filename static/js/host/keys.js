/** The keys of a class. Those that move a question work only while one stands: else Space plays. */
import { bindKeys } from "../view/keys.js";
import { word } from "../text/language.js";
import { openLarge } from "./large.js";
import { phaseOf } from "./question.js";

/** @typedef {import("./question.js").Phase} Phase */
/** @typedef {"open" | "close" | "again" | "show" | "reveal" | "drop"} Turn */

/** What a key does in a phase. @type {Record<string, Partial<Record<Phase, Turn>>>} */
export const TURNS = {
  " ": { draft: "open", open: "close", closed: "open" },
  Enter: { closed: "show", shown: "reveal" },
  a: { closed: "again", shown: "again", revealed: "again" },
  Backspace: { draft: "drop" },
  PageDown: { draft: "open", open: "close", closed: "show", shown: "reveal" },
};

const SAYS = [
  { key: " ", says: "Open or close the vote" },
  { key: "Enter", says: "Show the answers, then reveal" },
  { key: "a", says: "Vote again" },
  { key: "Backspace", says: "Drop the question" },
  { key: "PageDown", says: "The question's next turn" },
];

/** @param {import("./host.js").Host} host */
export function bindClassKeys(host) {
  const phase = () => phaseOf(host.session.room.peek());
  const group = word("In a class");
  const turns = SAYS.map(({ key, says }) => ({
    key, says, group,
    when: () => TURNS[key][phase()] !== undefined && !document.querySelector("dialog[open]"),
    act: (/** @type {KeyboardEvent} */ { repeat }) => void (repeat || host.turn(/** @type {Turn} */ (TURNS[key][phase()]))), // a key that is held is one turn
  }));
  return bindKeys([...turns, { key: "w", says: "Show the class's code large", group, act: () => openLarge(host) }]);
}
