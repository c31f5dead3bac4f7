/** What the last change of the lanes did, shown above them and read out by screen readers; it goes with the next change. */
import { signal } from "../../vendor/signals-core.js";

/** @typedef {import("../types.js").Scene} Scene */

const last = signal(/** @type {{ scene: Scene | null, says: string }} */ ({ scene: null, says: "" }));

/** @param {Scene} scene  that the sentence is about @param {string} says */
export const say = (scene, says) => void (last.value = { scene, says });

/** @param {Scene} scene */
export const saidOf = (scene) => (last.value.scene === scene ? last.value.says : "");
