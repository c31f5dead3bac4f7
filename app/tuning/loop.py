"""What the block kernel tells of many runs of a lane, run by run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from app.engine.run import Array, Landscape, run
from app.engine.walker import Walker


@dataclass(frozen=True)
class Ends:
    """Of every run the last loss, whether it diverged, and its highest loss from row `tail` on: arrays (n,)."""

    loss: Array
    diverged: Any
    worst: Array


def outcomes(
    landscape: Landscape, walker: Walker, start: tuple[float, float], steps: int, noise: Array, sigma: tuple[float, float],
    varied: Mapping[str, Array], goals: Array, tol: float, *, tail: int,
) -> Ends:  # fmt: skip
    """Run a lane once for every entry of the arrays in `varied`, which stand in the place of start and knobs."""
    count, stream = len(next(iter(varied.values()))), noise * np.array(sigma)
    loss, worst, diverged = np.empty(count), np.empty(count), np.empty(count, dtype=bool)
    for i in range(count):
        one = {name: float(values[i]) for name, values in varied.items()}
        knobs, inner = (
            {name.partition(".")[2]: value for name, value in one.items() if name.startswith(part)} for part in ("knobs.", "inner.")
        )
        changed = replace(walker, knobs={**walker.knobs, **knobs}, inner_knobs={**walker.inner_knobs, **inner})
        made = run(landscape, changed, (one.get("start.0", start[0]), one.get("start.1", start[1])), steps, stream)
        loss[i], diverged[i], worst[i] = made.loss[-1], made.diverged, np.max(made.loss[tail:], initial=-np.inf)
    return Ends(loss, diverged, worst)
