"""The learning rate of every step: knob times schedule times warm-up."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.schedules import SCHEDULES


@lru_cache(maxsize=64)
def _factors(schedule: str, knobs: tuple[float, ...], steps: int) -> NDArray[np.float64]:
    """Return the schedule's factors, shape (steps,); kept, because a drag asks for the same ones again and again."""
    t = np.arange(1, steps + 1, dtype=np.float64)
    factors: NDArray[np.float64] = np.ascontiguousarray(SCHEDULES[schedule].factor(t, steps, *knobs), dtype=np.float64)
    factors.flags.writeable = False
    return factors


def learning_rates(lr: float, schedule: str, knobs: Mapping[str, float], warmup: int, steps: int) -> NDArray[np.float64]:
    """Return lr x factor(t) x min(1, t / warmup) for t = 1 ... steps, shape (steps,)."""
    order = tuple(knobs[name] for name in SCHEDULES[schedule].knobs)
    rates = lr * _factors(schedule, order, steps)
    if warmup:
        rates *= np.minimum(1.0, np.arange(1, steps + 1) / warmup)
    return rates
