/** Is the panel of the examples shown? A map takes its room. */
import { isOnData } from "../scene/data.js";
import { folded } from "./signals.js";

/** @param {import("../state.js").State} state */
export const isShown = (state) => isOnData(state) && !folded.value && state.projection.value !== "map";
