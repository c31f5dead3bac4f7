/** Terms of learning from examples, each in one line. They are found in the texts on the screen by their own words in its language. */
import { t, word } from "../text/language.js";

/** @type {[string, string][]} */
const TERMS = [
  [word("training loss"), word("the mean loss on the examples that the steps see")],
  [word("validation loss"), word("the mean loss on other examples, which no step sees")],
  [word("example"), word("inputs a and b with the target t that the model should answer")],
  [word("mini-batch"), word("the few examples that one step sees")],
  [word("epoch"), word("as many steps as it takes to see every example once")],
  [word("overfitting"), word("the validation loss rises while the training loss falls")],
  [word("early stopping"), word("the run goes back to the weights with the lowest validation loss")],
  [word("patience"), word("how many epochs early stopping waits for a lower validation loss")],
  [word("penalty"), word("a part of the loss that grows with the weights, so that they stay small")],
  [word("dropout"), word("each step drops inputs at random")],
  [word("augmentation"), word("further examples are made from those that there are")],
  [word("mixup"), word("two examples are mixed into one, inputs and targets alike")],
  [word("bootstrap"), word("as many examples drawn from the same ones, with repeats")],
  [word("committee"), word("several models that answer together with the mean of their answers")],
  [word("excess risk"), word("the loss on infinitely many new examples, above the lowest possible one")],
];

/** @param {string[]} texts @returns {[string, string][]} the terms that stand in the texts, with their lines */
export function termsIn(texts) {
  const all = texts.join("\n").toLowerCase();
  return TERMS.map(([term, says]) => /** @type {[string, string]} */ ([t(term), t(says)])).filter(([term]) => all.includes(term.toLowerCase()));
}
