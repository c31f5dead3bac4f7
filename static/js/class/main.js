/** The page at /class: a phone's, or with .screen behind the code that of a projector. */
import { render } from "../../vendor/lit-html.js";

import { showDoor } from "./enter.js";
import { keepClass, keptClass } from "./hosted.js";
import { forgetSeat } from "./seat.js";
import { mountPhone } from "./view.js";
import { learn, t } from "./words.js";

const root = /** @type {HTMLElement} */ (document.getElementById("class"));
/** Leaves the class that is shown. @type {() => void} */
let leave = () => {};

/** The part of the address behind #: a code, and for the projector ".screen". */
const named = () => /^#([1-9]\d{7})(\.screen)?$/.exec(location.hash) ?? [];

/** The usual page, on which a class is run, in the same language. @param {string} code */
function lecturersPage(code) {
  const language = new URLSearchParams(location.search).get("lang");
  return `./?class=${code}${language ? `&lang=${encodeURIComponent(language)}` : ""}`;
}

/** The host's link leads on to the usual page. The secret stays in this browser, and in no address. @returns {boolean} is it one? */
function passedOn() {
  const [, code, secret] = /^#([1-9]\d{7})\.([\w-]{11,43})$/.exec(location.hash) ?? [];
  if (!secret) return false;
  forgetSeat(code);
  keepClass({ code, secret });
  location.replace(lecturersPage(code));
  return true;
}

/** @param {string} why @param {string} code */
function door(why, code) {
  leave = () => {};
  render(null, root);
  const own = why === "ended" ? null : keptClass();
  showDoor(root, { why, code, own: own && { code: own.code, address: lecturersPage(own.code) }, enter: (/** @type {string} */ typed) => (typed === code ? show() : (location.hash = typed)) });
}

/** A projector loads what no phone needs. @param {string} code */
function project(code) {
  let [on, away] = [true, () => {}];
  leave = () => ((on = false), away());
  import("./screen.js").then(({ mountScreen }) => on && (away = mountScreen(root, code, (why) => door(why, code))), () => door("", code));
}

function show() {
  leave();
  render(null, root);
  if (passedOn()) return;
  const [, code, screen] = named();
  document.title = code ? t("Class {code}", { code: `${code.slice(0, 4)} ${code.slice(4)}` }) : t("Join a class");
  if (code && screen) project(code);
  else if (code) leave = mountPhone(root, code, (why) => door(why, code));
  else door("", "");
}

learn(JSON.parse(document.getElementById("words")?.textContent ?? "{}").words ?? {});
addEventListener("hashchange", show);
show();
