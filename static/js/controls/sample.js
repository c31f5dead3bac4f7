/** The swatch of a lane: colour, dash and marker of its path. */
import { html } from "../../vendor/lit-html.js";
import { colorOf, lookOf, shapes } from "../view/palette.js";

/** @param {number} index @param {boolean} dark */
export function swatch(index, dark) {
  const { dash, marker } = lookOf(index);
  const dashes = dash.map((part) => part * 3).join(" ");
  const filled = marker !== "ring";
  return html`<svg class="swatch" viewBox="6 0 48 16" aria-hidden="true" style=${`color:${colorOf(index, dark)}`}>
    <path class="casing" d="M6 8H54" stroke-dasharray=${dashes}></path>
    <path class="line" d="M6 8H54" stroke-dasharray=${dashes}></path>
    <path class=${filled ? "marker" : "marker hollow"} transform="translate(30 8) scale(5)" d=${shapes[marker]}></path>
  </svg>`;
}
