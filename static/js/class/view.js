/** The page of a phone in a class, phase by phase. */
import { html, nothing, render } from "../../vendor/lit-html.js";

import { drawChart } from "./chart.js";
import { kept } from "./enter.js";
import { laneTabs } from "./lane_tabs.js";
import { Phone } from "./phone.js";
import { question } from "./question.js";
import { group, isRight } from "./reading.js";
import { spaced } from "./seat.js";
import { Stage } from "./stage.js";
import { t } from "./words.js";

/** @typedef {"joining" | "waiting" | "follow" | "free" | "paused" | "asked"} Moment */

/** @param {Phone} phone @returns {Moment} */
export function momentOf({ room, ask, follows }) {
  if (!room) return "joining";
  if (ask) return "asked";
  if (room.mode === "paused") return "paused";
  if (!follows) return "waiting";
  return room.mode === "free" ? "free" : "follow";
}

/** @param {Phone} phone @param {import("./phone.js").Ask} ask */
function revealed({ mine, room }, ask) {
  const [shown, right] = [t("The right answer is shown."), isRight(ask, mine, room?.steps ?? 1)];
  return right === null ? shown : t("{sentence} {next}", { sentence: shown, next: right ? t("As you said.") : t("Not as you said.") });
}

/** What a screen reader hears when the moment changes; never a count. @param {Phone} phone */
function said(phone) {
  const { ask } = phone;
  if (phone.line === "lost") return t("Reconnecting. Your answer is kept.");
  if (ask?.phase === "open" && phone.sending) return ""; // the question has been heard, and what is stored will be said once
  if (ask?.phase === "open") return phone.mine ? t("Your answer is in. You can change it.") : ask.title;
  if (ask?.phase === "closed") return t("Voting is closed.");
  if (ask) return phone.isRevealed ? revealed(phone, ask) : t("The answers are shown.");
  return { joining: "", waiting: t("You are in. Look up: it begins soon."), follow: "", free: t("Explore on your own"), paused: t("Eyes up."), asked: "" }[momentOf(phone)];
}

/** Why a phone waits at the door. @type {Record<string, () => string>} */
const DOOR = {
  too_fast: () => t("Many are joining. Please wait a moment."),
  full: () => t("This class is full. The page tries again."),
};

/** @param {Phone} phone */
const joining = ({ waits }) => html`<p class="big">${DOOR[waits]?.() ?? t("Connecting …")}</p>`;

/** The usual page with the class's scene. @param {Phone} phone */
function elsewhere({ code, room }) {
  const language = new URLSearchParams(location.search).get("lang");
  return `./?class=${code}&step=${room?.step ?? 0}${language ? `&lang=${encodeURIComponent(language)}` : ""}#${room?.scene ?? ""}`;
}

/** @param {Phone} phone @param {unknown} asked */
function sheet(phone, asked) {
  const moment = momentOf(phone);
  const says = {
    joining: () => joining(phone),
    waiting: () => html`<p class="big">${t("You are in. Look up: it begins soon.")}</p>${kept()}`,
    paused: () => html`<p class="big">${t("Eyes up.")}</p>`,
    follow: () => nothing,
    free: () => html`<a class="explore" href=${elsewhere(phone)}>${t("Explore on your own")}</a>`,
    asked: () => asked,
  };
  return says[moment]();
}

/** @param {Phone} phone */
function bar(phone) {
  if (phone.line === "lost") return html`<p class="bar">${t("Reconnecting. Your answer is kept.")}</p>`;
  return phone.line === "slow" ? html`<p class="bar">${t("Slow connection: answers work, the picture moves seldom.")}</p>` : nothing;
}

/**
 * Shows a class until it is over.
 *
 * @param {HTMLElement} root
 * @param {string} code
 * @param {(why: string) => void} gone  called with the code of the refusal
 * @returns {() => void} leaves the class
 */
