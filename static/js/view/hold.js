/** Tells how long a hand holds a control. A drag always ends, wherever and however the hand lets go. */

/** Events of the window that end a hold: a release outside the window, a lost capture and a window in the background included. */
const ENDS = {
  pointer: ["pointerup", "pointercancel", "lostpointercapture", "blur"],
  key: ["keyup", "blur"],
};

/**
 * Sets `dragging` until the hand lets go.
 *
 * @param {{ dragging: { value: boolean } }} state
 * @param {"pointer" | "key"} by
 * @param {() => void} [released]
 */
export function hold(state, by, released) {
  const stop = new AbortController();
  const release = () => {
    stop.abort();
    state.dragging.value = false;
    released?.();
  };
  const { signal } = stop;
  for (const name of ENDS[by]) addEventListener(name, release, { signal });
  // The release itself may be lost, for instance to a dialog: a pointer that moves without a button has let go.
  if (by === "pointer") addEventListener("pointermove", ({ buttons }) => buttons === 0 && release(), { signal });
  state.dragging.value = true;
}
