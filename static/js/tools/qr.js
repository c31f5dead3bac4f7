/** A QR code as one SVG path. Light squares are white in every theme, because cameras need that. */
import { html } from "../../vendor/lit-html.js";
import { generate } from "../../vendor/lean-qr.js";

/** Width in squares of the white margin that the standard requires. */
const MARGIN = 4;

/** @param {import("../../vendor/lean-qr.js").Code} code */
function squares(code) {
  const drawn = [];
  for (let y = 0; y < code.size; y++) for (let x = 0; x < code.size; x++) if (code.get(x, y)) drawn.push(`M${x} ${y}h1v1h-1z`);
  return drawn.join("");
}

/** @param {string} text @param {string} label @param {string} tooLong  shown if the text does not fit into a QR code */
export function qr(text, label, tooLong) {
  let code;
  try {
    code = generate(text);
  } catch {
    return html`<p class="qr">${tooLong}</p>`;
  }
  const size = code.size + 2 * MARGIN;
  return html`<svg class="qr" role="img" aria-label=${label} viewBox=${`${-MARGIN} ${-MARGIN} ${size} ${size}`} shape-rendering="crispEdges">
    <path fill="#fff" d=${`M${-MARGIN} ${-MARGIN}h${size}v${size}h${-size}z`}></path><path fill="#000" d=${squares(code)}></path>
  </svg>`;
}
