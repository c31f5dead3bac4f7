/** Has the server check what a file holds. */
import { t } from "../text/language.js";
import { faultsOf } from "../text/sentences.js";

/** @typedef {import("../types.js").Fault} Fault */

/** The server's refusal. */
export class Refused extends Error {
  /** @param {Fault[]} faults */
  constructor(faults) {
    super(faults[0].message);
    this.faults = faults;
  }
}

/**
 * @param {string} address
 * @param {string} text  JSON
 * @returns {Promise<any>} the answer
 * @throws {Refused | Error} what is wrong with it; or a sentence, if the server did not answer
 */
export async function ask(address, text) {
  const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: text }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (answer?.ok && said) return said;
  if (said?.errors?.[0]) throw new Refused(faultsOf(said));
  throw new Error(t("The server did not answer. Please try again."));
}
