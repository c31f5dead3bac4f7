"""Which knobs of a lane are tuned, and between which bounds: the rate, and every share that is kept of an average."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.engine.landscape import Landscape
from app.engine.walker import Walker
from app.optimizers.optimizer import is_share
from app.scene.default_rates import ABOVE, BELOW
from app.scene.default_rates import usual as usual_rate
from app.tuning.search import Array

DIGITS = 4
"""Significant digits of a rate, and of a share's distance from 1: what is tried can be typed."""
CLOSER = 10
"""A share comes so much closer to 1 than its default."""
LONG, HALF = 0.05, 0.5
"""A share whose default is closer to 1 than `LONG` keeps a long memory: it is not tried below `HALF`."""


def rounded(values: Array) -> Array:
    """Return values with `DIGITS` significant digits, shape (n,)."""
    return np.array([float(f"{value:.{DIGITS}g}") for value in values.tolist()])


@dataclass(frozen=True)
class Range:
    """A knob that is tuned. `path` is its name in `outcomes`, `field` its path inside the lane; `near_one` is even in log(1 - v)."""

    path: str
    field: str
    low: float
    high: float
    scale: Literal["log", "near_one"]

    def at(self, points: Array) -> Array:
        """Return the values at points of 0 ... 1, shape (n,)."""
        if self.scale == "log":
            return rounded(self.low * (self.high / self.low) ** points)
        low, high = 1 - self.low, 1 - self.high
        return np.round(1 - rounded(low * (high / low) ** points), 15)


def share(path: str, field: str, default: float) -> Range:
    """Return the range of a share by its default: 0 ... 0.99 for 0.9, 0.5 ... 0.9999 for 0.999."""
    away = 1 - default
    return Range(path, field, HALF if away < LONG else 0.0, round(1 - away / CLOSER, 12), "near_one")


def ranges(landscape: Landscape, walker: Walker) -> list[Range]:
    """Return the ranges of a lane's knobs, the rate first."""
    default = usual_rate(landscape, walker.inner or walker.optimizer)
    found = [Range("knobs.lr", "optimizer.knobs.lr", default / BELOW, default * ABOVE, "log")]
    places = (("knobs", "optimizer.knobs"), ("inner", "optimizer.inner.knobs"))
    for (unit, _), (place, field) in zip(walker.methods(), places, strict=False):
        shares = {name: knob.default for name, knob in unit.knobs.items() if is_share(knob)}
        found += [share(f"{place}.{name}", f"{field}.{name}", usual) for name, usual in shares.items() if isinstance(usual, float)]
    return found
