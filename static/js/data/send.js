/** Asks the server to read data, or to standardise them, and takes over what it answers. */
import { withSmallerBatches } from "../scene/data.js";
import { t } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { faultsOf, placed } from "../text/sentences.js";
import { showMinimum } from "./sight.js";
import { picked, told } from "./signals.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {{ says: string, line: number | null }} Refusal  line: of the text, from 1 */

/** Milliseconds after which the server counts as silent. */
const PATIENCE = 20_000;

/** @param {State} state @param {{ text?: string, standardise?: boolean }} what @returns {Promise<Response | null>} */
function post(state, what) {
  const body = JSON.stringify({ surface: state.scene.peek().surface, ...what });
  const request = { method: "POST", headers: { "content-type": "application/json" }, body, signal: AbortSignal.timeout(PATIENCE) };
  return fetch("api/data", request).catch(() => null);
}

/** @param {any} answer @returns {Refusal} */
function refusal(answer) {
  const [fault] = answer?.errors && answer.sentences ? faultsOf(answer) : [];
  if (!fault) return { says: t("The server did not answer. Try again."), line: null };
  const line = Number(fault.params.line);
  return { says: fault.path === "text" ? placed({ ...fault, path: "" }) : placed(fault), line: line > 0 ? line : null };
}

/**
 * @param {State} state
 * @param {{ text?: string, standardise?: boolean }} what  without a text, the present examples are standardised
 * @returns {Promise<Refusal | null>} null if the scene has the new examples
 */
export async function sendData(state, what) {
  const { key } = state.scene.peek().surface;
  const [long, most] = [what.text?.length ?? 0, state.catalog.limits?.table ?? Infinity];
  if (long > most) return { says: t("The table has {n} characters: at most {most} are taken.", { n: counted(long), most: counted(most) }), line: null };
  const answer = await post(state, what);
  const body = await answer?.json().catch(() => null);
  if (!answer?.ok || !body?.surface) return refusal(body);
  return take(state, key, body);
}

/** @param {State} state @param {string} key  of the surface when the data were sent @param {{ surface: Partial<import("../types.js").Ground>, rows: number, held_rows: number, classes?: [string, string] | null }} found  classes: words for 0 and 1 @returns {null} */
function take(state, key, { surface, rows, held_rows, classes }) {
  const scene = state.scene.peek();
  if (scene.surface.key !== key) return null; // another surface was chosen meanwhile
  state.scene.value = withSmallerBatches({ ...scene, surface: { ...scene.surface, ...surface } });
  picked.value = 0;
  showMinimum(state);
  const shown = t("{n} training and {m} validation examples are shown.", { n: counted(rows), m: counted(held_rows) });
  told.value = classes ? `${shown} ${t("Class 0 is {none}, class 1 is {one}.", { none: classes[0], one: classes[1] })}` : shown;
  return null;
}
