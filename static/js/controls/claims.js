/** Which sentence of the server stands at which control. */
import { sentences } from "../server/faults.js";

/**
 * Controls claim faults from the inside out: a number first, then its group, so that each fault is shown once, at the
 * nearest place there is; what nobody claims is left for the top of the rail.
 *
 * @param {import("../types.js").Fault[]} faults
 */
export function createClaims(faults) {
  let open = faults;
  /** @param {(path: string) => boolean} belongs */
  const take = (belongs) => {
    const taken = open.filter((fault) => belongs(fault.path));
    if (taken.length) open = open.filter((fault) => !belongs(fault.path));
    return sentences(taken);
  };
  return {
    /** @param {string} home  a path of the scene; it claims what lies below it too */
    claim: (home) => take((path) => path === home || path.startsWith(`${home}.`)),
    rest: () => take(() => true),
  };
}
