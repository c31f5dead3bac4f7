/** The class follows the page: its scene, the last step that may be seen, the part of the plane, and the marker; and this page follows other devices of the host. */
import { effect, untracked } from "../../vendor/signals-core.js";

import { linkable } from "../address/kept.js";
import { decodeLink, encodeScene } from "../address/link.js";
import { unveil } from "../play/hidden_future.js";
import { answersByMark, show, titleOf } from "../play/lessons.js";
import { goTo } from "../play/player.js";
import { complete, laneTitles } from "../scene/scene.js";
import { same } from "../scene/units.js";
import { t } from "../text/language.js";
import { Echo } from "./echo.js";
import { whatOf } from "./failure.js";
import { cut, TITLE } from "./question.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./session.js").Room} Room */

/** Milliseconds of rest after which a new scene is sent; a future that is being hidden does not wait. */
const REST = 250;
/** Milliseconds between two scenes while a slider is held, and between two steps of the marker. */
const [DRAG, STEP] = [100, 50];
/** Characters of a lane's title, and of a scene, at most. */
const [LABEL, LONGEST] = [80, 2000];

/** A question that is open or not yet shown holds the scene still. @param {Room | null} room */
export const holds = (room) => room?.ask?.phase === "open" || room?.ask?.phase === "closed";

/** What the class is told to show. @param {State} state */
async function shown(state) {
  const { scene, view, until, marker, catalog } = state;
  const now = scene.peek();
  const { x, y } = view.peek();
  const rest = { title: cut(titleOf(state), TITLE), labels: laneTitles(catalog, now.lanes).map((title) => cut(title, LABEL)), steps: now.steps, view: [...x, ...y] };
  const last = until.peek();
  const said = { ...rest, covers: answersByMark(state), until: last === null ? null : Math.min(last, now.steps), step: Math.min(marker.peek(), state.end.peek()) };
  return { do: "set", scene: (await encodeScene(linkable(now))).slice(1), ...said };
}

/** Equal texts need no command: the step goes its own way. @param {Record<string, unknown>} said */
const text = ({ step: _, ...said }) => JSON.stringify(said);

/** The lesson whose own scene this is. @param {State} state @param {import("../types.js").Scene} scene */
const lessonOf = ({ catalog }, scene) => Object.keys(catalog.lessons).find((key) => same(complete(catalog, catalog.lessons[key].scene), scene)) ?? null;

export class Sync {
  /** @param {State} state @param {import("./session.js").Session} session @param {(says: string) => void} tell */
  constructor(state, session, tell) {
    this.state = state;
    this.session = session;
    this.tell = tell;
    /** what the class was told last */
    this.known = "";
    /** does the page show what the class was not told? */
    this.dirty = true;
    /** @type {unknown[]} */
    this.seen = [];
    /** @type {{ lesson: string | null, scene: import("../types.js").Scene } | undefined} */
    this.held = undefined;
    this.echo = new Echo();
    this.k = -1;
    this.adopting = false; // does the page go where another device is?
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.dragTimer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.stepTimer = undefined;
    session.stepped = (k) => this.follow(k);
    this.disposers = [effect(() => this.watch()), effect(() => this.mark()), effect(() => this.hear())];
  }

  /** Sends a changed scene once it rests. @returns {(() => void) | undefined} */
  watch() {
    const { scene, view, until, dragging, language } = this.state;
    const now = [scene.value, view.value, until.value, language.value];
    this.dirty ||= now.some((each, i) => each !== this.seen[i]);
    const hides = until.peek() !== null && until.peek() !== this.seen[2];
    this.seen = now;
    const room = this.session.room.value;
    if (!room || dragging.value) return this.drag(), undefined;
    if (holds(room)) return this.hold(), undefined;
    this.held = undefined;
    if (!this.dirty || (this.known === "" && room.scene)) return undefined;
    const timer = setTimeout(() => void this.push(), hides ? 0 : REST);
    return () => clearTimeout(timer);
  }

  /** While a slider is held, the phones get its pictures, which nobody keeps. */
  drag() {
    if (!this.session.room.peek() || this.dragTimer || !this.state.dragging.peek() || holds(this.session.room.peek())) return;
    this.dragTimer = setTimeout(async () => {
      this.dragTimer = undefined;
      const { scene } = await shown(this.state);
      if (this.state.dragging.peek() && scene.length <= LONGEST) this.session.say({ t: "drag", scene });
    }, DRAG);
  }

