/** The class on a projector of its own: the code, then the lecturer's picture, the question, and what was answered. */
import { html, nothing, render } from "../../vendor/lit-html.js";

import { drawChart } from "./chart.js";
import { unpack } from "./frames.js";
import { legend } from "./legend.js";
import { Picture } from "./picture.js";
import { group } from "./reading.js";
import { join, largeCode, reach } from "./screen_code.js";
import { aside } from "./screen_side.js";
import { ranAt, RUN, SWEEP } from "./starts.js";
import { Watched } from "./watched.js";
import { t } from "./words.js";

/** What the screen alone needs. */
const SHEETS = ["typeface.css", "answers.css", "screen.css", ...(document.documentElement.lang.startsWith("zh") ? ["typeface-sc.css"] : [])];

/** Percent of their size to which words are made smaller. */
const SMALLEST = 60;

function dress() {
  document.documentElement.dataset.theme = "light"; // as in Present: a lit room washes out dark pictures
  for (const name of SHEETS) {
    const href = new URL(`../../${name}`, import.meta.url).href;
    if (!document.querySelector(`link[href="${href}"]`)) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
}

/** @param {HTMLElement} root */
function frame(root) {
  render(html`<div class="screen"><div class="screen-code"></div><canvas class="screen-picture" role="img"></canvas>
    <section class="screen-side"><div class="screen-says"></div><canvas class="screen-chart" role="img"></canvas></section>
    <div class="screen-legend"></div><footer class="screen-foot"></footer><p class="screen-lost" role="status" hidden></p></div>`, root);
  return (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(name));
}

/** Gives up the chart, then makes the words smaller, until the longest question fits with its answers. @param {HTMLElement} side @param {HTMLElement} chart */
function fit(side, chart) {
  const fits = (/** @type {number} */ size) => {
    side.style.fontSize = `${size}%`;
    return side.scrollHeight <= side.clientHeight + 1;
  };
  if (fits(100)) return;
  chart.hidden = true;
  for (let size = 100; size >= SMALLEST && !fits(size); size -= 5);
}

/** The starts of the class and their map, as far as they have come. */
class Run {
  /** @type {number | null} */
  since = null;
  /** @type {number | null} */
  mapped = null;
  calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** @param {3 | 4} kind */
  begin(kind) {
    const now = performance.now() - (this.calm ? RUN + SWEEP : 0);
    if (kind === 3) [this.since, this.mapped] = [now, null];
    else this.mapped = now;
  }

  /** @returns {{ share: number, sweep: number } | null} */
  get ran() {
    const now = performance.now();
    return this.since === null ? null : ranAt(now - this.since, this.mapped === null ? null : now - this.mapped);
  }
}

/**
 * Shows a class until it is over.
 *
 * @param {HTMLElement} root
 * @param {string} code
 * @param {(why: string) => void} gone  called with the code of the refusal
 * @returns {() => void} leaves the class
 */
export function mountScreen(root, code, gone) {
  dress();
  const part = frame(root);
  const [canvas, chart] = [/** @type {HTMLCanvasElement} */ (part(".screen-picture")), /** @type {HTMLCanvasElement} */ (part(".screen-chart"))];
  const picture = new Picture(canvas);
  picture.dark = false;
  let [run, large, drawing, last] = [new Run(), false, 0, Promise.resolve()];
  const later = () => void (drawing ||= requestAnimationFrame(draw));

  /** In their order: unpacking a large one takes longer than a small one. @param {ArrayBuffer} buffer */
  const take = (buffer) => {
    last = last.then(async () => {
      const [unpacked, known] = [await unpack(buffer).catch(() => null), picture.frames];
      if (!unpacked || !picture.take(unpacked)) return;
      // After a new connection the same starts come again: their run is over.
      if (unpacked.kind === 3 && !(known[3]?.ask === unpacked.ask && known[3].round === unpacked.round)) (picture.forget(4), run.begin(3));
      if (unpacked.kind === 4 && !known[4]) run.begin(4);
      later();
    });
  };
  const watched = new Watched(code, later, { frame: take, again: () => picture.renumber() });

  /** The starts belong to one round of one question. */
  function ranNow() {
    const { room, revealed } = watched;
    const starts = picture.frames[3];
    if (starts && revealed && room?.ask?.runs && starts.ask === room.ask.id && starts.round === room.ask.round) return run.ran;
    if (starts && room) picture.forget(3, 4);
    return null;
  }

  /** @param {{ share: number, sweep: number } | null} ran */
  function sight(ran) {
    const { room, revealed } = watched;
    if (!room) return;
    const { ask, step, labels } = room;
    const tally = ask?.phase === "shown" && ask.kind === "click" ? watched.tally() : null;
    const cloud = tally?.cells && ask && !ran ? { view: ask.view, cells: tally.cells, earlier: watched.tally(1)?.cells, muted: revealed } : null;
    picture.text = parseFloat(getComputedStyle(document.documentElement).fontSize);
    picture.draw({ step, labels, cloud, truth: revealed ? (ask?.truth?.at ?? null) : null, ran });
    canvas.setAttribute("aria-label", t("The picture at step {step}", { step: group(step) }));
    const paths = picture.frames[1];
    render(paths && paths.lanes.length && !ran ? legend(paths, labels, false) : nothing, part(".screen-legend"));
    chart.hidden = !paths || Boolean(ran) || ask?.kind === "choice";
    chart.setAttribute("aria-label", t("Loss over the steps"));
    fit(part(".screen-side"), chart);
    if (paths && !chart.hidden) drawChart(chart, paths, { step, steps: room.steps, until: room.until, title: t("Loss over the steps"), dark: false });
  }

  function draw() {
    drawing = 0;
    const { moment } = watched;
    if (watched.gone && moment !== "ended") return leave(watched.gone);
    const ran = ranNow();
    const shown = moment === "ended" || moment === "joining" ? moment : large ? "before" : moment;
    Object.assign(part(".screen").dataset, { moment: shown, kind: watched.room?.ask?.kind ?? "", ran: ran ? "on" : "off" });
    render(moment === "ended" ? html`<p class="screen-thanks">${t("Thank you")}</p>` : shown === "before" ? largeCode(code, watched.here) : nothing, part(".screen-code"));
    render(aside(watched, picture, ran), part(".screen-says"));
    render(moment === "ended" ? nothing : join(code, watched), part(".screen-foot"));
    part(".screen-lost").hidden = !watched.lost;
    part(".screen-lost").textContent = t("Reconnecting. The class goes on.");
    sight(ran);
    if (moment === "ended") return stop();
    if (ran && (ran.share < 1 || (picture.frames[4] && ran.sweep < 1))) later();
  }

  const press = (/** @type {KeyboardEvent} */ { key, repeat, ctrlKey, metaKey, altKey }) => {
    if (key.toLowerCase() !== "w" || repeat || ctrlKey || metaKey || altKey) return;
    large = !large;
    watched.begun = true;
    later();
  };
  addEventListener("keydown", press);
  const resized = new ResizeObserver(later);
  resized.observe(root);
  document.fonts.addEventListener("loadingdone", later);
  void reach().then(later);
  const stop = () => {
    removeEventListener("keydown", press);
    resized.disconnect();
    document.fonts.removeEventListener("loadingdone", later);
    watched.line.close();
  };
  const leave = (/** @type {string} */ why) => {
    stop();
    picture.dispose();
    gone(why);
  };
  later();
  return () => (cancelAnimationFrame(drawing), stop(), picture.dispose());
}
