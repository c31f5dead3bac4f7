/** The class that this page runs: opened, gone on with, asked and ended. Loaded only then. */
import { effect, signal, untracked } from "../../vendor/signals-core.js";

import { hideFuture } from "../play/hidden_future.js";
import { beginning, show } from "../play/lessons.js";
import { t } from "../text/language.js";
import { mountAnswers } from "./answers.js";
import { whatOf } from "./failure.js";
import { openForm } from "./form.js";
import { speakWith } from "../class/words.js";
import { head } from "./head.js";
import { bindClassKeys } from "./keys.js";
import { forgetClass, keepClass } from "../class/hosted.js";
import { isRevealed, lessonQuestions, phaseOf } from "./question.js";
import { Session } from "./session.js";
import { mountStrip } from "./strip.js";
import { holds, Sync } from "./sync.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./session.js").Question} Question */
/** @typedef {{ asks(): boolean, reveals(): boolean, head(): { title: string, sentence: unknown } | null }} Hosted  what other parts of
 *   the page leave to the class: asks: opens the lesson's question; reveals: true if a question decides that; head: title and sentence of the question that stands */

/** Keeps the class in the address, so that a reload goes on with it. @param {string | null} code */
function write(code) {
  const address = new URL(location.href);
  if (code === null) address.searchParams.delete("class");
  else address.searchParams.set("class", code);
  if (address.href !== location.href) history.replaceState(null, "", address);
}

/** The style of the class's parts, loaded with them. */
function style() {
  const href = new URL("../../host.css", import.meta.url).href;
  if (!document.head.querySelector(`link[href="${href}"]`)) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

/** @implements {Hosted} */
export class Host {
  /** @param {State} state @param {import("../class/hosted.js").Kept} kept */
  constructor(state, kept) {
    style();
    speakWith(t);
    this.state = state;
    this.session = new Session(kept);
    this.sync = new Sync(state, this.session, (says) => this.tell(says));
    /** the question of the lesson that was asked last, so that the next one follows */
    this.turnOf = -1;
    this.over = signal(false);
    /** where the class's starts ended @type {import("../../vendor/signals-core.js").Signal<import("../class/ends.js").End[] | null>} */
    this.ends = signal(null);
    keepClass(kept);
    write(kept.code);
    document.body.dataset.class = "open";
    this.disposers = [mountStrip(this), mountAnswers(this), bindClassKeys(this), this.leaveWithLesson(), this.showLarge(), effect(() => this.watchEnd())];
    state.hosted.value = this;
  }

  /** @param {string} says */
  tell(says) {
    const { notices } = this.state;
    notices.value = [...notices.peek().filter((each) => each !== says), says];
  }

  /** A question to be tapped is about one walker: its panel is shown large and from above, until the question is gone. */
  showLarge() {
    /** @type {[State["layout"]["value"], State["projection"]["value"]] | null} */
    let before = null;
    return effect(() => {
      const { ask } = this.session;
      const { layout, lane, projection } = this.state;
      untracked(() => {
        if (ask?.kind === "click") {
          before ??= [layout.peek(), projection.peek()];
          [lane.value, layout.value, projection.value] = [ask.lane, "large", "contour"];
        } else if (before) {
          if (layout.peek() === "large") layout.value = before[0];
          if (projection.peek() === "contour") projection.value = before[1];
          before = null;
        }
      });
    });
  }

  /** A question that is revealed, or only prepared, leaves with its lesson; not if another device of the host has gone to the lesson that the question is about. */
  leaveWithLesson() {
    let before = this.state.lesson.peek();
    return effect(() => {
      const now = this.state.lesson.value;
      if (now === before) return;
      before = now;
      this.turnOf = -1;
      const phase = phaseOf(this.session.room.peek());
      if (phase === "revealed" || (phase === "draft" && !this.sync.adopting)) void this.session.do({ do: "drop" });
    });
  }

  watchEnd() {
    const ended = this.session.line.value === "over" || this.session.room.value?.ended;
    if (ended) untracked(() => setTimeout(() => this.close()));
  }

  head() {
    return head(this);
  }

  /** Asks the lesson's questions one after the other. */
  asks() {
    if (holds(this.session.room.peek())) return true;
    const all = lessonQuestions(this.state);
    if (!all.length) return false;
    this.turnOf = (this.turnOf + 1) % all.length;
    void this.propose(all[this.turnOf], true);
    return true;
  }

  /**
   * Prepares a question: the future is hidden here and on the phones before anybody reads it.
   *
   * @param {Question} question
   * @param {boolean} [own]  is it the lesson's, about its own scene?
   * @returns {Promise<boolean>}
   */
  async propose(question, own = false) {
    const { state, session } = this;
    const until = Math.min(question.until, state.scene.peek().steps);
    if (own) show(state, { lesson: state.lesson.peek(), scene: beginning(state), step: question.until, until: question.until });
    else if (state.until.peek() !== until) hideFuture(state, until);
    await this.sync.push();
    const asked = { ...question, until: state.until.peek() ?? until, options: [...question.options] };
    const failure = await session.do({ do: "ask", question: asked });
    if (failure?.code === "too_large" && question.answer) return this.propose({ ...question, answer: "" });
    if (failure) this.refused(failure);
    return !failure;
  }

  /** @param {NonNullable<import("./session.js").Failure>} failure */
  refused(failure) {
    if (failure.code === "too_large") this.tell(t("This question is too long for a class."));
    else if (failure.code !== "not_now") this.tell(t("The class does not take this: {what}.", { what: whatOf(failure) }));
  }

  /** @param {"open" | "close" | "again" | "show" | "reveal" | "drop"} what */
  async turn(what) {
    const failure = await this.session.do({ do: what });
    if (failure) this.refused(failure);
  }

  /** A question decides when the future is shown. */
  reveals() {
    const room = this.session.room.peek();
    if (!room?.ask || isRevealed(room)) return false;
    if (room.ask.phase === "closed" || room.ask.phase === "shown") void this.turn("reveal");
    else this.tell(t("Show the answers to the open question first."));
    return true;
  }

  /** After a reveal: the lesson's next question, or one's own. */
  async nextQuestion() {
    if (phaseOf(this.session.room.peek()) !== "revealed") return; // asked for twice
    const more = this.turnOf + 1 < lessonQuestions(this.state).length;
    await this.turn("drop");
    if (more) this.asks();
    else openForm(this);
  }

  /** @param {"follow" | "free" | "paused"} mode */
  mode(mode) {
    void this.session.do({ do: "mode", mode });
  }

  async end() {
    if (await this.session.do({ do: "end" })) return;
    forgetClass();
    this.close();
  }

  close() {
    if (this.over.peek()) return;
    this.over.value = true;
    this.disposers.forEach((each) => each());
    this.sync.dispose();
    this.session.close();
    this.state.hosted.value = null;
    delete document.body.dataset.class;
    write(null);
  }
}
