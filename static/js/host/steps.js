/** Answers over the charts: a dot for each vote above its step, and a line at the step that is right. */
import { effect } from "../../vendor/signals-core.js";

import { areaOf } from "../charts/room.js";
import { painter, setFont, sheet } from "../view/canvas.js";
import { GREEN } from "../view/looks.js";
import { shareOf } from "../view/steps.js";
import { isRevealed } from "./question.js";
import { earlierOf, tallyOf } from "./tallies.js";

/** @typedef {import("./host.js").Host} Host */
/** @typedef {[number, number][]} Steps  a step and its votes */

/** Columns of a chart in which votes are gathered, a dot's diameter apart. @param {Steps} steps @param {(k: number) => number} place @param {number} size */
export function columns(steps, place, size) {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const [k, votes] of steps) {
    const column = Math.round(place(k) / size);
    found.set(column, (found.get(column) ?? 0) + votes);
  }
  return [...found].sort(([a], [b]) => a - b);
}

/** Towers of dots; a tower that would be too high becomes a bar. @param {CanvasRenderingContext2D} pen @param {[number, number][]} towers @param {{ size: number, bottom: number, height: number, fill: string, rim: string }} look */
function drawTowers(pen, towers, { size, bottom, height, fill, rim }) {
  const highest = Math.max(1, ...towers.map(([, votes]) => votes));
  const step = Math.min(size, (height - size / 2) / highest);
  pen.fillStyle = fill;
  pen.strokeStyle = rim;
  pen.lineWidth = Math.max(1, size / 10);
  for (const [column, votes] of towers) {
    if (step < size / 3) {
      pen.fillRect(column * size - 0.4 * size, bottom - votes * step, 0.8 * size, votes * step);
      continue;
    }
    for (let i = 0; i < votes; i++) {
      pen.beginPath();
      pen.arc(column * size, bottom - (i + 0.5) * step, 0.42 * size, 0, 2 * Math.PI);
      pen.fill();
      pen.stroke();
    }
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} height @param {import("../view/theme.js").Theme} theme */
function drawTruth(pen, x, height, theme) {
  pen.beginPath();
  pen.moveTo(x, 0);
  pen.lineTo(x, height);
  for (const [color, width] of /** @type {[string, number][]} */ ([[theme.ground, 0.5 * theme.em], [theme.casing, 0.3 * theme.em], [GREEN, 0.18 * theme.em]])) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.stroke();
  }
  setFont(pen, `700 ${1.1 * theme.em}px ${theme.font}`);
  pen.textBaseline = "top";
  pen.lineWidth = 0.3 * theme.em;
  pen.strokeStyle = theme.ground;
  pen.strokeText("✓", x + 0.4 * theme.em, 0);
  pen.fillStyle = theme.ink;
  pen.fillText("✓", x + 0.4 * theme.em, 0);
}

/** @param {Host} host @param {HTMLElement} root  of a chart's curves */
function draw({ state, session }, root) {
  const found = root.querySelector("canvas.class-steps");
  const room = session.room.peek();
  const ask = room?.ask;
  if (!ask || ask.kind !== "step" || ask.phase !== "shown") return found?.remove();
  const canvas = /** @type {HTMLCanvasElement} */ (found ?? root.appendChild(Object.assign(document.createElement("canvas"), { className: "class-steps" })));
  const box = { width: Math.floor(root.clientWidth), height: Math.floor(root.clientHeight) };
  const area = areaOf(state, box);
  const theme = state.theme.peek();
  const pen = sheet(canvas, box);
  const place = (/** @type {number} */ k) => area.left + shareOf(state.axis.peek(), k) * area.width;
  const size = Math.max(8, 0.55 * theme.em);
  const look = { size, bottom: area.top + area.height, height: area.height, rim: theme.ground };
  const [now, before] = [tallyOf(session, ask)?.steps ?? [], earlierOf(session, ask)?.steps ?? []];
  pen.globalAlpha = 0.5;
  drawTowers(pen, columns(before, place, size), { ...look, fill: theme.muted });
  pen.globalAlpha = 1;
  if (isRevealed(room) && ask.truth?.step != null) drawTruth(pen, place(ask.truth.step), area.top + area.height, theme);
  drawTowers(pen, columns(now, place, size), { ...look, fill: theme.held });
}

/** @param {Host} host */
export function mountSteps(host) {
  const { state, session } = host;
  const { ask, cancel } = painter(() => document.querySelectorAll("#charts .curves").forEach((root) => draw(host, /** @type {HTMLElement} */ (root))));
  const watch = new ResizeObserver(ask);
  const charts = document.getElementById("charts");
  if (charts) watch.observe(charts);
  const dispose = effect(() => {
    void [session.room.value, session.rounds.value, state.axis.value, state.theme.value, state.charts.value, state.frame.value, state.scene.value];
    ask();
  });
  return () => {
    cancel();
    watch.disconnect();
    dispose();
    document.querySelectorAll("canvas.class-steps").forEach((each) => each.remove());
  };
}