  /** Tells the class what the page shows, unless it knows. @returns {Promise<boolean>} does it show that now? */
  async push() {
    const said = await shown(this.state);
    const now = text(said);
    if (now === this.known) return !(this.dirty &&= this.session.waiting.length > 0);
    if (said.scene.length > LONGEST) return this.refused({ code: "too_large", message: "" });
    const before = this.known;
    [this.known, this.k] = [now, this.echo.add(said.step)];
    const failure = await this.session.do(said);
    if (failure && this.known === now) this.known = before;
    if (failure) return this.refused(failure);
    return !(this.dirty = this.known !== now);
  }

  /** @param {NonNullable<import("./session.js").Failure>} failure */
  refused(failure) {
    if (failure.code === "too_large") this.tell(t("This scene is too long for a class."));
    else if (failure.code !== "not_now") this.tell(t("The class cannot show this: {what}.", { what: whatOf(failure) }));
    return false;
  }

  /** The marker, at most twenty times a second, once the class has a scene. */
  mark() {
    const k = this.state.marker.value;
    if (k === this.k || !this.session.room.value || this.known === "" || this.stepTimer) return;
    this.stepTimer = setTimeout(() => {
      this.stepTimer = undefined;
      const now = Math.min(this.state.marker.peek(), this.state.end.peek());
      if (now === this.k || !this.session.say({ t: "step", k: now })) return;
      this.k = this.echo.add(now);
    }, STEP);
  }

  /** A step of another device; our own come back, too. @param {number} k */
  follow(k) {
    if (this.echo.isOld(k) || k === this.k || this.stepTimer || this.state.playing.peek()) return;
    this.k = k;
    goTo(this.state, k);
  }

  /** Takes what another device has said, or what was there before this page. */
  hear() {
    const room = this.session.room.value;
    void this.session.pending.value;
    if (room) untracked(() => void this.adopt(room));
  }

  /** May this page be changed to what the class shows? Not while it has something to say, nor to what was before its last command. @param {Room} room */
  isNews(room) {
    const { session } = this;
    return session.room.peek() === room && !session.waiting.length && room.rev >= session.made && (this.known === "" || !this.dirty);
  }

  /** @param {Room} room */
  async adopt(room) {
    const { state } = this;
    const first = this.known === "";
    if (!room.scene || !this.isNews(room)) return;
    const now = await shown(state);
    if (!this.isNews(room)) return;
    if (now.scene !== room.scene) return this.replace(room, now);
    this.known = text({ ...now, until: room.until });
    if (first) [this.k, this.dirty] = [room.step, false];
    if (first && room.until === state.until.peek()) return goTo(state, room.step);
    if (room.until === state.until.peek()) return;
    if (room.until === null && room.ask?.phase === "shown") return unveil(state);
    state.question.value = state.until.value = room.until;
    goTo(state, Math.min(room.step, state.end.peek()));
  }

  /** @param {Room} room @param {{ scene: string }} now */
  async replace(room, now) {
    const { scene } = await decodeLink(`#${room.scene}`).catch(() => ({ scene: null }));
    if (!scene) this.known = now.scene; // it cannot be read: this page's scene replaces it
    if (!scene || !this.isNews(room)) return;
    const whole = complete(this.state.catalog, scene);
    this.k = room.step;
    this.adopting = true;
    show(this.state, { lesson: lessonOf(this.state, whole), scene: whole, step: room.step, until: room.until });
    this.adopting = false;
    this.known = text({ ...(await shown(this.state)), scene: room.scene });
    this.dirty = false;
  }

  /** While a question holds the scene, the page keeps it, too. */
  hold() {
    this.held ??= { lesson: this.state.lesson.peek(), scene: this.state.scene.peek() };
    const { lesson, scene } = this.held;
    if (scene === this.state.scene.peek() && lesson === this.state.lesson.peek()) return;
    const { until } = /** @type {Room} */ (this.session.room.peek());
    const notices = [t("The scene stands still until the answers are shown.")];
    setTimeout(() => show(this.state, { lesson, scene, step: until, until, notices }));
  }

  dispose() {
    for (const each of [this.dragTimer, this.stepTimer]) clearTimeout(each);
    this.disposers.forEach((each) => each());
  }
}
