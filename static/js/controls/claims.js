/** Assigns the server's faults to controls. */
import { sentences } from "../text/sentences.js";

/**
 * Controls claim faults from the inside out: a number before its group. So each fault is shown once, at the nearest control.
 * Unclaimed faults are shown at the top of the rail.
 *
 * @param {import("../types.js").Fault[]} faults
 */
export function createClaims(faults) {
  let open = faults;
  /** Takes faults and returns their sentences. @param {(path: string) => boolean} belongs */
  const take = (belongs) => {
    const taken = open.filter((fault) => belongs(fault.path));
    if (taken.length) open = open.filter((fault) => !belongs(fault.path));
    return sentences(taken);
  };
  return {
    /** @param {string} home  a path in the scene; faults of paths below it are claimed too */
    claim: (home) => take((path) => path === home || path.startsWith(`${home}.`)),
    rest: () => take(() => true),
  };
}
