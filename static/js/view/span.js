/** How far the charts' step axis goes, in steps or in examples seen. */
import { computed } from "../../vendor/signals-core.js";

import { countOf, isData } from "../scene/data.js";

/** @typedef {{ by: "steps" | "examples", length: number }} Span */

/**
 * @param {import("../types.js").Catalog} catalog
 * @param {import("../types.js").Scene} scene
 * @param {"steps" | "examples"} chosen
 * @returns {Span} of steps on surfaces without examples
 */
export function spanOf(catalog, scene, chosen) {
  const { steps, surface, lanes } = scene;
  if (chosen === "steps" || !isData(catalog, surface.key)) return { by: "steps", length: steps };
  return { by: "examples", length: steps * Math.max(...lanes.map(({ batch }, lane) => batch ?? countOf(scene, lane))) };
}

/**
 * @param {import("../types.js").Catalog} catalog
 * @param {{ value: import("../types.js").Scene }} scene
 * @param {{ value: "steps" | "examples" }} chosen
 * @returns {{ readonly value: Span, peek(): Span }} which changes only when it differs
 */
export function watchSpan(catalog, scene, chosen) {
  const text = computed(() => JSON.stringify(spanOf(catalog, scene.value, chosen.value)));
  return computed(() => JSON.parse(text.value));
}

/**
 * The charts' step axis. It depends on its length and on the zoom, so most new scenes do not redraw the charts.
 *
 * @param {{ readonly value: Span }} span
 * @param {{ value: [number, number] | null }} zoom
 * @param {{ value: "linear" | "log" }} scale
 * @returns {{ readonly value: import("./steps.js").StepAxis, peek(): import("./steps.js").StepAxis }}
 */
export const watchAxis = (span, zoom, scale) =>
  computed(() => {
    const { by, length } = span.value;
    return { steps: zoom.value && zoom.value[1] <= length ? zoom.value : [0, length], scale: scale.value, ...(by === "examples" && { by }) };
  });
