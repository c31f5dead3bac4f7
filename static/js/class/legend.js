/** The lanes by name, each with its line and marker, beside the picture on a projector. */
import { html, svg } from "../../vendor/lit-html.js";

import { shapes } from "../view/looks.js";
import { colorOf, lookOf } from "./ink.js";

/** More lanes than this stand in two columns. */
const MANY = 4;

/** @param {import("./frames.js").Paths} paths @param {readonly string[]} labels @param {boolean} dark */
export const legend = ({ lanes }, labels, dark) => html`<ul class=${lanes.length > MANY ? "class-legend is-many" : "class-legend"}>${lanes.map((lane, index) => {
  const look = lookOf(lane, index);
  const [color, hollow] = [colorOf(look, { dark }), look.marker === "ring"];
  return html`<li><svg viewBox="0 0 80 16" aria-hidden="true" style=${`color:${color}`}><path d="M1 8H79" stroke="currentColor" stroke-width="4" stroke-dasharray=${look.dash.map((part) => part * 3).join(" ") || "none"}></path>
    ${svg`<path transform="translate(40 8) scale(6.5)" d=${shapes[look.marker]} fill=${hollow ? "none" : "currentColor"} stroke=${hollow ? "currentColor" : dark ? "#f2f4f5" : "#1c2126"} stroke-width=${hollow ? 0.5 : 0.15}></path>`}</svg><span dir="auto">${labels[index] || lane.label || String(index + 1)}</span></li>`;
})}</ul>`;
