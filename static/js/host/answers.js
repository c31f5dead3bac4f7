/** What the class answered, where it was asked: options below the panels, places over them, steps over the charts. */
import { mountBoard } from "./board.js";
import { mountOver } from "./over.js";
import { mountSteps } from "./steps.js";

/** @param {import("./host.js").Host} host */
export function mountAnswers(host) {
  const disposers = [mountBoard(host), mountOver(host), mountSteps(host)];
  return () => disposers.forEach((each) => each());
}