export function mountPhone(root, code, gone) {
  render(html`<div class="phone"><header><h1>${t("Class {code}", { code: spaced(code) })}</h1><span class="at"></span></header>
    <div class="bars"></div><section class="sight" aria-label=${t("The lecturer's picture")}><div class="stage"></div><div class="under"><div class="tabs"></div><canvas class="chart" role="img"></canvas></div></section>
    <section class="sheet" aria-label=${t("Question and answers")}></section><p class="unseen said" aria-live="polite"></p></div>`, root);
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(name));
  const [chart, page] = [/** @type {HTMLCanvasElement} */ (part(".chart")), part(".phone")];
  /** @type {number | null} */
  let draft = null;
  let [about, drawing] = ["", 0];
  const later = () => (drawing ||= requestAnimationFrame(draw));
  const stage = new Stage(part(".stage"), { taken: later, moved: later, placed: (at) => phone.vote({ at }) });
  const phone = new Phone(code, later, (buffer) => void stage.take(buffer), () => stage.renumber());
  const slide = (/** @type {number | null} */ step) => {
    draft = step;
    later();
  };

  function sight() {
    const { room, ask, mine, tally, earlier, isRevealed } = phone;
    if (!room) return;
    const place = ask?.kind === "click";
    stage.ask(place && ask.phase === "open" ? ask : null, mine?.at ? /** @type {[number, number]} */ (mine.at) : null);
    const ran = isRevealed && ask?.runs ? { share: 1, sweep: 1 } : null;
    if (!ran && (stage.picture.frames[3] || stage.picture.frames[4])) stage.picture.forget(3, 4);
    const isRun = ran && stage.picture.frames[3]; // then the starts themselves are drawn
    const cloud = place && tally?.cells && ask && !isRun ? { view: ask.view, cells: tally.cells, earlier: earlier?.cells, muted: isRevealed } : null;
    const own = place && ask.phase !== "open" && mine?.at ? /** @type {[number, number]} */ (mine.at) : null;
    stage.picture.draw({ step: room.step, cloud, mine: own, truth: isRevealed ? (ask?.truth?.at ?? null) : null, ran });
    stage.canvas.setAttribute("aria-label", t("The picture at step {step}", { step: group(room.step) }));
    render(laneTabs(room.labels, stage, later), part(".tabs"));
    const title = t("Loss over the steps");
    const steps = ask?.kind === "step" ? { mine: draft ?? mine?.step ?? null, truth: isRevealed ? (ask.truth?.step ?? null) : null } : { mine: null, truth: null };
    chart.setAttribute("aria-label", title);
    if (chart.checkVisibility()) drawChart(chart, stage.paths, { title, step: room.step, steps: room.steps, until: room.until, only: stage.only, ...steps });
  }

  function draw() {
    drawing = 0;
    if (phone.gone || phone.room?.ended) return leave(phone.gone || "ended");
    const { ask } = phone;
    const open = ask?.phase === "open" ? [ask.id, ask.round].join(".") : "";
    if (about !== open) [about, draft] = [open, null]; // a finger on the slider has answered the question before
    Object.assign(page.dataset, { moment: momentOf(phone), line: phone.line, kind: ask?.kind ?? "", phase: ask?.phase ?? "", picture: stage.paths || stage.picture.frames[2] ? "on" : "off" });
    part(".at").textContent = phone.room && phone.follows ? t("step {step}", { step: group(phone.room.step) }) : "";
    render(bar(phone), part(".bars"));
    sight(); // first: the cross that is spoken of below is that of this question
    const hand = { place: stage.place, draft, slide, starts: stage.picture.frames[3] ?? null };
    render(sheet(phone, ask ? question(phone, ask, hand) : nothing), part(".sheet"));
    const now = said(phone);
    if (part(".said").textContent !== now) part(".said").textContent = now;
  }

  const resized = new ResizeObserver(later);
  resized.observe(chart);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", later);
  const dispose = () => {
    cancelAnimationFrame(drawing);
    drawing = 1;
    resized.disconnect();
    dark.removeEventListener("change", later);
    stage.dispose();
    phone.close();
  };
  const leave = (/** @type {string} */ why) => {
    dispose();
    gone(why);
  };
  later();
  return dispose;
}
