"""Clip: the gradient is longer than the lane allows."""

import numpy as np

from app.engine.events.event import Event
from app.engine.run import Run

SAYS = "clip at step {from:d}: the gradient is longer than {clip:.3g} in {steps:d} of the steps {from:d} … {to:d}"


def clipping(run: Run, clip: float | None) -> list[Event]:
    """Return the first and the last step whose gradient is clipped, and how many are.

    Counted is the surface's own gradient at the position before the step: noise, and where else a method looks, are not in it.
    """
    if clip is None:
        return []
    steps = np.flatnonzero(run.gradient_norm[: run.step] > clip) + 1
    if not len(steps):
        return []
    begin, end = int(steps[0]), int(steps[-1])
    longest = float(run.gradient_norm[: run.step].max())
    return [Event("clip", begin, end, begin, SAYS, {"steps": len(steps), "clip": clip, "longest": longest})]
