/** The frozen scene on the panels: its paths, thin and pale under those of the scene, and a line that says what differs. */
import { html, nothing, render } from "../../vendor/lit-html.js";
import { effect } from "../../vendor/signals-core.js";

import { differences } from "../scene/differences.js";
import { bare, changedLanes } from "../scene/freeze.js";
import { pensOf } from "../scene/pens.js";
import { listed, t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { FAINT, FROZEN_DASH, thinWidth } from "../view/frozen_look.js";
import { colorOfPen } from "../view/palette.js";
import { fitted, lengthOf, trace } from "../view/trails.js";

/** @typedef {import("../state.js").State} State */

/** A path that covers more than this share of its panel is drawn thinner, down to a hair. */
const CROWDED = 0.2;
/** In pixels. */
const HAIR = 0.4;
/** Most differences that are named. */
const NAMED = 3;

/**
 * The paths of the frozen lanes that look as the lanes of this panel.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {State} state
 * @param {number[]} lanes  of the panel
 * @param {import("../types.js").Box & import("../types.js").View} panel
 */
export function drawFrozen(pen, state, lanes, panel) {
  const frame = state.frozen.peek();
  if (!frame) return;
  const [scene, theme] = [state.scene.peek(), state.theme.peek()];
  const own = pensOf(scene.lanes);
  const wanted = lanes.map((lane) => own[lane]);
  pen.globalAlpha = FAINT;
  pen.setLineDash(FROZEN_DASH);
  for (const { lane, pen: its } of changedLanes(frame.scene, scene).filter((each) => wanted.includes(each.pen))) {
    const { path } = fitted(frame, lane, panel).arrays;
    pen.strokeStyle = colorOfPen(its, theme.dark);
    pen.lineWidth = Math.min(thinWidth(theme), Math.max(HAIR, (CROWDED * panel.width * panel.height) / lengthOf(path)));
    pen.beginPath();
    trace(pen, path, 0, path.length / 2);
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/**
 * The path of the pixel of a map that is looked at.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {State} state
 * @param {number} lane  of the panel
 * @param {import("../types.js").Box & import("../types.js").View} panel
 */
export function drawGhost(pen, state, lane, panel) {
  const frame = state.ghost.peek();
  if (!frame?.lanes[0]?.arrays.path) return;
  const theme = state.theme.peek();
  const { path } = fitted(frame, 0, panel).arrays;
  for (const [color, width] of /** @type {[string, number][]} */ ([[theme.ground, thinWidth(theme) + 3], [theme.ink, thinWidth(theme)]])) {
    pen.globalAlpha = FAINT;
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.beginPath();
    trace(pen, path, 0, path.length / 2);
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/** @param {State} state */
function view({ catalog, scene }) {
  const { frozen } = scene.value;
  if (!frozen) return nothing;
  const found = differences(catalog, frozen, scene.value);
  const more = found.length > NAMED ? [t("{n} more", { n: counted(found.length - NAMED) })] : [];
  const what = found.length ? listed([...found.slice(0, NAMED), ...more]) : t("as now");
  return html`<svg viewBox="0 0 30 8" aria-hidden="true"><path d="M1 4H29"></path></svg><span>${t("frozen: {what}", { what })}</span>
    <button type="button" class="quiet" aria-label=${t("Let the frozen paths go")} title=${t("Let the frozen paths go")}
      @click=${() => (scene.value = bare(scene.peek()))}>×</button>`;
}

/** @param {HTMLElement} root @param {State} state @returns {() => void} */
export const mountFrozen = (root, state) =>
  effect(() => {
    root.hidden = state.scene.value.frozen === undefined;
    render(view(state), root);
  });
