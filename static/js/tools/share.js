/** Share: the link of what the page shows, as text, as QR code and as a frame for slides. */
import { html } from "../../vendor/lit-html.js";
import { computed, effect, signal } from "../../vendor/signals-core.js";

import { addressOf } from "../address/address.js";
import { leftOut } from "../address/kept.js";
import { reachOf, START } from "../address/network.js";
import { copiedOrNot, copyText } from "../page/copy.js";
import { openDialog } from "../page/dialog.js";
import { listOf } from "../own/lessons.js";
import { bindKeys } from "../view/keys.js";
import { listed, t } from "../text/language.js";
import { PARTS } from "../address/query.js";
import { qr } from "./qr.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ at: boolean, future: boolean, title: boolean, parts: string[], width: number, height: number }} Options */

/** The frame's size in pixels at first, and where a field has no number. */
const SIZE = { width: 960, height: 540 };

/** Marks the command in a sentence as one. @param {string} says */
function withCommand(says) {
  const [before, after] = says.split(START);
  return after === undefined ? says : html`${before}<code>${START}</code>${after}`;
}

/** @param {State} state @param {Options} options @param {string} page  "." or "embed" @param {string} origin */
async function linkOf(state, options, page, origin) {
  const changes = {
    ...(listOf(state)?.doc ? {} : { lesson: state.lesson.peek() }),
    ...(options.at || options.future ? { step: String(state.marker.peek()) } : { step: null }),
    future: options.future ? "hidden" : null,
    present: null,
    hide: Object.keys(PARTS).filter((part) => options.parts.includes(part)).join(",") || (listOf(state) ? "" : null),
    title: options.title && page === "embed" ? "on" : null,
  };
  const { pathname } = new URL(page, location.href);
  return origin + (await addressOf(state, { path: pathname, search: "", changes }));
}

/** @param {string} link @param {Options} options */
function frameOf(link, { width, height }) {
  const source = link.replaceAll("&", "&amp;");
  return `<iframe src="${source}" width="${width}" height="${height}" title="Ravine" allow="fullscreen" style="border:0"></iframe>`;
}

/** @param {HTMLElement} button @param {import("../../vendor/signals-core.js").Signal<{ id: string, done: boolean }>} copied */
async function copy(button, copied) {
  const field = /** @type {HTMLInputElement} */ (button.parentElement?.querySelector("input, textarea"));
  copied.value = { id: field.id, done: await copyText(field.value) };
  field.select();
}

/** @param {State} state */
function createSharing(state) {
  const options = signal(/** @type {Options} */ ({ at: true, future: state.until.peek() !== null, title: false, parts: state.hide.peek(), ...SIZE }));
  const links = signal({ page: "", embed: "" });
  const reach = signal({ origin: location.origin, says: "" });
  void reachOf(location, (address) => fetch(address, { cache: "no-store" }).then((answer) => answer.json())).then((found) => (reach.value = found));
  const copied = signal({ id: "", done: false });
  const stop = effect(() => {
    const [now, { origin }] = [options.value, reach.value];
    void Promise.all([linkOf(state, now, ".", origin), linkOf(state, now, "embed", location.origin)]).then(([page, embed]) => {
      if (options.peek() !== now || reach.peek().origin !== origin) return;
      const stood = links.peek();
      links.value = { page, embed };
      if (page !== stood.page || embed !== stood.embed) copied.value = { id: "", done: false };
    });
  });
  const box = (/** @type {boolean} */ on, /** @type {string} */ says, /** @type {(on: boolean) => Partial<Options>} */ change, off = false) =>
    html`<label><input type="checkbox" .checked=${on} ?disabled=${off}
      @change=${(/** @type {Event} */ event) => (options.value = { ...options.peek(), ...change(/** @type {HTMLInputElement} */ (event.target).checked) })}>${says}</label>`;
  const copier = (/** @type {string} */ id, /** @type {string} */ says) => html`<button type="button"
    @click=${(/** @type {Event} */ event) => copy(/** @type {HTMLElement} */ (event.currentTarget), copied)}>${copied.value.id === id && copied.value.done ? t("Copied") : says}</button>`;
  return { state, options, links, reach, copied: computed(() => (copied.value.id ? copiedOrNot(copied.value.done) : "")), failed: computed(() => copied.value.id !== "" && !copied.value.done), stop, box, copier };
}
/** @typedef {ReturnType<typeof createSharing>} Sharing */

