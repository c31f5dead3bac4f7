/** What a class answered: bars with counts, dots over steps, and tables that say the same. Drawn alike on phone, projector and the lecturer's page. */
import { html, nothing, svg } from "../../vendor/lit-html.js";

import { GRID } from "./picture.js";
import { group, rateAt, short } from "./reading.js";
import { t } from "./words.js";

/**
 * @typedef {{
 *   kind: "choice" | "click" | "step", title: string, options: readonly string[], view: import("./frames.js").View, right?: number | null,
 *   reads?: { name: string, low: number, high: number } | null, truth?: { at?: [number, number] | null, step?: number | null } | null
 * }} Ask  right and truth: only when they may be seen
 * @typedef {{ round?: number | "", voted?: number, counts?: number[], cells?: [number, number][], steps?: [number, number][], sure?: number[] }} Tally
 */

/** Rows of a table of places or steps: the most frequent. */
const MOST_ROWS = 24;

/** The style sheet is not part of any page until somebody has answered. */
export function dress() {
  const href = new URL("../../answers.css", import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href) || document.querySelector(`link[href="${href}"]`)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

/** @param {number} option */
export const letterOf = (option) => String.fromCharCode(65 + option);

/** What a step is read as: itself, or a number that grows geometrically to the run's last step. @param {{ reads?: Ask["reads"] }} ask @param {number} k @param {number} steps */
export const reading = ({ reads }, k, steps) => (reads ? rateAt(reads, k, steps) : group(k));

/** @param {number} votes @param {number} all */
const percent = (votes, all) => (all ? `${Math.round((100 * votes) / all)} %` : "");

/** A bar as long as its share, of a ground that is all votes. @param {string} name @param {number} votes @param {number} all */
const bar = (name, votes, all) => html`<span class=${`answer-bar ${name}`} aria-hidden="true"><i style=${`width:${(100 * votes) / Math.max(1, all)}%`}></i></span>`;

/**
 * The options with their votes, as a table that looks like bars.
 *
 * @param {Ask} ask
 * @param {Tally | null} tally
 * @param {number | null | undefined} mine  the student's own option
 * @param {Tally | null} [earlier]  of the round before, in grey
 */
export function bars(ask, tally, mine, earlier = null) {
  dress();
  const [counts, before] = [tally?.counts ?? ask.options.map(() => 0), earlier?.counts ?? null];
  const sum = (/** @type {number[]} */ all) => all.reduce((total, votes) => total + votes, 0);
  const [all, allBefore] = [sum(counts), sum(before ?? [])];
  const row = (/** @type {string} */ option, /** @type {number} */ i) => html`
    <tr class=${ask.right === i ? "is-right" : ""}>
      <th scope="row"><b>${letterOf(i)}</b></th>
      <td class="answer-says">${ask.right === i ? html`<strong class="answer-right">✓<span class="answer-unseen"> ${t("The right answer")} </span></strong>` : nothing}<span dir="auto">${option}</span>
        ${mine === i ? html`<em class="answer-mine">${t("Your answer")}</em>` : nothing}
        ${bar(`pattern-${i}`, counts[i], all)}${before ? bar("is-earlier", before[i], allBefore) : nothing}</td>
      <td class="answer-count">${counts[i]}${before ? html`<small>${before[i]}</small>` : nothing}</td>
      <td class="answer-share">${percent(counts[i], all)}${before ? html`<small>${percent(before[i], allBefore)}</small>` : nothing}</td>
    </tr>`;
  const head = [t("Option"), t("Answer"), t("Votes"), t("Percent")].map((says) => html`<th scope="col">${says}</th>`);
  return html`<table class="answer-bars" data-options=${ask.options.length}>
    <caption class="answer-unseen">${ask.title}</caption><thead class="answer-unseen"><tr>${head}</tr></thead><tbody>${ask.options.map(row)}</tbody></table>
    ${before ? html`<p class="answer-legend"><i></i>${t("Grey: the round before")}</p>` : nothing}`;
}

/** How sure the class was. @param {Tally | null} tally */
export function sureness(tally) {
  const [guess, fairly, certain] = tally?.sure ?? [0, 0, 0];
  return guess + fairly + certain ? html`<p class="answer-sure">${t("How sure?")} ${[[t("Guess"), guess], [t("Fairly"), fairly], [t("Certain"), certain]].map(([says, votes]) => html`<span>${says} <b>${votes}</b></span>`)}</p>` : nothing;
}

/** Size of the drawing of dots: units across, units up, and below the axis. */
const [WIDE, HIGH, BELOW] = [1000, 230, 60];
/** Towers side by side. */
const COLUMNS = 50;

/** Votes by column. @param {[number, number][]} votes @param {number} steps */
function towers(votes, steps) {
  const columns = Math.min(COLUMNS, steps + 1);
  const found = new Map();
  for (const [k, count] of votes) {
    const column = Math.round((Math.min(k, steps) / Math.max(1, steps)) * (columns - 1));
    found.set(column, (found.get(column) ?? 0) + count);
  }
  return [...found].map(([column, count]) => ({ x: (WIDE * column) / Math.max(1, columns - 1), count }));
}

/** Towers of dots as one path: so many votes are so many dots, however high. @param {ReturnType<typeof towers>} all @param {number} most */
function dotted(all, most) {
  const [gap, r] = [Math.min(20, HIGH / Math.max(1, most)), Math.min(8.5, (0.45 * HIGH) / Math.max(1, most))];
  const dot = (/** @type {number} */ x, /** @type {number} */ i) => `M${(x - Math.max(r, 3)).toFixed(1)} ${(HIGH - (i + 0.5) * gap).toFixed(2)}a${Math.max(r, 3)} ${r} 0 1 0 ${2 * Math.max(r, 3)} 0a${Math.max(r, 3)} ${r} 0 1 0 ${-2 * Math.max(r, 3)} 0z`;
  return all.map(({ x, count }) => Array.from({ length: count }, (_, i) => dot(x, i)).join("")).join("");
}

/** Steps with what they are called: quarters of the run, or powers of ten of what a step is read as. @param {Ask} ask @param {number} steps @returns {[k: number, says: string][]} */
function ticksOf({ reads }, steps) {
  const even = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * steps)).filter((k, i, all) => all.indexOf(k) === i);
  if (!reads) return even.map((k) => [k, group(k)]);
  const [low, high] = [Math.log10(reads.low), Math.log10(reads.high)];
  const powers = Array.from({ length: Math.max(0, Math.floor(high + 1e-9) - Math.ceil(low - 1e-9) + 1) }, (_, i) => Math.ceil(low - 1e-9) + i);
  const some = powers.filter((_, i) => i % Math.ceil(powers.length / 7) === 0);
  return some.length > 1 ? some.map((power) => [((power - low) / (high - low)) * steps, short(10 ** power)]) : even.map((k) => [k, rateAt(reads, k, steps)]);
}

