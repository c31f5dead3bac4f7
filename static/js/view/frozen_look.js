/** How the lines of the frozen scene look, on panels and charts. */

/** Opacity on panels and, where they lie among curves that may be dashed themselves, on charts. */
export const [FAINT, FAINTER] = [0.8, 0.45];
/** In pixels. */
export const FROZEN_DASH = [4, 3];

/** Width of a line in pixels. @param {import("./theme.js").Theme} theme */
export const thinWidth = (theme) => Math.max(1, 0.6 * theme.path);
