/**
 * Loads the bundles of Plotly. The one for axes and contours is three quarters of what the page loads, so it comes after the first
 * picture; until then a panel shows its paths and the bands of the surface.
 */
import { signal } from "../../vendor/signals-core.js";

const AXES = new URL("../../vendor/plotly-cartesian.min.js", import.meta.url).href;
export const SOLID = new URL("../../vendor/plotly-gl3d.min.js", import.meta.url).href;
/** Milliseconds after which a bundle that could not be loaded is requested again. */
const AGAIN = 2000;

/** Draws axes and contours; null until it is loaded. */
export const plotly = signal(/** @type {PlotlyBundle | null} */ (null));

/**
 * Both bundles are called Plotly; neither stays a global.
 *
 * @param {string} address
 * @returns {Promise<PlotlyBundle>}
 */
export const loadBundle = (address) =>
  new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: address });
    script.onload = () => resolve(globalThis.Plotly);
    script.onerror = () => (script.remove(), reject(new Error("not loaded")));
    document.head.append(script);
  });

let begun = false;

/** Loads the bundle for axes and contours, again and again if the network fails. */
export async function loadAxes() {
  if (begun) return;
  begun = true;
  while (!plotly.peek()) {
    plotly.value = await loadBundle(AXES).catch(() => null);
    if (!plotly.peek()) await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
}
