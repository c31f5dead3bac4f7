/** The answers of a class as a table. */
import { t } from "../text/language.js";
import { download } from "../tools/save.js";

/** Saves what was answered so far; the secret travels in a header, never in an address. @param {import("./host.js").Host} host @returns {Promise<boolean>} were there any to save? */
export async function saveAnswers(host) {
  const { code, secret } = host.session;
  const answer = await fetch(`api/class/${code}/votes.csv`, { headers: { authorization: `Bearer ${secret}` } }).catch(() => null);
  if (!answer?.ok) {
    host.tell(t("The answers could not be saved. Please try again."));
    return false;
  }
  download(await answer.blob(), `ravine-class-${code}.csv`);
  return true;
}
