/** How the lines of the frozen scene look, on panels and charts. */

/** Opacity. */
export const FAINT = 0.6;
/** In pixels. */
export const FROZEN_DASH = [2, 3];

/** Width of a line in pixels. @param {import("./theme.js").Theme} theme */
export const thinWidth = (theme) => Math.max(1, 0.4 * theme.path);
