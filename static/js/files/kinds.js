/** The kinds of files that can be opened: a table. A new kind is a file beside this one and a row here. */
import { placed } from "../text/sentences.js";
import { listed, t } from "../text/language.js";
import { dataFile } from "./data_file.js";
import { lessonsFile } from "./lessons_file.js";
import { sceneFile } from "./scene_file.js";
import { trajectoryFile } from "./trajectory_file.js";
import { Refused } from "./server.js";
import { read, shortName } from "./text.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("./text.js").Given} Given */
/**
 * @typedef {{ says: string, fits: (given: Given) => boolean, open: (state: State, given: Given) => Promise<void> }} Kind
 *   says: its name, in a list; fits: is the file of this kind? open: shows it, or throws Refused or an Error with a sentence
 */

/** @type {Kind[]} the first that fits opens the file */
const KINDS = [sceneFile, lessonsFile, trajectoryFile, dataFile];

/** Names the field, the bound and the value of what the server refused. @param {string} file @param {import("../types.js").Fault} fault */
function refusal(file, fault) {
  const what = placed(fault);
  if (!fault.path) return t("{file} was not opened: {what}.", { file, what });
  return t("{file} was not opened: {what}. Field {path}: allowed {bound}, found {value}.", { file, what, path: fault.path, bound: fault.bound, value: fault.value || "–" });
}

/** @param {string} file @param {unknown} error */
const sentenceOf = (file, error) => (error instanceof Refused ? refusal(file, error.faults[0]) : /** @type {Error} */ (error).message);

/** @param {State} state @param {File} file @returns {Promise<string | null>} a sentence if it was not opened */
async function openOne(state, file) {
  try {
    const given = await read(file);
    const kind = KINDS.find(({ fits }) => fits(given));
    const known = listed(KINDS.map(({ says }) => t(says)));
    if (!kind) return t("{file} was not opened: Ravine opens {known}.", { file: given.name, known });
    await kind.open(state, given);
    return null;
  } catch (error) {
    return sentenceOf(shortName(file.name), error);
  }
}

/** Opens files one after the other and says what is wrong with those that cannot be opened. @param {State} state @param {Iterable<File>} files */
export async function openFiles(state, files) {
  const notices = [];
  for (const file of files) notices.push(await openOne(state, file));
  const says = notices.filter((each) => each !== null);
  state.notices.value = [...state.notices.peek().filter((each) => !says.includes(each)), ...says];
}