/** A line at a step, with a sign at its top. @param {string} name @param {number} x @param {string} sign @param {number} top */
const line = (name, x, sign, top) => svg`<g class=${name}><path d=${`M${x} ${top}V${HIGH}`}></path><text x=${x > WIDE - 60 ? x - 14 : x + 14} y=${top + 34} text-anchor=${x > WIDE - 60 ? "end" : "start"}>${sign}</text></g>`;

/**
 * A dot for each vote over its step.
 *
 * @param {Ask} ask
 * @param {Tally | null} tally
 * @param {number | null | undefined} mine  the student's own step
 * @param {number} steps  of the run
 * @param {Tally | null} [earlier]  of the round before, in grey
 */
export function dots(ask, tally, mine, steps, earlier = null) {
  dress();
  const [now, before] = [towers(tally?.steps ?? [], steps), towers(earlier?.steps ?? [], steps)];
  const most = Math.max(1, ...now.map(({ count }) => count), ...before.map(({ count }) => count));
  const [place, truth] = [(/** @type {number} */ k) => (WIDE * Math.min(k, steps)) / Math.max(1, steps), ask.truth?.step ?? null];
  const ticks = ticksOf(ask, steps);
  return html`<svg class="answer-dots" aria-hidden="true" viewBox=${`-40 -20 ${WIDE + 80} ${HIGH + BELOW + 20}`}>
    <path class="answer-axis" d=${`M0 ${HIGH}H${WIDE}${ticks.map(([k]) => `M${place(k)} ${HIGH}v10`).join("")}`}></path>
    ${ticks.map(([k, says]) => svg`<text class="answer-tick" x=${place(k) + (place(k) > WIDE - 40 ? 30 : place(k) < 40 ? -30 : 0)} y=${HIGH + 50} text-anchor=${place(k) > WIDE - 40 ? "end" : place(k) < 40 ? "start" : "middle"}>${says}</text>`)}
    <path class="is-earlier" d=${dotted(before, most)}></path>
    ${truth === null ? nothing : line("is-truth", place(truth), "✓", -10)}
    <path class="is-now" d=${dotted(now, most)}></path>
    ${mine === null || mine === undefined ? nothing : line("is-mine", place(mine), t("You"), 30)}
  </svg>${earlier ? html`<p class="answer-legend"><i></i>${t("Grey: the round before")}</p>` : nothing}`;
}

