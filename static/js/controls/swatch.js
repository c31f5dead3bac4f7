/** The sample of a lane: its colour, dash and marker, as its path is drawn. */
import { html } from "../../vendor/lit-html.js";
import { colorOf, lookOf, shapes } from "../palette.js";

/** @param {number} index @param {boolean} dark */
export function swatch(index, dark) {
  const { dash, marker } = lookOf(index);
  const filled = marker !== "ring";
  return html`<svg class="swatch" viewBox="0 0 48 16" aria-hidden="true" style=${`color:${colorOf(index, dark)}`}>
    <path class="casing" d="M2 8H46"></path>
    <path class="line" d="M2 8H46" stroke-dasharray=${dash.map((part) => part * 3).join(" ")}></path>
    <path class=${filled ? "marker" : "marker hollow"} transform="translate(24 8) scale(5)" d=${shapes[marker]}></path>
  </svg>`;
}
