/** The strip of a class: its code, how many are here, where the question stands, and what comes next. Nothing secret is on it: it is mirrored. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { qr } from "../tools/qr.js";
import { openForm } from "./form.js";
import { spaced } from "../class/seat.js";
import { openLarge, phoneAddress } from "./large.js";
import { openPanel } from "./panel.js";
import { phaseOf } from "./question.js";
import { remote } from "./remote.js";

/** @typedef {import("./host.js").Host} Host */
/** @typedef {import("./question.js").Phase} Phase */

/** Is this a phone? It has no keys to name. */
let phone = false;
/** A key's name behind a button's words. */
const KEY = /\s*[(（][^)）]+[)）]$/;

/** A button gives up the focus: the next Space or Enter is the class's, not its own. A double click is one click, or it would take the next turn as well. @param {string} says @param {() => void} act @param {string} [look] */
const button = (says, act, look = "") => html`<button type="button" class=${look} @click=${(/** @type {MouseEvent} */ event) => {
  if (event.detail < 2) act();
  /** @type {HTMLElement} */ (event.currentTarget).blur();
}}>${phone ? says.replace(KEY, "") : says}</button>`;

/** What can be done in a phase, the next first. @param {Host} host @param {Phase} phase */
function turns(host, phase) {
  const turn = (/** @type {Parameters<Host["turn"]>[0]} */ what) => () => void host.turn(what);
  const again = button(t("Vote again (A)"), turn("again"));
  switch (phase) {
    case "draft": return [button(t("Open the vote (Space)"), turn("open"), "next"), button(t("Change"), () => openForm(host)), button(t("Drop (Backspace)"), turn("drop"))];
    case "open": return [button(t("Close (Space)"), turn("close"), "next")];
    case "closed": return [button(t("Show the answers (Enter)"), turn("show"), "next"), again];
    case "shown": return [button(t("Reveal (Enter)"), turn("reveal"), "next"), again];
    case "revealed": return [button(t("Next question"), () => host.nextQuestion(), "next"), again];
    default: return [button(t("Ask the class"), () => openForm(host))];
  }
}

/** @param {Host} host @param {Phase} phase */
function state({ session }, phase) {
  const { mode, ask } = session.room.value ?? { mode: "follow", ask: null };
  const tally = session.tally.value;
  const voted = tally && tally.ask === ask?.id && tally.round === ask?.round ? tally.voted : 0;
  if (session.line.value === "lost") return t("Reconnecting. The class goes on.");
  if (phase === "draft") return t("Not asked yet.");
  if (phase === "open") return t("{voted} of {n} have answered", { voted: counted(voted), n: counted(Math.max(voted, session.connected.value)) });
  if (phase === "closed" || phase === "shown" || phase === "revealed") return voted === 1 ? t("1 answer") : t("{n} answers", { n: counted(voted) });
  return mode === "free" ? t("Exploring") : mode === "paused" ? t("Paused") : "";
}

/** Said by screen readers; numbers that rise are not. @type {Record<Phase, () => string>} */
const SPOKEN = {
  none: () => "", draft: () => t("The question is ready."), open: () => t("The vote is open."), closed: () => t("The vote is closed."),
  shown: () => t("The answers are shown."), revealed: () => t("The future is revealed."),
};

/** @param {Host} host */
function modes(host) {
  const { mode, until } = host.session.room.value ?? { mode: "follow", until: null };
  const option = (/** @type {string} */ key, /** @type {string} */ says) => html`<option value=${key} .selected=${key === mode} ?disabled=${key === "free" && until !== null}>${says}</option>`;
  const chosen = (/** @type {Event} */ event) => host.mode(/** @type {any} */ (/** @type {HTMLSelectElement} */ (event.target)).value);
  return html`<select aria-label=${t("What the phones do")} @change=${chosen}>
    ${option("follow", t("Phones follow"))}${option("free", t("Phones explore"))}${option("paused", t("Eyes up"))}
  </select>`;
}

/** @param {Host} host */
function view(host) {
  const { session } = host;
  const phase = phaseOf(session.room.value);
  phone = host.state.theme.value.size === "phone";
  return html`<button type="button" class="join" title=${t("Show the class's code large")} @click=${(/** @type {Event} */ event) => {
      openLarge(host);
      /** @type {HTMLElement} */ (event.currentTarget).blur();
    }}>${qr(phoneAddress(`#${session.code}`), t("QR code for joining the class"), "")}<b>${spaced(session.code)}</b></button>
    <span class="here">${t("{n} here", { n: counted(session.connected.value) })}</span>
    <span class="stand" data-lost=${session.line.value === "lost" ? "on" : "off"}>${state(host, phase)}</span>
    <span class="turns">${turns(host, phase)}</span>
    ${phase === "none" ? modes(host) : nothing}
    ${button(t("Class"), () => openPanel(host), "panel-opener")}
    ${phone ? remote(host) : nothing}
    <span class="unseen" role="status" aria-live="polite">${SPOKEN[phase]()}</span>`;
}

/** @param {Host} host */
export function mountStrip(host) {
  const root = document.createElement("section");
  root.id = "class-strip";
  root.setAttribute("aria-label", t("Class"));
  document.getElementById("top")?.after(root);
  const dispose = effect(() => {
    void host.state.language.value;
    render(view(host), root);
    document.body.dataset.asked = phaseOf(host.session.room.value);
    document.body.dataset.askedKind = host.session.ask?.kind ?? "";
  });
  return () => {
    dispose();
    root.remove();
    delete document.body.dataset.asked;
    delete document.body.dataset.askedKind;
  };
}
