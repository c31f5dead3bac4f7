"""Clip: the gradient norm exceeds the lane's bound."""

import numpy as np

from app.engine.events.event import Event
from app.engine.run import Run

SAYS = "clip at step {from:d}: the gradient is longer than {clip:.3g} in {steps:d} of the steps {from:d} … {to:d}"


def clipping(run: Run, clip: float | None) -> list[Event]:
    """Return one event from the first to the last clipped step, with their number; none if no step is clipped.

    It uses the surface's gradient at the position before the step, so noise and probe points are not considered.
    """
    if clip is None:
        return []
    steps = np.flatnonzero(run.gradient_norm[: run.step] > clip) + 1
    if not len(steps):
        return []
    begin, end = int(steps[0]), int(steps[-1])
    longest = float(run.gradient_norm[: run.step].max())
    return [Event("clip", begin, end, begin, SAYS, {"steps": len(steps), "clip": clip, "longest": longest})]
