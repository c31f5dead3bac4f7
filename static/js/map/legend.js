/** The legend of a map: where runs end, with letters and shares, and the scale of colours with its bounds. */
import { html, nothing } from "../../vendor/lit-html.js";

import { t } from "../text/language.js";
import { chosen, counted } from "../text/numbers.js";
import { byMinimum, divergedColors, letterOf, minimumColor, nowhereColor, saddleColor, scaleColor } from "./colors.js";
import { DIVERGED, NOWHERE, SADDLES, sharesOf } from "./grid.js";
import { searchLegend } from "./search.js";
import { boundName, endName, mostSteps, scaleName } from "./words.js";

/** @typedef {import("../types.js").MapPicture} Picture */
/** @typedef {import("./picture.js").Look} Look */

/** Most ends that are listed. */
const LISTED = 9;

/** @param {[number, number, number]} color */
const css = (color) => `rgb(${color.join(" ")})`;

/** @param {(share: number) => [number, number, number]} of */
const gradient = (of) => `linear-gradient(to right,${[0, 0.25, 0.5, 0.75, 1].map((share) => css(of(share))).join()})`;

/** The background of the sample of a class; none where the colours do not tell it from others. @param {number} kind @param {Look} look */
function sampleOf(kind, { measure, dark }) {
  if (kind === DIVERGED) {
    const [a, b] = divergedColors(dark).map(css);
    return `repeating-linear-gradient(135deg, ${a} 0 2px, ${b} 2px 6px)`;
  }
  if (kind >= SADDLES && kind < NOWHERE && byMinimum(measure)) return css(saddleColor(dark));
  if (kind >= SADDLES) return byMinimum(measure) || measure === "steps" ? css(nowhereColor(dark)) : null;
  return byMinimum(measure) ? gradient((share) => minimumColor(kind, share, dark)) : null;
}

/** Shares of the ends, those of all saddles together, the largest first. @param {Picture} picture @returns {[number, number][]} */
function endsOf({ grid }) {
  const ends = new Map();
  for (const [kind, share] of sharesOf(grid)) {
    const shown = kind > SADDLES && kind < NOWHERE ? SADDLES : kind;
    ends.set(shown, (ends.get(shown) ?? 0) + share);
  }
  return [...ends].sort(([a, much], [b, more]) => more - much || a - b);
}

/** @param {number} share */
const percent = (share) => t("{n} %", { n: share > 0 && share < 0.001 ? "< 0.1" : share < 1 && share > 0.999 ? "> 99.9" : (100 * share).toFixed(1) });

/** @param {[number, number][]} ends */
const sum = (ends) => ends.reduce((total, [, share]) => total + share, 0);

/** @param {Picture} picture @param {number} kind */
function placeName({ head }, kind) {
  const at = kind < SADDLES ? head.minima[kind] : null;
  return at ? `(${at.map(chosen).join(", ")})` : "";
}

/** @param {Picture} picture @param {Look} look */
function ends(picture, look) {
  const all = endsOf(picture);
  const sample = (/** @type {number} */ kind) => {
    const background = sampleOf(kind, look);
    return background ? html`<i style=${`background:${background}`}></i>` : html`<i class="none"></i>`;
  };
  const row = (/** @type {[number, number]} */ [kind, share]) => html`<li title=${`${endName(kind)} ${placeName(picture, kind)}`}>
    ${sample(kind)}<b>${kind < SADDLES ? letterOf(kind) : endName(kind)}</b>
    <small>${placeName(picture, kind)}</small><span>${percent(share)}</span></li>`;
  const minima = all.filter(([kind]) => kind < SADDLES);
  const rest = all.slice(LISTED);
  const more = sum(rest);
  return html`<ul class="ends">${all.slice(0, LISTED).map(row)}
    ${rest.length ? html`<li><i></i><b>${t("{n} more", { n: counted(rest.length) })}</b><small></small><span>${percent(more)}</span></li>` : nothing}
    ${minima.length > 1 && minima.length < all.length ? html`<li class="sum"><i class="none"></i><b>${t("minima together")}</b><small></small><span>${percent(sum(minima))}</span></li>` : nothing}</ul>`;
}

/** @param {Picture} picture @param {Look} look @param {() => void} rescale */
function scale({ last: held, head, request: { scene, map } }, look, rescale) {
  const { measure, bounds, dark } = look;
  const of = byMinimum(measure) ? (/** @type {number} */ share) => minimumColor(0, share, dark) : (/** @type {number} */ share) => scaleColor(measure, share);
  const [low, high] = bounds.map((bound) => boundName(head.value, bound, mostSteps(scene.steps, map)));
  return html`<figure class="scale-bar"><figcaption>${scaleName(measure, head.value)}</figcaption>
    <div style=${`background:${gradient(of)}`}></div><p><span>${low}</span><span>${high}</span></p>
    <button type="button" class="quiet" ?disabled=${!held} title=${t("Fit the colours to this map; they are held until then")} @click=${rescale}>${t("Rescale")}</button></figure>`;
}

/** What is done of the work. @param {Picture} picture */
export function progressName({ runs, head, seconds, last, stopped, frames }) {
  if (!frames && !stopped) return t("{n} runs begin; the first map of a method is compiled before", { n: counted(head.runs) });
  const time = t("{n} s", { n: seconds < 9.95 ? seconds.toFixed(1) : counted(seconds) });
  if (stopped) return t("stopped: {n} of {all} runs, {time}", { n: counted(runs), all: counted(head.runs), time });
  return last ? t("{n} runs, {time}", { n: counted(runs), time }) : t("{n} of {all} runs, {time}", { n: counted(runs), all: counted(head.runs), time });
}

/** @param {string} says @param {() => void} act */
const press = (says, act) => html` <button type="button" class="quiet" @click=${act}>${says}</button>`;

/** Who draws the map, where a scheduler of Dask was named. @param {Picture} picture */
function elsewhere({ head: { workers } }) {
  if (!workers) return nothing;
  const there = workers.state === "there";
  return html`<p class="theory">${there ? t("threads of Dask's workers: {n}", { n: counted(workers.threads) }) : t("Dask's workers are away: this server draws the map")}</p>`;
}

/** @param {Picture | null} picture @param {Look} look @param {{ rescale: () => void, cancel: () => void, again: () => void }} acts @param {number} tried  settings that a tuning has tried */
export function legend(picture, look, { rescale, cancel, again }, tried) {
  if (!picture) return nothing;
  const under = picture.frames ? picture : (picture.before ?? picture);
  return html`${ends(under, look)}${scale(under, look, rescale)}${searchLegend(under)}
    <p class="progress">${progressName(picture)}${picture.stopped ? press(t("Start again"), again) : picture.last ? nothing : press(t("Cancel"), cancel)}</p>${elsewhere(picture)}
    ${under.head.theory?.length && !under.head.search && under.request.until === null ? html`<p class="theory">${t("line: theory")}</p>` : nothing}
    ${tried ? html`<p class="theory">${t("points: {n} settings that were tried, the best one large", { n: counted(tried) })}</p>` : nothing}`;
}
