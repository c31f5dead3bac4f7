/** Plays a recorded run without a server, on the one-file page of `ravine run -o lesson.html`. */
import { counted, measured } from "../text/numbers.js";
import { drawAxes } from "../charts/axes.js";
import { painter, sheet } from "../view/canvas.js";
import { drawCurves, layChart } from "../charts/chart.js";
import { drawPictures } from "../panels/overlay.js";
import { factsOf, shownOf } from "../scene/data.js";
import { toPixels } from "../panels/place.js";
import { columnValue, numberOr } from "../panels/readout.js";
import { pens } from "../view/palette.js";
import { drawSwatch } from "../panels/swatch.js";
import { tallyOf } from "../text/ended.js";
import { advanced, everyFrame, LONG_RUN } from "../play/player.js";
import { fitted, stopAt, trailOf } from "../view/trails.js";
import { decodePart, joined } from "../server/wire.js";
import { mountExamples } from "./examples.js";
import { mountTabs } from "./tabs.js";
import { unpack } from "./unpack.js";

/** @typedef {import("../types.js").Frame} Frame */
/** @param {string} selector @param {ParentNode} [root] */
const part = (selector, root = document) => /** @type {HTMLElement} */ (root.querySelector(selector));
/** @param {string} selector */
const input = (selector) => /** @type {HTMLInputElement} */ (part(selector));

const { recording, frames } = await unpack(part("#recording").textContent ?? "");
const { theme } = recording;
theme.font = getComputedStyle(document.body).fontFamily;
pens.value = recording.pens;
const lanes = recording.titles.length;
const drawExamples = mountExamples(document.querySelector("#examples"), recording.examples, theme);
/** @type {(import("../types.js").ValueAxis | null)[]} of the charts, kept so that they rarely change while the hero is dragged */
const axes = recording.charts.map(() => null);
const now = { state: recording.at, marker: 0, playing: /** @type {(() => void) | null} */ (null) };
/** @type {(Frame | undefined)[]} */
const decoded = [];
/** Most prepared pictures that are kept. */
const MOST = 64;
/** @type {Map<string, { frame: Frame, trail: import("../view/trails.js").Trail }>} */
const prepared = new Map();

/** @param {ArrayBuffer} data @param {import("../view/steps.js").StepAxis} axis @returns {Frame} */
function decode(data, axis) {
  const whole = /** @type {NonNullable<ReturnType<typeof joined>>} */ (joined([decodePart(data)], []));
  const panels = Array.from({ length: lanes }, () => ({ ...recording.panel, ...recording.view }));
  return { ...whole, panels, scene: /** @type {any} */ (null), axis };
}

/** @returns {Frame} the run at the hero's value */
function frameNow() {
  return (decoded[now.state] ??= decode(frames[now.state], recording.states[now.state].axis));
}

/** @param {number} lane @param {import("../types.js").Box} box */
function preparedFor(lane, box) {
  const key = `${now.state} ${lane} ${box.width} ${box.height}`;
  const frame = frameNow();
  const known = prepared.get(key);
  if (known) return known;
  const own = fitted(frame, lane, { ...box, ...recording.view });
  const made = { frame: { ...frame, lanes: frame.lanes.with(lane, own) }, trail: trailOf(own) };
  if (prepared.size > MOST) prepared.clear();
  prepared.set(key, made);
  return made;
}

/** @param {Element} element @returns {import("../types.js").Box} */
const boxOf = ({ clientWidth, clientHeight }) => ({ width: clientWidth, height: clientHeight });

/** @param {CanvasRenderingContext2D} pen @param {[number, number]} at */
function drawStart(pen, [x, y]) {
  pen.beginPath();
  pen.arc(x, y, 0.36 * theme.em, 0, 2 * Math.PI);
  pen.fillStyle = theme.ground;
  pen.fill();
  pen.lineWidth = 0.13 * theme.em;
  pen.strokeStyle = theme.ink;
  pen.stroke();
}

/** @param {number} lane */
function drawPanel(lane) {
  const root = part(`#lane${lane}`);
  const canvas = /** @type {HTMLCanvasElement} */ (part(".overlay", root));
  const box = boxOf(part(".stage", root));
  const { frame, trail } = preparedFor(lane, box);
  const { arrays, status, batch } = frame.lanes[lane];
  const marker = Math.min(now.marker, status.step);
  const at = stopAt(frame.arrays.stops, marker);
  const ball = /** @type {[number, number]} */ ([arrays.balls[2 * at], arrays.balls[2 * at + 1]]);
  const place = toPixels(recording.view, box);
  const room = box.width * box.height;
  const pen = sheet(canvas, box);
  drawPictures(pen, [{ frame, lane, trail, marker, ball: ball[0] === ball[0] ? ball : null, ring: null, theme, place, room, facts: shownOf(factsOf(frame, lane), recording.validation), answer: recording.answers[lane] }], box.width);
  drawStart(pen, place(recording.states[now.state].starts[lane]));
  const ended = status.kind === "diverged" && now.marker >= status.step;
  const value = (/** @type {string} */ name) => (frame.arrays.stops[at] === marker ? numberOr(arrays[`${name}_at`]?.[at]) : null) ?? columnValue(arrays[name], marker, frame.axis, batch);
  const numbers = [["f", value("loss")], ["validation", recording.validation ? value("held") : null], ["|g|", value("gradient_norm")]].filter(([, number]) => number !== null);
  const values = numbers.map(([name, number]) => `, ${name} = ${measured(Number(number))}`).join("");
  part(".readout", root).textContent = ended ? `diverged at step ${counted(status.step)}` : [`step ${counted(marker)}${values}`, ...(now.marker < frame.steps ? [] : tallyOf(frame, lane).slice(0, 1))].join("; ");
  part(".readout", root).classList.toggle("fault", ended);
}

