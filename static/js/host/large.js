/** The code over the whole page, with a QR code that the last row can read: it is how phones come in. */
import { html, render } from "../../vendor/lit-html.js";
import { effect, signal } from "../../vendor/signals-core.js";

import { reachOf } from "../address/network.js";
import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { qr } from "../tools/qr.js";
import { spaced } from "../class/seat.js";

/** Where the page for phones is, for other machines as well. */
const reach = signal({ origin: location.origin, says: "" });
let asked = false;

/** @returns {import("../address/network.js").Reach} */
export function reachNow() {
  if (!asked) void reachOf(location, (address) => fetch(address, { cache: "no-store" }).then((answer) => answer.json())).then((found) => (reach.value = found));
  asked = true;
  return reach.value;
}

/** The address of the page for phones. @param {string} fragment */
export const phoneAddress = (fragment) => `${reachNow().origin}${new URL("class", location.href).pathname}${fragment}`;

/** The address as people type it. */
export const typedAddress = () => phoneAddress("").replace(/^https?:\/\//, "");

/** @param {import("./host.js").Host} host @param {HTMLDialogElement} root */
const view = ({ session }, root) => html`<div class="join-large">
  ${qr(phoneAddress(`#${session.code}`), t("QR code for joining the class"), "")}
  <div>
    <p>${t("Join at {address}", { address: typedAddress() })}</p>
    <p class="join-code">${spaced(session.code)}</p>
    <p>${t("{n} here", { n: counted(session.connected.value) })}</p>
    ${reachNow().says ? html`<p class="join-reach">${reachNow().says}</p>` : ""}
  </div>
  <button type="button" class="quiet" aria-label=${t("Close")} @click=${() => root.close()}>×</button>
</div>`;

/** @param {import("./host.js").Host} host */
export function openLarge(host) {
  if (document.querySelector("dialog[open]")) return;
  const root = document.createElement("dialog");
  root.className = "class-large";
  root.setAttribute("aria-label", t("The class's code"));
  document.body.append(root);
  const stop = effect(() => void render(view(host, root), root));
  root.addEventListener("keydown", ({ key, repeat }) => key.toLowerCase() === "w" && !repeat && root.close());
  root.addEventListener("close", () => (stop(), root.remove()));
  root.showModal();
}
