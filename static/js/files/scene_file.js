/** A saved scene, as Save writes it or `ravine run` reads it. The server checks it, so that a bad field is named as everywhere. */
import { ask, Refused } from "./server.js";
import { word } from "../text/language.js";
import { complete, MAX_LANES } from "../scene/scene.js";
import { show } from "../play/lessons.js";
import { seal } from "../scene/history.js";

/** @typedef {import("./kinds.js").Kind} Kind */

/** True for JSON, and for text that was meant to be: the server then says where it goes wrong. @param {import("./text.js").Given} given */
function isScene({ text, data }) {
  if (data === undefined) return /^\s*\{/.test(text);
  return data !== null && typeof data === "object" && "lanes" in data && ("surface" in data || "steps" in data);
}

/** @type {Kind} */
export const sceneFile = {
  says: word("scenes (JSON)"),
  fits: isScene,
  open: async (state, { text, data }) => {
    await ask("api/scene", text);
    const { lanes } = /** @type {{ lanes: unknown[] }} */ (data);
    if (lanes.length > MAX_LANES) throw tooMany(lanes.length);
    seal(state);
    show(state, { lesson: null, scene: complete(state.catalog, /** @type {any} */ (data)) });
  },
};

/** A server may allow more lanes than the page draws. @param {number} n */
function tooMany(n) {
  const fault = { path: "lanes", template: "{name} has too many entries", params: { name: "lanes" }, bound: `at most ${MAX_LANES}`, value: String(n), code: "too_long", message: "" };
  return new Refused([fault]);
}
