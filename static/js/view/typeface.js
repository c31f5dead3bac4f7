/** The Chinese font has a hundred files. The style sheet that names them is loaded only if the page shows Chinese. */
import { effect } from "../../vendor/signals-core.js";

/** Ideographs, kana and full-width punctuation. */
const WIDE = /[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;

const SHEET = new URL("../../typeface-sc.css", import.meta.url).href;

/** @param {import("../state.js").State} state */
const showsChinese = ({ language, scene }) => language.value === "zh" || scene.value.lanes.some(({ label }) => WIDE.test(label ?? ""));

/**
 * @param {HTMLElement} head
 * @param {import("../state.js").State} state
 * @returns {() => void}
 */
export function mountTypeface(head, state) {
  return effect(() => {
    if (!showsChinese(state) || head.querySelector(`link[href="${SHEET}"]`)) return;
    head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: SHEET }));
  });
}
