/** The options of a question in the place of the charts, large enough for the last row; the bars once the answers are shown. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { endsList } from "../class/ends.js";
import { asTable, bars, letterOf, sureness } from "../class/answers.js";
import { t } from "../text/language.js";
import { isRevealed } from "./question.js";
import { earlierOf, tallyOf } from "./tallies.js";

/** @typedef {import("./session.js").Ask} Ask */

/** @param {Ask} ask */
const options = ({ options: all }) => html`<ol class="class-options">${all.map((says, i) => html`<li><b>${letterOf(i)}</b><span dir="auto">${says}</span></li>`)}</ol>`;

/** Places and steps are drawn over panels and charts; for who does not see them, they are a table. @param {import("./host.js").Host} host */
function view(host) {
  const { session } = host;
  const room = session.room.value;
  const ask = room?.ask;
  if (!ask) return nothing;
  const [tally, shown] = [tallyOf(session, ask), ask.phase === "shown"];
  const ends = isRevealed(room) ? host.ends.value : null;
  if (ends) return endsList(ends, host.state.theme.value.dark);
  if (ask.kind !== "choice") return shown ? html`<div class="unseen">${asTable(ask, tally, room.steps)}</div>` : nothing;
  if (!shown) return options(ask);
  // The right option is the host's to know before: on a mirrored page it shows with the reveal.
  return html`${bars({ ...ask, right: isRevealed(room) ? ask.right : null }, tally, null, earlierOf(session, ask))}${sureness(tally)}`;
}

/** @param {import("./host.js").Host} host */
export function mountBoard(host) {
  const root = document.createElement("section");
  root.id = "class-board";
  root.setAttribute("aria-label", t("Answers"));
  document.getElementById("charts")?.after(root);
  const dispose = effect(() => {
    void host.state.language.value;
    render(view(host), root);
    document.body.dataset.board = host.session.ask?.kind === "choice" || root.querySelector(".class-ends") ? "on" : "off";
  });
  return () => {
    dispose();
    root.remove();
    delete document.body.dataset.board;
  };
}
