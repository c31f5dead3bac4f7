/** Presenter mode: large, full screen, with keys for a remote. It has a lock for touch boards, a pointer, and shows pressed keys. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { batch, effect, signal, untracked } from "../../vendor/signals-core.js";

import { go } from "../play/course.js";
import { reveal } from "../play/hidden_future.js";
import { bindKeys, keyName } from "../view/keys.js";
import { t, word } from "../text/language.js";
import { ask, isAsked, questionOf, usualSight } from "../play/lessons.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ black: boolean, locked: boolean, pointing: boolean, at: [number, number], pressed: string }} Show */

/** Milliseconds for which a pressed key is shown. */
const ECHO = 1200;

/** @type {Show} */
const CALM = { black: false, locked: false, pointing: false, at: [-99, -99], pressed: "" };

/** The remote's forward key: reveals, or else asks the lesson's question, or else opens the next lesson. @param {State} state */
function forward(state) {
  if (state.until.peek() !== null) reveal(state);
  else if (questionOf(state) && !isAsked(state)) ask(state);
  else go(state, "after");
}

/** @param {State} state @param {import("../../vendor/signals-core.js").Signal<Show>} show @returns {import("../view/keys.js").Binding[]} */
function keys(state, show) {
  const toggle = (/** @type {"black" | "locked" | "pointing"} */ what) => () => (show.value = { ...show.peek(), [what]: !show.peek()[what] });
  const only = { group: word("While presenting"), when: () => state.presenting.peek() };
  return [
    { ...only, key: "PageDown", says: "Reveal, then the lesson's question, then the next lesson", act: () => forward(state) },
    { ...only, key: "PageUp", says: "The lesson before", act: () => go(state, "before") },
    { ...only, key: "b", says: "Black screen", act: toggle("black") },
    { ...only, key: "l", says: "Lock the start and the settings against touches", act: toggle("locked") },
    { ...only, key: "c", says: "Hide or show the chart", act: () => (state.chartless.value = !state.chartless.peek()) },
    { ...only, key: "d", says: "Red dot that follows the mouse", act: toggle("pointing") },
    { ...only, key: "Escape", says: "End presenting", act: () => turn(state, false) },
  ];
}

/** @param {State} state @param {Show} show */
function view(state, { black, locked, pointing, at, pressed }) {
  return html`<p class="signs">${locked ? html`<span>${t("locked")}</span>` : nothing}${pressed ? html`<kbd>${pressed}</kbd>` : nothing}</p>
    <button type="button" class="quiet" aria-label=${t("End presenting")} @click=${() => turn(state, false)}>×</button>
    ${pointing ? html`<i class="dot" style=${`translate:${at[0]}px ${at[1]}px`}></i>` : nothing}
    ${black ? html`<div class="black"></div>` : nothing}`;
}

/** Stops presses on a locked touch board, so that pointing at it moves nothing. The timeline and the keys still work. @param {Event} event */
const swallow = (event) => {
  if (/** @type {Element} */ (event.target).closest?.("#lanes .stage, #hero, #rail, #charts")) event.stopPropagation(), event.preventDefault();
};
const TOUCHES = ["pointerdown", "pointermove", "mousedown", "touchstart", "click", "dblclick", "wheel"];

/** @param {import("../../vendor/signals-core.js").Signal<Show>} show */
function watchInput(show) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let fade;
  const stop = new AbortController();
  const moved = (/** @type {PointerEvent} */ event) => {
    if (show.peek().pointing) show.value = { ...show.peek(), at: [event.clientX, event.clientY] };
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Shift" || event.key === "Control") return;
    clearTimeout(fade);
    show.value = { ...show.peek(), pressed: keyName({ key: event.key, shift: event.shiftKey && event.key !== "?", ctrl: event.ctrlKey }) };
    fade = setTimeout(() => (show.value = { ...show.peek(), pressed: "" }), ECHO);
  };
  addEventListener("pointermove", moved, { capture: true, signal: stop.signal });
  addEventListener("keydown", pressed, { capture: true, signal: stop.signal });
  return () => (clearTimeout(fade), stop.abort());
}

/** Prevents tooltips. It removes the title of each element that the mouse enters, and restores all titles at the end. */
function hideTips() {
  /** @type {Map<Element, string>} */
  const kept = new Map();
  const away = (/** @type {Event} */ event) => {
    const element = /** @type {Element} */ (event.target).closest?.("[title]");
    if (!element) return;
    kept.set(element, element.getAttribute("title") ?? "");
    element.removeAttribute("title");
  };
  addEventListener("pointerover", away, { capture: true });
  return () => {
    removeEventListener("pointerover", away, { capture: true });
    kept.forEach((title, element) => element.setAttribute("title", title));
  };
}

/** @param {import("../../vendor/signals-core.js").Signal<Show>} show */
const mountLock = (show) =>
  effect(() => {
    if (!show.value.locked) return;
    for (const touch of TOUCHES) addEventListener(touch, swallow, { capture: true, passive: false });
    return () => TOUCHES.forEach((touch) => removeEventListener(touch, swallow, { capture: true }));
  });

/** Begins or ends presenting. A layout that nobody chose becomes the usual one there. @param {State} state @param {boolean} on */
const turn = (state, on) =>
  batch(() => {
    const chosen = state.layout.peek() !== usualSight(state).layout;
    state.presenting.value = on;
    if (!chosen) state.layout.value = usualSight(state).layout;
  });

/** Enters full screen. With Escape the browser leaves it, and presenting ends too. @param {State} state */
function fill(state) {
  const left = () => document.fullscreenElement || turn(state, false);
  const pressed = navigator.userActivation?.isActive ?? true; // a link that presents may not: browsers want a key or a press for it
  if (pressed) void document.documentElement.requestFullscreen?.().then(() => document.addEventListener("fullscreenchange", left), () => {});
  return () => {
    document.removeEventListener("fullscreenchange", left);
    if (document.fullscreenElement) void document.exitFullscreen();
  };
}

/** @param {State} state @param {import("../../vendor/signals-core.js").Signal<Show>} show */
function present(state, show) {
  show.value = CALM;
  const root = document.createElement("aside");
  root.id = "presenter";
  root.setAttribute("aria-label", t("Presenting"));
  document.body.append(root);
  document.body.dataset.presenting = "on";
  state.settings.value = false;
  state.side.value = null;
  const disposers = [
    effect(() => void render(view(state, show.value), root)),
    effect(() => void (document.body.dataset.locked = show.value.locked ? "on" : "off")),
    watchInput(show),
    mountLock(show),
    hideTips(),
    fill(state),
  ];
  return () => {
    disposers.forEach((dispose) => dispose());
    state.chartless.value = false;
    root.remove();
    delete document.body.dataset.presenting;
    delete document.body.dataset.locked;
  };
}

/** @type {import("./tools.js").Tool} */
export const presenting = {
  view: (state) => html`<button type="button" @click=${() => turn(state, true)}>${t("Present")}</button>`,
  mount: (state) => {
    const toggle = () => turn(state, !state.presenting.value);
    const show = signal(CALM);
    const free = bindKeys([{ key: "p", says: "Present: large, full screen, clicker keys", act: toggle }, ...keys(state, show)]);
    const dispose = effect(() => (state.presenting.value ? untracked(() => present(state, show)) : undefined));
    return () => (free(), dispose());
  },
};
