/** The class panel: opens a class or goes on with one; inside, what is seldom needed. */
import { html, nothing } from "../../vendor/lit-html.js";
import { signal } from "../../vendor/signals-core.js";

import { openDialog } from "../page/dialog.js";
import { t } from "../text/language.js";
import { qr } from "../tools/qr.js";
import { forgetClass, keptClass } from "../class/hosted.js";
import { spaced } from "../class/seat.js";
import { phoneAddress, reachNow, typedAddress } from "./large.js";
import { saveAnswers } from "./save.js";
import { Seats, whoIsHere } from "./seats.js";

/** @typedef {import("./host.js").Host} Host */

const closeDialog = () => /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog.class-panel"))?.close();

/** Asked before the end, because everything is erased then. @param {Host} host @param {import("../../vendor/signals-core.js").Signal<string>} page */
const ending = (host, page) => html`<section>
  <h3>${t("End the class?")}</h3>
  <p>${t("Everything is erased, the answers too. Save them first?")}</p>
  <p class="go">
    <button type="button" class="next" @click=${() => void saveAnswers(host)}>${t("Save the answers")}</button>
    <button type="button" @click=${() => (closeDialog(), void host.end())}>${t("End the class")}</button>
    <button type="button" @click=${() => (page.value = "")}>${t("Not yet")}</button>
  </p></section>`;

/** @param {Host} host @param {import("../../vendor/signals-core.js").Signal<string>} page */
function onMyPhone(host, page) {
  const [show, { code, secret }] = [page.value === "phone", host.session];
  return html`<section>
    <h3>${t("On my phone too")}</h3>
    <p>${t("Anyone who scans this can run the class.")} ${t("Turn the projector off first, or cover it.")}</p>
    ${show ? qr(phoneAddress(`#${[code, secret].join(".")}`), t("QR code of the host's link"), "")
      : html`<button type="button" @click=${() => (page.value = "phone")}>${t("Show the code for my phone")}</button>`}
  </section>`;
}

/** @param {Host} host @param {import("../../vendor/signals-core.js").Signal<string>} page @param {Seats} seats */
function inside(host, page, seats) {
  const { session } = host;
  if (page.value === "end") return ending(host, page);
  const locked = session.room.value?.locked ?? false;
  return html`<section>
    <p>${t("Join at {address}", { address: typedAddress() })} <b>${spaced(session.code)}</b></p>
    ${reachNow().says ? html`<p>${reachNow().says}</p>` : nothing}
    <p>${t("Second screen: {address}", { address: phoneAddress(`#${session.code}.screen`) })}</p>
    <label><input type="checkbox" .checked=${locked} @change=${() => void session.do({ do: "lock", on: !locked })}>${t("Locked: nobody new comes in")}</label>
    <p class="go"><button type="button" @click=${() => void saveAnswers(host)}>${t("Save the answers")}</button>
      <button type="button" @click=${() => (page.value = "end")}>${t("End the class")}</button></p>
  </section>${host.state.theme.value.size === "phone" ? whoIsHere(seats) : nothing}${onMyPhone(host, page)}`;
}

/** @param {Host} host */
export function openPanel(host) {
  if (document.querySelector("dialog[open]")) return;
  const [page, seats] = [signal(""), new Seats(host)];
  openDialog(t("Class"), "class-panel", () => inside(host, page, seats));
}

/** @typedef {{ open(): Promise<boolean>, resume(): Promise<boolean> }} Ways  each: did the server do it? */

/** @param {Ways} ways @param {import("../../vendor/signals-core.js").Signal<"" | "busy" | "failed">} stand */
function outside({ open, resume }, stand) {
  const old = keptClass();
  const go = (/** @type {() => Promise<boolean>} */ way) => async () => {
    stand.value = "busy";
    const done = await way();
    stand.value = done ? "" : "failed";
    if (done) closeDialog();
  };
  return html`<p>${t("Phones join with a code, follow this picture, and answer before you show what comes. Nobody needs a name or an account.")}</p>
    ${old ? html`<p class="go"><button type="button" class="next" autofocus ?disabled=${stand.value === "busy"} @click=${go(resume)}>${t("Go on with {code}?", { code: spaced(old.code) })}</button>
      <button type="button" @click=${() => (forgetClass(), (stand.value = "failed"), (stand.value = ""))}>${t("Forget this class")}</button></p>` : nothing}
    <p class="go"><button type="button" class=${old ? "" : "next"} ?autofocus=${!old} ?disabled=${stand.value === "busy"} @click=${go(open)}>${t("Open a class")}</button></p>
    <p role="status">${stand.value === "failed" ? t("The server opens no class now. Please try again.") : ""}</p>`;
}

/** The panel before there is a class. @param {Ways} ways */
export function openDoor(ways) {
  const stand = signal(/** @type {"" | "busy" | "failed"} */ (""));
  openDialog(t("Class"), "class-panel", () => outside(ways, stand));
}
