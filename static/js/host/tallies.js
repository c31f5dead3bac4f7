/** The tallies of a question's rounds. */

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./session.js").Ask} Ask */
/** @typedef {import("./session.js").Tally} Tally */

/** @param {Session} session @param {Ask} ask @returns {Tally | null} of the round that stands */
export const tallyOf = ({ rounds }, { id, round }) => rounds.value[[id, round].join(".")] ?? null;

/** @param {Session} session @param {Ask} ask @returns {Tally | null} of the round before, which is drawn in grey */
export const earlierOf = ({ rounds }, { id, round }) => rounds.value[[id, round - 1].join(".")] ?? null;
