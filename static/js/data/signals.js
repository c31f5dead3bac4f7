/** What the page keeps about the panel of the examples: it belongs to no scene, so no link and no undo carries it. */
import { signal } from "../../vendor/signals-core.js";

/** @typedef {"move" | "add" | "add0" | "add1" | "remove"} Tool  what a press on the panel does; add0, add1: adds an example of that class */

/** Is the panel hidden? */
export const folded = signal(false);
/** Are the residuals drawn? */
export const residuals = signal(false);
export const tool = signal(/** @type {Tool} */ ("move"));
/** Index of the training example that the keyboard moves. */
export const picked = signal(0);
/** Index of the training example under the mouse; null if there is none. */
export const near = signal(/** @type {number | null} */ (null));
/** What was done last, for who cannot see it. */
export const told = signal("");
