/** The signs on the buttons of the timeline, drawn on a grid of 24. */
import { svg } from "../../vendor/lit-html.js";

/** @param {string} path */
const icon = (path) => svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;

export const icons = {
  first: icon("M5 5h2.5v14H5zM20 5v14L9 12z"),
  back: icon("M17 5v14L6 12z"),
  play: icon("M7 4.5v15L20 12z"),
  pause: icon("M6.5 5h4v14h-4zM13.5 5h4v14h-4z"),
  forward: icon("M7 5v14l11-7z"),
  last: icon("M16.5 5H19v14h-2.5zM4 5v14l11-7z"),
};
