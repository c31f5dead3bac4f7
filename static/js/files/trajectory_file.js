/** A trajectory of the user's own: it becomes a lane that is drawn, not computed. The scene carries its numbers. */
import { ask } from "./server.js";
import { packed, rowsOf } from "./packed.js";
import { rowsIn, trajectoriesOf } from "./rows.js";
import { t, word } from "../text/language.js";
import { counted } from "../text/numbers.js";
import { seal } from "../scene/history.js";
import { appended, MAX_LANES } from "../scene/scene.js";
import { completeLane } from "../scene/complete.js";

/** @typedef {import("./kinds.js").Kind} Kind */
/** @typedef {import("./rows.js").Rows} Rows */
/** @typedef {import("../state.js").State} State */

/** Characters of a scene that the server reads, 1 MiB with its view, and of one packed number. */
const [ROOM, NUMBER] = [1_000_000, (8 * 4) / 3];
/** Most characters of a file's name in a scene. */
const LONGEST = 80;

/** @param {Rows} rows @returns {import("../types.js").Trajectory} */
function trajectory({ file, x, y, loss }) {
  return { file: [...file].slice(0, LONGEST).join(""), points: packed(x.flatMap((value, i) => [value, y[i]])), loss: loss && packed(loss) };
}

/** @param {State} state @param {string} file @param {Rows[]} found @throws {Error} if they do not fit into the scene */
function refuseTooMany({ scene, catalog }, file, found) {
  const { lanes } = scene.peek();
  if (lanes.length + found.length > MAX_LANES) {
    throw new Error(t("{file} was not opened: it has {n} paths, and {limit} walkers are the most.", { file, n: found.length, limit: MAX_LANES }));
  }
  const longest = Math.max(...found.map(({ x }) => x.length));
  const numbers = found.reduce((sum, { x, loss }) => sum + x.length * (loss ? 3 : 2), 0);
  const share = (ROOM - JSON.stringify(scene.peek()).length) / (numbers * NUMBER);
  const most = Math.min(Math.floor(longest * share), (catalog.limits?.steps ?? Infinity) + 1);
  if (longest > most) throw new Error(t("{file} was not opened: it has {n} rows, and at most {most} fit.", { file, n: counted(longest), most: counted(Math.max(0, most)) }));
}

/** @type {Kind} */
export const trajectoryFile = {
  says: word("paths with x and y (CSV, JSON)"),
  fits: (given) => rowsIn(given) !== null,
  open: async (state, given) => {
    const found = trajectoriesOf(given.name, rowsIn(given) ?? []);
    if (!found.length) throw new Error(t("{file} was not opened: it has no rows.", { file: given.name }));
    refuseTooMany(state, given.name, found);
    const { catalog } = state;
    const before = state.scene.peek();
    const lane = (/** @type {Rows} */ rows) => completeLane(catalog, before.surface.key, { optimizer: { key: "gradient_descent" }, trajectory: trajectory(rows) });
    const steps = Math.max(before.steps, ...found.map(({ x }) => x.length - 1));
    const scene = found.reduce((now, rows) => appended(now, lane(rows)), { ...before, steps });
    await ask("api/scene", JSON.stringify(scene));
    seal(state);
    state.scene.value = scene;
  },
};

/** What stands in the settings of such a lane. @param {import("../types.js").Trajectory} trajectory */
export function origin({ file, points, loss }) {
  const about = loss ? t("f is that of the file.") : t("f is that of the surface.");
  const says = [t("From {file}, {n} rows: drawn, not computed.", { file, n: counted(rowsOf(points)) }), about, t("A long path is in the saved scene, but not in a link.")];
  return says.reduce((sentence, next) => t("{sentence} {next}", { sentence, next }));
}
