/** Before and after the class: the field for its code, why it does not take one, and what is kept. */
import { html, nothing, render } from "../../vendor/lit-html.js";

import { codeIn, digitsOf, spaced } from "./seat.js";
import { t } from "./words.js";

/** @type {Record<string, string>} */
const LANGUAGES = { en: "English", zh: "简体中文", vi: "Tiếng Việt", th: "ไทย", id: "Bahasa Indonesia" };

/** @type {Record<string, () => string>} */
const REFUSALS = {
  no_class: () => t("There is no class with this code."),
  bad_hello: () => t("There is no class with this code."),
  locked: () => t("This class takes nobody new."),
  removed: () => t("The lecturer has removed this phone from the class."),
  not_allowed: () => t("The lecturer has removed this phone from the class."),
};

/** The privacy statement. */
export const kept = () => html`<details class="kept"><summary>${t("What is kept")}</summary>
  <p>${t("A random number for your browser tab, and your answers beside it, for at most 12 hours; it is erased when the lecturer ends the class. No name, no account, no cookie, no address is stored.")}</p>
  <p>${t("The lecturer sees how many answered and what, and can save the answers without the numbers of the tabs. In a small group an answer may be guessed.")}</p></details>`;

/** Loads the page in another language. @param {string} language */
function speak(language) {
  const address = new URL(location.href);
  address.searchParams.set("lang", language);
  location.replace(address);
}

function languages() {
  const now = document.documentElement.lang.slice(0, 2);
  return html`<label class="language"><span>${t("Language")}</span><select @change=${(/** @type {Event} */ { target }) => speak(/** @type {HTMLSelectElement} */ (target).value)}>
    ${Object.entries(LANGUAGES).map(([key, name]) => html`<option value=${key} ?selected=${key === now} lang=${key}>${name}</option>`)}</select></label>`;
}

/** Writes 47291358 as 4729 1358 while it is typed, unless the caret stands within. @param {HTMLInputElement} field */
function space(field) {
  const digits = digitsOf(field.value);
  const plain = digits.length <= 8 && !field.value.includes("#") && field.selectionStart === field.value.length;
  if (plain && digits.length > 4) field.value = spaced(digits);
}

/**
 * @param {HTMLElement} root
 * @param {{ why: string, code: string, own: { code: string, address: string } | null, enter: (code: string) => void }} door  why: the refusal of this code, or "ended", or ""; own: the class that this browser runs
 */
export function showDoor(root, { why, code, own, enter }) {
  if (why === "ended") {
    render(html`<div class="door"><h1>Ravine</h1><p class="big" role="status">${t("The class has ended. Nothing of you is kept.")}</p></div>`, root);
    return;
  }
  const says = (/** @type {string} */ text) => (/** @type {HTMLElement} */ (root.querySelector(".refused")).textContent = text);
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const found = codeIn(/** @type {HTMLInputElement} */ (root.querySelector("#code")).value);
    if (found) enter(found);
    else says(t("A class code has eight digits."));
  };
  render(html`<form class="door" @submit=${submit} novalidate><h1>Ravine</h1>
    <label for="code">${t("Class code")}</label>
    <input id="code" inputmode="numeric" autocomplete="off" enterkeyhint="go" spellcheck="false" maxlength="200" aria-describedby="refused" .value=${spaced(code)}
      @input=${(/** @type {Event} */ { target }) => space(/** @type {HTMLInputElement} */ (target))}>
    <p id="refused" class="refused" role="alert">${why ? (REFUSALS[why] ?? REFUSALS.no_class)() : nothing}</p>
    <button class="join">${t("Join")}</button>
    ${own ? html`<a class="go-on" href=${own.address}>${t("Go on with {code}?", { code: spaced(own.code) })}</a>` : nothing}${kept()}${languages()}</form>`, root);
  if (!code) /** @type {HTMLElement} */ (root.querySelector("#code")).focus();
}
