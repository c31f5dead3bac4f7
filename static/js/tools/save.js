/** Save: pictures, numbers, an offline page, or code. The server makes the files, so that the command line makes the same ones. */
import { html } from "../../vendor/lit-html.js";
import { signal } from "../../vendor/signals-core.js";

import { copiedOrNot, copyText } from "../page/copy.js";
import { openDialog } from "../page/dialog.js";
import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { faultsOf } from "../text/sentences.js";
import { folded } from "../data/signals.js";
import { fileName, shownTitle } from "../files/names.js";
import { isOverruled } from "../scene/data.js";
import { pathNow } from "../scene/pens.js";
import { computedLane, computedLanes, laneTitles } from "../scene/scene.js";
import { sentence } from "../page/notice.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ ending: string, says: string, address: (state: State) => string }} File */

/** How the charts are drawn: what their horizontal axis counts, its scale and part, and which vertical axes are linear. @param {State} state @returns {Record<string, string>} */
function axes({ axis, stepZoom, scales, charts }) {
  const { steps, scale, by = "steps" } = axis.peek();
  const linear = charts.peek().filter((key) => scales.peek()[key] === "linear");
  const part = stepZoom.peek() && { s0: String(steps[0]), s1: String(steps[1]) };
  return { by, scale, ...part, ...(linear.length && { linear: linear.join(",") }) };
}

/** The query for what is shown: view, step, charts and theme. @param {State} state @param {Record<string, string>} [more] */
function shown(state, more) {
  const { x, y } = state.view.peek();
  const sides = { x0: x[0], x1: x[1], y0: y[0], y1: y[1], step: Math.min(state.marker.peek(), state.scene.peek().steps) };
  const own = { charts: state.charts.peek().join(","), ...axes(state), validation: state.validation.peek() ? "on" : "off", examples: folded.peek() ? "off" : "on" };
  const texts = Object.entries(sides).map(([name, value]) => [name, String(value)]);
  const theme = state.theme.peek().dark ? "dark" : "light";
  return String(new URLSearchParams({ title: shownTitle(), ...Object.fromEntries(texts), ...own, theme, ...more }));
}

/** The query for the offline page's sentence, and for the knob that can be dragged in it: the lesson's hero if it is a number that the server can change. Otherwise the server chooses. @param {State} state */
function playing(state) {
  const { catalog, lesson, scene } = state;
  const wanted = catalog.lessons[lesson.peek() ?? ""]?.hero[0]?.path;
  const path = wanted && pathNow(scene.peek().lanes, wanted);
  const sentence = document.querySelector("#lesson .sentence")?.textContent?.trim() ?? "";
  return { sentence: sentence.slice(0, 600), ...(path && !isOverruled(catalog, scene.peek(), path) && { prefer: path }) };
}

/** @type {File[]} */
const FILES = [
  { ending: "png", says: "Picture (PNG)", address: (state) => `api/picture?${shown(state, { format: "png", width: "1920" })}` },
  { ending: "svg", says: "Picture (SVG)", address: (state) => `api/picture?${shown(state, { format: "svg" })}` },
  { ending: "gif", says: "Animation (GIF), steps 0 to {step}", address: (state) => `api/picture?${shown(state, { format: "gif", width: "800" })}` },
  { ending: "plotly.html", says: "Interactive figure (HTML)", address: (state) => `api/figure?${shown(state, { format: "html" })}` },
  { ending: "csv", says: "Every row (CSV)", address: () => "api/csv" },
  { ending: "rows.json", says: "Every row (JSON)", address: () => "api/runs" },
  { ending: "html", says: "Page that plays without a server", address: (state) => `api/offline?${shown(state, playing(state))}` },
];
/** @type {Record<string, string>} */
const FRAMEWORKS = { torch: "PyTorch", optax: "optax", keras: "Keras" };

/** @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {State} state @param {string} says */
const tell = (state, says) => (state.notices.value = [...state.notices.peek().filter((each) => each !== says), says]);

/** @param {State} state @param {string} address @returns {Promise<Response | null>} null if it was refused; then a notice says so */
async function ask(state, address) {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(state.scene.peek()) };
  const answer = await fetch(address, request).catch(() => null);
  if (answer?.ok) return answer;
  const faults = await answer?.json().catch(() => null);
  tell(state, faults?.errors?.[0] ? sentence(faultsOf(faults)[0]) : t("The file could not be made: the server did not answer."));
  return null;
}

/** @param {State} state @param {File} file */
async function save(state, { ending, address }) {
  const name = fileName(state, ending);
  const making = t("Making {name} …", { name });
  tell(state, making);
  const answer = await ask(state, address(state));
  state.notices.value = state.notices.peek().filter((each) => each !== making);
  if (!answer) return;
  download(await answer.blob(), name);
  const lost = decodeURIComponent(answer.headers.get("ravine-missing") ?? "");
  if (lost) tell(state, t("Ravine's typeface has no {letters}. In {name}, a box or another font stands there.", { letters: [...lost].join(" "), name }));
}

/** @param {State} state @param {string} framework */
async function showCode(state, framework) {
  const scene = state.scene.peek();
  const [lane, code, copied] = [signal(computedLane(scene, state.lane.peek())), signal(""), signal("")];
  const load = async () => {
    const answer = await ask(state, `api/code?framework=${framework}&lane=${lane.peek()}`);
    [code.value, copied.value] = [answer ? await answer.text() : "", ""];
  };
  const choose = (/** @type {Event} */ event) => {
    lane.value = Number(/** @type {HTMLSelectElement} */ (event.target).value);
    void load();
  };
  const copy = async () => (copied.value = copiedOrNot(await copyText(code.peek())));
  await load();
  const names = laneTitles(state.catalog, state.scene.peek().lanes);
  openDialog(t("Code for {framework}", { framework: FRAMEWORKS[framework] }), "script", () => html`
    <label>${t("Walker")} <select @change=${choose}>${computedLanes(scene).map((i) => html`<option value=${i} .selected=${i === lane.value}>${names[i]}</option>`)}</select></label>
    <pre tabindex="0"><code>${code.value}</code></pre>
    <p><button type="button" @click=${copy}>${t("Copy the code")}</button>
      <button type="button" @click=${() => download(new Blob([code.peek()]), fileName(state, "py"))}>${t("Save the file")}</button>
      <span role="status">${copied.value}</span></p>`);
}

/** @type {import("./tools.js").Tool} */
export const saving = {
  view: (state) => {
    const off = state.until.value !== null;
    const step = counted(Math.min(state.marker.value, state.scene.value.steps));
    const item = (/** @type {string} */ says, /** @type {() => void} */ act) => html`<li><button type="button" ?disabled=${off} @click=${act}>${says}</button></li>`;
    const json = () => download(new Blob([JSON.stringify(state.scene.peek(), null, 2)]), fileName(state, "json"));
    return html`<details class="fold save"><summary>${t("Save")}</summary><div class="sheet">
      ${off ? html`<p>${t("Reveal the future first: a file would tell it.")}</p>` : ""}
      <ul>${FILES.map((file) => item(t(file.says, { step }), () => save(state, file)))}${item(t("Scene (JSON)"), json)}
        ${Object.entries(FRAMEWORKS).map(([key, name]) => item(t("Code for {framework}", { framework: name }), () => showCode(state, key)))}</ul>
    </div></details>`;
  },
};
