/** How phones come in: the QR code and the eight digits, over the whole projector before the class begins, small beside the picture later. */
import { html } from "../../vendor/lit-html.js";

import { reachOf } from "../address/network.js";
import { qr } from "../tools/qr.js";
import { group } from "./reading.js";
import { spaced } from "./seat.js";
import { t } from "./words.js";

/** The page's address without a query; for other machines as well. */
let address = `${location.origin}${location.pathname}`;

/** Asks for the machine's address in its network, if this page was opened as localhost. */
export async function reach() {
  const { origin } = await reachOf(location, (path) => fetch(path, { cache: "no-store" }).then((answer) => answer.json()));
  address = `${origin}${location.pathname}`;
}

const typed = () => address.replace(/^https?:\/\//, "");

/** @param {string} code @param {number} here */
export const largeCode = (code, here) => html`<div class="screen-join">${qr(`${address}#${code}`, t("QR code for joining the class"), "")}
  <div><p>${t("Join at {address}", { address: typed() })}</p><p class="screen-digits">${spaced(code)}</p><p class="screen-here">${here ? t("{n} here", { n: group(here) }) : ""}</p></div></div>`;

/** @param {string} code @param {import("./watched.js").Watched} watched */
export const join = (code, { here, room }) => html`${qr(`${address}#${code}`, t("QR code for joining the class"), "")}
  <p><b>${spaced(code)}</b><span>${t("Join at {address}", { address: typed() })}</span></p><p class="screen-here">${t("{n} here", { n: group(here) })}</p>
  <p class="screen-step">${room ? t("step {step}", { step: group(room.step) }) : ""}</p>`;