/** How many have answered. @param {number} count */
export const answersOf = (count) => (count === 1 ? t("1 answer") : t("{n} answers", { n: group(count) }));

/** What the discs on the picture are. @param {number} count  of answers @param {{ mine?: boolean, earlier?: boolean }} there  is one's own answer there, and the round before? */
export const discs = (count, { mine = false, earlier = false }) => html`<p class="answer-key"><span><i class="is-now"></i>${answersOf(count)}</span>
  ${mine ? html`<span><i class="is-mine"></i>${t("Your answer")}</span>` : nothing}${earlier ? html`<span><i class="is-earlier"></i>${t("Grey: the round before")}</span>` : nothing}</p>`;

/** The middle of a cell. @param {number} cell @param {import("./frames.js").View} view */
const middle = (cell, [x0, x1, y0, y1]) => [x0 + (((cell % GRID) + 0.5) / GRID) * (x1 - x0), y0 + ((Math.floor(cell / GRID) + 0.5) / GRID) * (y1 - y0)];

/** A step in words, or what it is read as with its name. @param {{ reads?: Ask["reads"] }} ask @param {number} k @param {number} steps */
export const stepNamed = (ask, k, steps) => (ask.reads ? `${ask.reads.name} ${reading(ask, k, steps)}` : t("step {step}", { step: group(k) }));

/** What a row of the table is called. @param {Ask} ask @param {number} value @param {number} steps */
function named(ask, value, steps) {
  if (ask.kind === "step") return stepNamed(ask, value, steps);
  if (value < 0) return t("outside the picture");
  const [x, y] = middle(value, ask.view).map(short);
  return t("({x}, {y})", { x, y });
}

/**
 * The answers as a table: for who does not see the picture, and for whoever wants numbers.
 *
 * @param {Ask} ask
 * @param {Tally | null} tally
 * @param {number} [steps]  of the run
 */
export function asTable(ask, tally, steps = 1) {
  dress();
  const choice = (tally?.counts ?? []).map((votes, i) => /** @type {[string, number]} */ ([`${letterOf(i)} ${ask.options[i] ?? ""}`, votes]));
  const found = /** @type {[number, number][]} */ ([...(tally?.cells ?? tally?.steps ?? [])]).sort((a, b) => b[1] - a[1]).slice(0, MOST_ROWS);
  const rows = ask.kind === "choice" ? choice : found.map(([value, votes]) => /** @type {[string, number]} */ ([named(ask, value, steps), votes]));
  const first = { choice: t("Option"), click: t("Place"), step: t("Step") }[ask.kind];
  return html`<table class="answer-table"><caption>${ask.title}</caption>
    <thead><tr><th scope="col">${first}</th><th scope="col">${t("Votes")}</th></tr></thead>
    <tbody>${rows.map(([says, votes]) => html`<tr><th scope="row">${says}</th><td>${votes}</td></tr>`)}</tbody></table>`;
}
