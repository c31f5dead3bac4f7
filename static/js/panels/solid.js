/** The surface in three dimensions. It is drawn by another bundle of Plotly, which is loaded when the view is first opened. */
import { effect, untracked } from "../../vendor/signals-core.js";

import { t } from "../text/language.js";
import { laneTitles } from "../scene/scene.js";
import { stopAt } from "../view/trails.js";
import { painter } from "../view/canvas.js";
import { loadBundle, SOLID } from "./plotly.js";
import { pathLines, relief } from "./space.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./panel.js").BackgroundSignal} BackgroundSignal */

/** @type {Record<string, [number, number]>} how an arrow key turns the camera: around the vertical axis, and up */
const TURNS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const TURN = Math.PI / 24;

/** @typedef {{ x: number, y: number, z: number }} Eye */
const EYE = { x: -1.15, y: -1.35, z: 0.95 };
/** Width over height below which the camera moves away, so that the surface fits. */
const BROAD = 1.5;
/** Plotly sizes its ticks in units of the scene. These factors make them as large as other small text. */
const TICKS = { phone: 0.8, desk: 1, projector: 0.75 };

/** @type {Promise<PlotlyBundle> | null} */
let loading = null;

/** @returns {Promise<PlotlyBundle>} */
function load() {
  loading ??= loadBundle(SOLID).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** @returns {boolean} */
function hasWebGL() {
  const pen = document.createElement("canvas").getContext("webgl");
  pen?.getExtension("WEBGL_lose_context")?.loseContext();
  return pen !== null;
}

/** @param {State} state @param {string} says  the reason */
function giveUp(state, says) {
  state.projection.value = "contour";
  if (!state.notices.peek().includes(says)) state.notices.value = [...state.notices.peek(), says];
}

/** @param {Eye} eye @param {[number, number]} turn @returns {Eye} at the same distance */
export function turned({ x, y, z }, [about, up]) {
  const far = Math.hypot(x, y, z);
  const angle = Math.atan2(y, x) + about * TURN;
  const height = Math.min(1.45, Math.max(0.02, Math.asin(z / far) + up * TURN));
  return { x: far * Math.cos(height) * Math.cos(angle), y: far * Math.cos(height) * Math.sin(angle), z: far * Math.sin(height) };
}

/** @param {HTMLElement} root @returns {Eye} */
function awayFrom({ clientWidth, clientHeight }) {
  const far = Math.max(1, (BROAD * clientHeight) / Math.max(1, clientWidth));
  return { x: far * EYE.x, y: far * EYE.y, z: far * EYE.z };
}

/** @param {import("../view/theme.js").Theme} theme @param {string} title */
const axis = (theme, title) => ({
  ...{ title: { text: title }, color: theme.muted, gridcolor: theme.grid, showspikes: false, showbackground: false, zeroline: false },
  ...{ tickfont: { size: TICKS[theme.size] * theme.text }, nticks: 6 },
});

/** @param {State} state @param {HTMLElement} root @param {Eye} eye */
function layoutOf(state, root, eye) {
  const theme = state.theme.peek();
  const { x, y } = state.view.peek();
  return {
    ...{ width: root.clientWidth, height: root.clientHeight, margin: { l: 0, r: 0, t: 0, b: 0 }, showlegend: false, uirevision: "camera" },
    ...{ paper_bgcolor: "rgba(0,0,0,0)", font: { family: theme.font, color: theme.ink, size: theme.text } },
    scene: {
      xaxis: { ...axis(theme, "x"), range: x },
      yaxis: { ...axis(theme, "y"), range: y },
      zaxis: { ...axis(theme, "f"), range: [0, 1.15], showticklabels: false },
      ...{ aspectmode: "manual", aspectratio: { x: 1.4, y: 1.4, z: 0.7 }, dragmode: "turntable" },
      camera: { eye, center: { x: 0, y: 0, z: -0.22 } },
    },
  };
}

/** @param {State} state @param {BackgroundSignal} background @returns {object[] | null} */
function linesOf(state, background) {
  const [frame, back, theme] = [state.frame.peek(), background.peek(), state.theme.peek()];
  if (!frame || !back || !frame.panels.length) return null;
  const lanes = state.layout.peek() === "large" ? [Math.min(state.lane.peek(), frame.lanes.length - 1)] : frame.lanes.map((_, lane) => lane);
  const names = laneTitles(state.catalog, state.scene.peek().lanes);
  const lines = lanes.flatMap((lane) => {
    const marker = Math.min(state.marker.peek(), frame.lanes[lane].status.step);
    return pathLines(back, frame, lane, { marker, ball: stopAt(frame.arrays.stops, marker), theme, name: names[lane] ?? "" });
  });
  return [relief(back, theme), ...lines];
}

/** @param {HTMLElement} root @param {State} state @param {BackgroundSignal} background @param {PlotlyBundle} plotly @returns {() => void} */
function show(root, state, background, plotly) {
  let eye = awayFrom(root);
  let [drawing, again] = [false, false];
  const draw = async () => {
    const lines = linesOf(state, background);
    if (!lines || root.clientWidth < 50) return;
    again = drawing;
    if (drawing) return;
    drawing = true;
    try {
      await plotly.react(root, lines, layoutOf(state, root, eye), { displayModeBar: false });
    } finally {
      drawing = false; // after a failure too: the next frame may succeed
      if (again) ask();
    }
  };
  const { ask, cancel } = painter(() => void draw());
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    const turn = TURNS[event.key];
    if (!turn) return;
    event.preventDefault();
    const now = /** @type {any} */ (root).layout?.scene?.camera?.eye ?? eye;
    eye = turned(now, turn);
    void plotly.relayout(root, { "scene.camera.eye": eye });
  };
  root.addEventListener("keydown", pressed);
  const watch = new ResizeObserver(ask);
  watch.observe(root);
  const dispose = effect(() => {
    void [state.frame.value, state.marker.value, background.value, state.theme.value, state.layout.value, state.lane.value];
    ask();
  });
  return () => {
    dispose();
    cancel();
    watch.disconnect();
    root.removeEventListener("keydown", pressed);
    plotly.purge(root);
    root.replaceChildren();
  };
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {BackgroundSignal} background
 * @returns {() => void}
 */
export function mountSolid(root, state, background) {
  return effect(() => {
    root.hidden = state.projection.value !== "solid";
    if (root.hidden) return undefined;
    root.setAttribute("aria-label", t("The surface in three dimensions with all paths; the arrow keys turn it"));
    if (!untracked(hasWebGL)) return untracked(() => giveUp(state, t("Three dimensions need WebGL, which this browser does not offer; the contour is shown instead.")));
    let end = () => {};
    let left = false;
    load().then((plotly) => {
      if (!left) end = show(root, state, background, plotly);
    }, () => {
      if (!left) giveUp(state, t("The view in three dimensions could not be loaded; the contour is shown instead."));
    });
    return () => {
      left = true;
      end();
    };
  });
}
