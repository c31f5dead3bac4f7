/** The strip on the usual page, while a student of a class explores: where the class is, and the way back to it. */
import { html, nothing, render } from "../../vendor/lit-html.js";

import { Phone } from "./phone.js";
import { group } from "./reading.js";
import { seatOf } from "./seat.js";
import { speakWith, t } from "./words.js";

/** The code in the address of a page that a student has opened from the class; null on any other, the lecturer's included. @param {Location} place */
export function exploredClass({ search }) {
  const code = new URLSearchParams(search).get("class") ?? "";
  return /^[1-9]\d{7}$/.test(code) && seatOf(code).seat ? code : null;
}

/** @param {Phone} phone */
function says({ room, ask, line, gone }) {
  if (gone || room?.ended) return t("The class has ended");
  if (!room) return t("Connecting …");
  if (line === "lost") return t("Reconnecting. Your answer is kept.");
  if (ask) return t("The lecturer asks a question");
  if (room.mode !== "free") return t("The class goes on together");
  return t("The class is at step {step}", { step: group(room.step) });
}

/** The way back, in the same language. @param {string} code */
function back(code) {
  const language = new URLSearchParams(location.search).get("lang");
  return `./class${language ? `?lang=${encodeURIComponent(language)}` : ""}#${code}`;
}

/** The style of the strip, loaded with it. */
function style() {
  const href = new URL("../../explored.css", import.meta.url).href;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

/**
 * Mounts the strip if a student has come from a class.
 *
 * @param {HTMLElement} body
 * @param {import("./words.js").Translator} translate
 */
export function mountExplored(body, translate) {
  const code = exploredClass(location);
  if (!code) return;
  speakWith(translate);
  style();
  const root = Object.assign(document.createElement("aside"), { className: "explored" });
  body.prepend(root);
  body.dataset.explores = code;
  const draw = () => {
    const calls = Boolean(phone.room && !phone.room.ended && (phone.ask || phone.room.mode !== "free"));
    root.setAttribute("aria-label", t("The class"));
    root.classList.toggle("calls", calls);
    render(html`<span aria-hidden=${calls}>${says(phone)}</span> <span aria-hidden="true">·</span> <a href=${back(code)}>${t("Back")}</a>
      <span class="unseen" role="status">${calls ? says(phone) : nothing}</span>`, root);
  };
  const phone = new Phone(code, () => requestAnimationFrame(draw));
  draw();
}
