/** What a class does not take, in the words of the page. */
import { placed } from "../text/sentences.js";

/** @param {NonNullable<import("./session.js").Failure>} failure @returns {string} without a full stop: it stands within a sentence */
export const whatOf = ({ message, template, params = {}, path = "" }) =>
  (template === undefined ? message : placed({ path, template, params })).replace(/\.$/, "");