/** @param {number} place */
function drawChart(place) {
  const root = part(`#chart${place}`);
  const [back, front] = /** @type {HTMLCanvasElement[]} */ ([...root.children]);
  const box = boxOf(root);
  const { names } = recording.states[now.state];
  const pen = sheet(front, box);
  pen.font = `${theme.text}px ${theme.font}`;
  const longest = Math.max(...names.map((name) => pen.measureText(name).width)) + 2.9 * theme.text;
  const shown = longest < 0.36 * box.width ? names : [];
  const [left, top, bottom, right] = [3.4 * theme.text, 0.6 * theme.text, 1.8 * theme.text, shown.length ? longest : 3 * theme.text];
  const area = { left, top, bottom, right, width: box.width - left - right, height: box.height - top - bottom };
  const [frame, still] = [frameNow(), { main: null, dragging: true, hidden: false }];
  const chart = { series: recording.charts[place], frame, axis: frame.axis, theme, marker: now.marker, names: shown, area, ...still };
  const laid = layChart(chart, axes[place]);
  if (!laid) return;
  axes[place] = laid.axes.axis;
  drawAxes(sheet(back, box), laid.axes);
  drawCurves(pen, chart, laid);
}

/** Index of the background that is shown now, of each lane. @type {number[]} */
const shown = [];
/** Updates the texts and backgrounds, which depend only on the hero. */
function write() {
  const state = recording.states[now.state];
  part("#said").textContent = state.said;
  part("#value").textContent = state.value;
  for (let lane = 0; lane < lanes; lane++) {
    const root = part(`#lane${lane}`);
    part(".name", root).textContent = recording.titles[lane];
    part(".details", root).textContent = state.details[lane];
    drawSwatch(/** @type {HTMLCanvasElement} */ (part(".sample", root)), lane, theme);
    if (shown[lane] !== state.grounds[lane]) part(".ground", root).innerHTML = recording.grounds[state.grounds[lane]];
    shown[lane] = state.grounds[lane];
  }
}

const { ask } = painter(() => {
  write();
  for (let lane = 0; lane < lanes; lane++) drawPanel(lane);
  drawExamples(frameNow(), now.marker);
  recording.charts.forEach((_, place) => drawChart(place));
  const { steps } = frameNow();
  for (const selector of ["#step", "#number"]) input(selector).value = String(now.marker);
  part("#play").textContent = now.playing ? "Pause" : "Play";
  part("#of").textContent = `of ${counted(steps)}`;
});

/** @param {number} step */
function goTo(step) {
  stop();
  now.marker = Math.min(frameNow().steps, Math.max(0, Math.round(step) || 0));
  ask();
}

function stop() {
  now.playing?.();
  now.playing = null;
}

function toggle() {
  const { steps } = frameNow();
  if (now.playing) return stop(), ask();
  if (now.marker >= steps) now.marker = 0;
  let exact = now.marker;
  now.playing = everyFrame((seconds) => {
    exact = advanced(exact, seconds, steps > LONG_RUN ? 0 : 20, steps);
    now.marker = Math.floor(exact);
    if (exact >= steps) stop();
    ask();
  });
}

function start() {
  const { steps } = frameNow();
  now.marker = Math.min(recording.step ?? steps, steps);
  for (const selector of ["#step", "#number"]) {
    input(selector).max = String(steps);
    input(selector).addEventListener(selector === "#step" ? "input" : "change", () => goTo(Number(input(selector).value)));
  }
  part("#play").addEventListener("click", toggle);
  part("#back").addEventListener("click", () => goTo(now.marker - 1));
  part("#forward").addEventListener("click", () => goTo(now.marker + 1));
  part("#first").addEventListener("click", () => goTo(0));
  part("#last").addEventListener("click", () => goTo(frameNow().steps));
  input("#hero").addEventListener("input", () => {
    now.state = Number(input("#hero").value);
    ask();
  });
  mountTabs(part(".tabs"), part("#lanes"));
  new ResizeObserver(ask).observe(document.body);
  document.fonts.addEventListener("loadingdone", ask);
  ask();
}

start();
