/** The tallies of a question's rounds. */

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./session.js").Ask} Ask */
/** @typedef {import("./session.js").Tally} Tally */

/** A round's name. @param {number | ""} ask  the question's id @param {number | ""} round */
export const roundName = (ask, round) => [ask, round].join("/");

/** @param {Session} session @param {Ask} ask @returns {Tally | null} of the round that stands */
export const tallyOf = ({ rounds }, { id, round }) => rounds.value[roundName(id, round)] ?? null;

/** @param {Session} session @param {Ask} ask @returns {Tally | null} of the round before, which is drawn in grey */
export const earlierOf = ({ rounds }, { id, round }) => rounds.value[roundName(id, round - 1)] ?? null;
