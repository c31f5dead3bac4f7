/** Make a lesson: the dialog in which a lesson of one's own, or several, are written. The scene on the screen is the lesson's scene. */
import { html, nothing } from "../../vendor/lit-html.js";
import { effect, signal } from "../../vendor/signals-core.js";

import { encodeLessons } from "../address/link.js";
import { ask, Refused } from "../files/server.js";
import { copiedOrNot, copyText } from "../page/copy.js";
import { openDialog } from "../page/dialog.js";
import { openLesson } from "../play/lessons.js";
import { seal } from "../scene/history.js";
import { t } from "../text/language.js";
import { translated } from "../text/sentences.js";
import { download } from "../tools/save.js";
import { begun, changed, tidy } from "./draft.js";
import { hero, tries as changes } from "./changes.js";
import { opening, question, shown, words } from "./fields.js";
import { keep, kept } from "./kept.js";
import { readLessons, said } from "./lessons.js";
import { playlist } from "./playlist.js";
import { preview } from "./preview.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Fault} Fault */
/** @typedef {import("./draft.js").Draft} Draft */

/** Milliseconds without typing before the server is asked. */
const SETTLED = 300;

/** Has the server check the draft while it is written. @param {import("../../vendor/signals-core.js").Signal<Draft>} draft @param {import("../../vendor/signals-core.js").Signal<Fault[]>} faults */
function watch(draft, faults) {
  return effect(() => {
    const doc = tidy(draft.value.doc);
    const rest = setTimeout(async () => {
      const found = await ask("api/lessons", JSON.stringify(doc)).then(() => [], (error) => (error instanceof Refused ? error.faults : null));
      if (found && tidy(draft.peek().doc) && JSON.stringify(tidy(draft.peek().doc)) === JSON.stringify(doc)) faults.value = found;
    }, SETTLED);
    return () => clearTimeout(rest);
  });
}

/** @param {State} state */
function createEditor(state) {
  const draft = signal(kept(state) ?? begun(state));
  const faults = signal(/** @type {Fault[]} */ ([]));
  const status = signal("");
  const edit = (/** @type {Draft} */ next) => {
    draft.value = next;
    status.value = "";
    keep(next);
  };
  return { state, draft, faults, status, edit, stop: watch(draft, faults) };
}
/** @typedef {ReturnType<typeof createEditor>} Editor */

/** Says what is wrong, if anything is. @param {Editor} editor @param {() => Promise<void>} act */
async function tried({ faults, status }, act) {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refused) faults.value = error.faults;
    status.value = error instanceof Refused ? said(error.faults[0]) : /** @type {Error} */ (error).message;
    document.querySelector(".own-lesson [aria-invalid=true]")?.scrollIntoView({ block: "center" });
  }
}

/** @param {Editor} editor @param {HTMLDialogElement | null | undefined} dialog */
const present = (editor, dialog) =>
  tried(editor, async () => {
    const { doc, at } = editor.draft.peek();
    const list = await readLessons(editor.state.catalog, tidy(doc));
    keep({ doc, at }, list);
    dialog?.close();
    seal(editor.state);
    openLesson(editor.state, list.keys[at]);
  });

/** A name for the file of a document. @param {Draft} draft */
function fileName({ doc, at }) {
  const name = (doc.title || doc.lessons[at].title || "lesson").normalize().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 40).replace(/^-|-$/g, "");
  return `${name || "lesson"}.json`;
}

/** @param {Editor} editor */
const save = (editor) =>
  tried(editor, async () => {
    const doc = tidy(editor.draft.peek().doc);
    await ask("api/lessons", JSON.stringify(doc));
    download(new Blob([`${JSON.stringify(doc, null, 2)}\n`], { type: "application/json" }), fileName(editor.draft.peek()));
  });

/** @param {Editor} editor */
const copy = (editor) =>
  tried(editor, async () => {
    const doc = tidy(editor.draft.peek().doc);
    await ask("api/lessons", JSON.stringify(doc));
    const { origin, pathname } = new URL(".", location.href);
    editor.status.value = copiedOrNot(await copyText(origin + pathname + (await encodeLessons(doc, null))));
  });

/** @param {Editor} editor */
function view(editor) {
  const { state, draft, faults, status, edit } = editor;
  const { doc, at } = draft.value;
  const home = `lessons.${at}.`;
  const claimed = new Set();
  const fault = (/** @type {string} */ path, /** @type {string | undefined} */ name) => {
    const found = faults.value.filter((each) => each.path === home + path);
    found.forEach((each) => claimed.add(each));
    return found.map((each) => translated({ ...each, params: { ...each.params, ...(name && { name }) } })).join(" ");
  };
  const form = { lesson: doc.lessons[at], change: (/** @type {Partial<import("../types.js").OwnLesson>} */ change) => edit(changed(draft.peek(), change)), fault, catalog: state.catalog };
  const fields = html`${words(form)}${opening(form)}${question(form)}${hero(form)}${changes(form)}${shown(form)}`;
  const rest = faults.value.filter((each) => !claimed.has(each));
  const closest = (/** @type {Event} */ event) => /** @type {Element} */ (event.currentTarget).closest("dialog");
  return html`<div class="form">${fields}</div>
    <div class="beside">${preview(state, doc.lessons[at])}${playlist(state, draft.value, edit)}</div>
    <div class="foot"><p class="actions"><button type="button" class="next" @click=${(/** @type {Event} */ event) => present(editor, closest(event))}>${t("Show the lesson")}</button>
        <button type="button" @click=${() => copy(editor)}>${t("Copy the link")}</button>
        <button type="button" @click=${() => save(editor)}>${t("Save the file")}</button></p>
      ${rest.length ? html`<p class="fault">${said(rest[0])}</p>` : nothing}
      <p role="status">${status.value}</p></div>`;
}

/** @param {State} state */
export function openEditor(state) {
  if (document.querySelector("dialog[open]")) return;
  const editor = createEditor(state);
  openDialog(state.catalog.lessons[state.lesson.peek() ?? ""]?.own ? t("Edit this lesson") : t("Make a lesson"), "own-lesson", () => view(editor), editor.stop);
}