/** @param {Sharing} sharing */
function boxes({ state, options, box }) {
  const { at, future, parts } = options.value;
  const step = state.marker.value;
  const without = (/** @type {string} */ part, /** @type {boolean} */ on) => ({ parts: on ? [...parts, part] : parts.filter((each) => each !== part) });
  return html`<fieldset><legend>${t("The link opens")}</legend>
      ${box(at || future, t("at this step, {step}", { step }), (on) => ({ at: on }), future)}
      ${box(future, t("with the future hidden: nothing beyond the step until it is revealed"), (on) => ({ future: on }))}
    </fieldset>
    <fieldset><legend>${t("and hides")}</legend><div class="parts">
      ${Object.entries(PARTS).map(([part, says]) => box(parts.includes(part), t(says), (on) => without(part, on)))}
    </div></fieldset>`;
}

/** @param {Sharing} sharing */
function frame({ options, links, box, copier }) {
  const resize = (/** @type {"width" | "height"} */ side, /** @type {HTMLInputElement} */ field) => {
    const typed = Number(field.value);
    options.value = { ...options.peek(), [side]: typed > 0 ? typed : SIZE[side] };
    field.value = String(options.peek()[side]); // lit-html leaves a field alone whose value is as before
  };
  const size = (/** @type {"width" | "height"} */ side, /** @type {string} */ says) => html`<label>${says}
    <input type="number" min="200" max="4000" step="10" .value=${String(options.value[side])}
      @change=${(/** @type {Event} */ event) => resize(side, /** @type {HTMLInputElement} */ (event.target))}></label>`;
  return html`<fieldset class="frame"><legend>${t("As a frame in slides")}</legend>
    <div class="sizes">${size("width", t("Width"))}${size("height", t("Height"))}${box(options.value.title, t("with title"), (on) => ({ title: on }))}</div>
    <div class="copied"><textarea id="share-frame" readonly rows="3" aria-label=${t("Code of the frame")} .value=${frameOf(links.value.embed, options.value)}></textarea>
      ${copier("share-frame", t("Copy the code"))}</div>
  </fieldset>`;
}

/** @param {Sharing} sharing */
function view(sharing) {
  const { page } = sharing.links.value;
  const lost = leftOut(sharing.state.scene.value);
  const tooLong = t("This link has {n} characters, more than a QR code holds; copy it instead.", { n: page.length });
  return html`<div class="link">
      <div class="copied"><input id="share-link" readonly aria-label=${t("Link")} .value=${page}>${sharing.copier("share-link", t("Copy the link"))}</div>
      ${sharing.reach.value.says ? html`<p class="reach">${withCommand(sharing.reach.value.says)}</p>` : ""}
      ${lost.length ? html`<p class="left-out">${t("The link leaves out {files}: they come from files. Save the scene (JSON) to pass them on.", { files: listed(lost) })}</p>` : ""}
      ${boxes(sharing)}${frame(sharing)}
    </div>
    ${page ? qr(page, t("QR code of the link"), tooLong) : ""}
    <p class=${sharing.failed.value ? "fault" : "unseen"} role="status">${sharing.copied.value}</p>`;
}

/** @param {State} state */
function open(state) {
  if (document.querySelector("dialog[open]")) return;
  const sharing = createSharing(state);
  openDialog(t("Share"), "share", () => view(sharing), sharing.stop);
}

/** @type {import("./tools.js").Tool} */
export const sharing = {
  view: (state) => html`<button type="button" aria-haspopup="dialog" @click=${() => open(state)}>${t("Share")}</button>`,
  mount: (state) => bindKeys([{ key: "s", says: "Share: link, QR code, frame for slides", act: () => open(state) }]),
};
