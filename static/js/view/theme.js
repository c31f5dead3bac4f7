/** Colours and sizes for canvases. They are read from the style sheet, where they depend on theme and screen. */
import { effect } from "../../vendor/signals-core.js";

/**
 * @typedef {{
 *   dark: boolean, size: "phone" | "desk" | "projector", roomy: boolean, em: number, font: string, ground: string, ink: string, muted: string,
 *   grid: string, casing: string, low: string, high: string, contour: string, held: string, path: number, text: number, faces: number
 * }} Theme  roomy: is the window wide enough for all tools in a row? faces: number of loaded font files, so that text is drawn again when a font arrives; em, path (width of a path), text (size of small text): pixels; low, high: end colours of the contour bands
 */

/** @type {Theme} the values before the style sheet is loaded */
export const PLAIN = {
  ...{ dark: false, size: "desk", roomy: true, em: 16, font: "sans-serif", ground: "#ffffff", ink: "#111111", muted: "#555555" },
  ...{ grid: "#dddddd", casing: "#222222", low: "#8fa3b5", high: "#f3f5f7", contour: "#7d8a96", held: "#8c1d4f", path: 3, text: 12, faces: 0 },
};

/** Windows in which all tools and the whole timeline fit into a row. */
const ROOMY = "(min-width: 1200px)";

/** @returns {Theme} */
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const read = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  const { theme, size } = document.documentElement.dataset;
  const em = parseFloat(style.fontSize);
  return {
    roomy: size === "desk" && matchMedia(ROOMY).matches,
    ...{ dark: theme === "dark", size: /** @type {Theme["size"]} */ (size), em, font: getComputedStyle(document.body).fontFamily },
    ...{ ground: read("ground"), ink: read("ink"), muted: read("muted"), grid: read("grid"), casing: read("casing") },
    ...{ low: read("low"), high: read("high"), contour: read("contour"), held: read("held") },
    ...{ path: parseFloat(read("path")) * em, text: parseFloat(read("text")) * em },
    faces: [...document.fonts].filter(({ status }) => status === "loaded").length,
  };
}

/**
 * @param {import("../address/query.js").Look} look
 * @returns {[string, Theme["size"]]} data-theme and data-size
 */
function choose(look) {
  const on = (/** @type {string} */ query) => matchMedia(query).matches;
  const phone = on("(max-width: 720px), (max-height: 500px)");
  const size = phone ? "phone" : look === "projector" ? "projector" : "desk";
  const named = look === "light" || look === "dark";
  const theme = named ? look : look !== "projector" && on("(prefers-color-scheme: dark)") ? "dark" : "light";
  return [theme, size];
}

/**
 * @param {HTMLElement} root  the html element
 * @param {import("../state.js").State} state
 * @returns {() => void}
 */
export function mountTheme(root, state) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    [root.dataset.theme, root.dataset.size] = choose(state.presenting.value ? "projector" : state.look.value);
    const theme = readTheme();
    if (JSON.stringify(theme) !== JSON.stringify(state.theme.peek())) state.theme.value = theme;
  };
  const dispose = effect(apply);
  dark.addEventListener("change", apply);
  addEventListener("resize", apply);
  document.fonts.addEventListener("loadingdone", apply);
  return () => {
    dispose();
    dark.removeEventListener("change", apply);
    removeEventListener("resize", apply);
    document.fonts.removeEventListener("loadingdone", apply);
  };
}
