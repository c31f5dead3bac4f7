/** Icons of the buttons of the timeline, drawn on a grid of 24. */
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
  undo: icon("M8 4v4.2h5.5a5.9 5.9 0 0 1 0 11.8H6v-2.4h7.5a3.5 3.5 0 0 0 0-7H8v4.2L2.5 9.4z"),
  redo: icon("M16 4v4.2h-5.5a5.9 5.9 0 0 0 0 11.8H18v-2.4h-7.5a3.5 3.5 0 0 1 0-7H16v4.2l5.5-5.4z"),
  reset: icon("M12 4a8 8 0 1 1-7.7 5.9l2.3.6A5.6 5.6 0 1 0 12 6.4v3.5L6.5 5.2 12 .5z"),
};
