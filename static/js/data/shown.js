/** Is the panel of the examples shown? A map takes its room. */
import { isMadeOfData } from "./examples.js";
import { folded } from "./signals.js";

/** @param {import("../state.js").State} state */
export const isShown = (state) => isMadeOfData(state) && !folded.value && state.projection.value !== "map";
