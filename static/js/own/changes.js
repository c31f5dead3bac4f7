/** The main setting of a lesson, and the changes that it says to try. */
import { html, nothing } from "../../vendor/lit-html.js";

import { exact, parse } from "../controls/typing.js";
import { getAt } from "../scene/scene.js";
import { t } from "../text/language.js";
import { field } from "./fields.js";
import { numbersOf } from "./paths.js";

/** @typedef {import("./fields.js").Form} Form */
/** @typedef {NonNullable<import("../types.js").OwnLesson["tries"]>[0]} Try */

/** Most changes to try (app/catalog/own.py), and characters of the text of one. */
const MOST = 4;
const LENGTH = 300;

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/** @param {ReturnType<typeof numbersOf>} numbers @param {string} chosen */
const options = (numbers, chosen) => numbers.map(({ path, says }) => html`<option value=${path} .selected=${path === chosen}>${says}</option>`);

/** @param {Form} form */
export function hero({ lesson, change, fault, catalog }) {
  const numbers = numbersOf(catalog, lesson.scene);
  const now = lesson.hero ?? [];
  const chosen = now[0]?.path ?? "";
  const choose = (/** @type {Event} */ event) => {
    const found = numbers.find(({ path }) => path === valueOf(event));
    const range = found && { path: found.path, low: found.knob.low, high: found.knob.high, scale: found.knob.scale };
    change({ hero: range ? [range] : [] });
  };
  return html`<label class="main">${t("Main setting")}
      <select @change=${choose}><option value="" .selected=${!chosen}>${t("none")}</option>${options(numbers, chosen)}</select></label>
    <p class="fault">${now.flatMap((_, i) => ["path", "low", "high"].map((part) => fault(["hero", i, part].join(".")))).filter(Boolean)}</p>`;
}

/** What the button of a change says as long as nobody has written it. @param {ReturnType<typeof numbersOf>} numbers @param {string} path @param {unknown} value */
const usual = (numbers, path, value) => t("Set {name} to {value}.", { name: numbers.find((each) => each.path === path)?.says ?? path, value: typeof value === "number" ? exact(value) : value });

/** @param {Form} form */
export function tries(form) {
  const { lesson, change, fault, catalog } = form;
  const numbers = numbersOf(catalog, lesson.scene);
  const all = lesson.tries ?? [];
  const set = (/** @type {number} */ i, /** @type {Partial<Try>} */ part) => change({ tries: all.map((each, other) => (other === i ? { ...each, ...part } : each)) });
  const valueAt = (/** @type {string} */ path) => /** @type {number} */ (getAt(lesson.scene, path));
  const fresh = () => {
    const path = lesson.hero?.[0]?.path ?? numbers[0].path;
    change({ tries: [...all, { says: usual(numbers, path, valueAt(path)), changes: { [path]: valueAt(path) } }] });
  };
  const row = (/** @type {Try} */ { says, changes }, /** @type {number} */ i) => {
    const [[path, value] = ["", ""], ...more] = Object.entries(changes);
    const wrong = fault(["tries", i, "changes", path].join(".")) || fault(["tries", i, "changes"].join("."));
    const renew = (/** @type {string} */ to, /** @type {unknown} */ next) =>
      set(i, { changes: { [to]: next }, says: says === "" || says === usual(numbers, path, value) ? usual(numbers, to, next) : says });
    const pick = (/** @type {Event} */ event) => renew(valueOf(event), valueAt(valueOf(event)));
    const typed = (/** @type {Event} */ event) => renew(path, parse(valueOf(event)) ?? valueOf(event));
    const single = !more.length && numbers.some((each) => each.path === path);
    return html`<li>${field(form, { path: `tries.${i}.says`, says: t("What its button says"), value: says, most: LENGTH, set: (text) => set(i, { says: text }) })}
      <div class="one">${single
        ? html`<select aria-label=${t("What it changes")} @change=${pick}>${options(numbers, path)}</select>
          <input aria-label=${t("New value")} autocomplete="off" inputmode="decimal" aria-invalid=${wrong ? "true" : nothing} .value=${typeof value === "number" ? exact(value) : String(value)} @change=${typed}>`
        : html`<code>${JSON.stringify(changes)}</code>`}
        <button type="button" class="quiet" aria-label=${t("Remove")} title=${t("Remove")} @click=${() => change({ tries: all.filter((_, other) => other !== i) })}>×</button></div>
      <p class="fault">${wrong}</p></li>`;
  };
  return html`<fieldset class="to-try"><legend>${t("Try this")}</legend><ul>${all.map(row)}</ul>
    <button type="button" ?disabled=${all.length >= MOST} @click=${fresh}>${t("Add a change to try")}</button></fieldset>`;
}
