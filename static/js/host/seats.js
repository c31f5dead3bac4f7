/** Who is here, on the lecturer's own phone: every answer to the question that stands, and a way to remove a student. No mirrored page has it. */
import { html, nothing } from "../../vendor/lit-html.js";
import { signal } from "../../vendor/signals-core.js";

import { t } from "../text/language.js";
import { letterOf, stepNamed } from "../class/answers.js";
import { short } from "../class/reading.js";

/** @typedef {import("./session.js").Room} Room */
/** @typedef {{ seat: string, choice?: number, at?: [number, number], step?: number, sure: number | null, removed: boolean, here: boolean }} Row */
/** @typedef {{ ask: number | "", round: number | "", seats: Row[] }} List */

/** What a row says. @param {Row} row @param {Room} room */
function saidBy({ choice, at, step }, { ask, steps }) {
  if (choice !== undefined) return letterOf(choice);
  if (at) return t("({x}, {y})", { x: short(at[0]), y: short(at[1]) });
  if (step === undefined) return t("no answer");
  return stepNamed(ask ?? {}, step, steps);
}

export class Seats {
  /** @param {import("./host.js").Host} host */
  constructor(host) {
    this.host = host;
    this.list = signal(/** @type {List | null} */ (null));
    this.failed = signal(false);
    /** the seat of which it is asked once more */
    this.asked = signal("");
  }

  /** Reads the list; the secret travels in a header, never in an address. */
  async read() {
    const { code, secret } = this.host.session;
    const answer = await fetch(`api/class/${code}/seats`, { headers: { authorization: `Bearer ${secret}` } }).catch(() => null);
    const list = answer?.ok ? await answer.json().catch(() => null) : null;
    this.failed.value = !list;
    if (list) this.list.value = list;
  }

  /** @param {string} seat */
  async remove(seat) {
    this.asked.value = "";
    const failure = await this.host.session.do({ do: "remove", seat });
    if (failure) this.host.refused(failure);
  }
}

/** The first button asks, and then takes it back: whoever taps it twice has removed nobody. @param {Seats} seats @param {Row} row @param {Room} room */
function line(seats, row, room) {
  if (row.removed || room.removed.includes(row.seat)) return html`<li><div><b>${saidBy(row, room)}</b> <i>${t("removed")}</i></div></li>`;
  const asks = seats.asked.value === row.seat;
  return html`<li><div><b>${saidBy(row, room)}</b>
    <button type="button" @click=${() => (seats.asked.value = asks ? "" : row.seat)}>${asks ? t("Keep the student") : t("Remove the student")}</button></div>
    ${asks ? html`<div class="once-more" role="alert">${t("Remove this student?")} <button type="button" @click=${() => void seats.remove(row.seat)}>${t("Remove the student")}</button></div>` : nothing}</li>`;
}

/** The rows of the round that stands; a list of another round is none. @param {Seats} seats */
function lines(seats) {
  const [list, room] = [seats.list.value, seats.host.session.room.value];
  if (!list || !room || (list.ask && (list.ask !== room.ask?.id || list.round !== room.ask.round))) return nothing;
  if (!list.seats.length) return html`<p>${t("Nobody is here yet.")}</p>`;
  return html`<ol>${list.seats.map((row) => line(seats, row, room))}</ol><p>${t("The answer of a removed student still counts.")}</p>`;
}

/** @param {Seats} seats */
export function whoIsHere(seats) {
  const unfolded = (/** @type {Event} */ { target }) => /** @type {HTMLDetailsElement} */ (target).open && void seats.read();
  return html`<section><details class="who-is-here" @toggle=${unfolded}><summary>${t("Who is here")}</summary>
    <p class="go"><button type="button" @click=${() => void seats.read()}>${t("Read again")}</button></p>
    <p role="status">${seats.failed.value ? t("The list could not be read. Please try again.") : ""}</p>
    ${lines(seats)}</details></section>`;
}
