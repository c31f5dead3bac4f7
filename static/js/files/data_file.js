/** A table of numbers without columns x and y: examples for a surface that is made of some. */
import { takeTable } from "../data/dialog.js";
import { isOnData } from "../scene/data.js";
import { isTable } from "../data/text.js";
import { t, word } from "../text/language.js";

/** @type {import("./kinds.js").Kind} */
export const dataFile = {
  says: word("a table of examples (CSV)"),
  fits: ({ text, data }) => (data === undefined || typeof data === "number") && isTable(text),
  async open(state, { name, text }) {
    if (isOnData(state)) return takeTable(state, text);
    throw new Error(t("{file} was not opened: it is a table of examples. Choose a surface that is made of examples first, such as linear regression.", { file: name }));
  },
};
