"""The learning rate of every step: knob times schedule times warm-up."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.schedules import SCHEDULES

Array = NDArray[np.float64]


@lru_cache(maxsize=64)
def _factors(schedule: str, knobs: tuple[Any, ...], steps: int) -> Array:
    """Return the schedule's factors, shape (steps,); cached, because dragging a slider needs the same ones repeatedly."""
    factor = SCHEDULES[schedule].factor
    t = np.arange(1, steps + 1, dtype=np.float64)
    with np.errstate(all="ignore"):  # extreme knobs may overflow: the run then diverges, which is a result
        factors: Array = np.ascontiguousarray(factor(t, steps, *knobs) if factor else np.ones(steps), dtype=np.float64)
    factors.flags.writeable = False
    return factors


def warm_up(since: int, steps: int) -> Array:
    """Return the share of the rate at every step, shape (steps,), which rises over the first `since` ones."""
    return np.minimum(1.0, np.arange(1, steps + 1) / since) if since else np.ones(steps)


def learning_rates(lr: float, schedule: str, knobs: Mapping[str, Any], warmup: int, steps: int) -> Array:
    """Return lr x factor(t) x min(1, t / warmup) for t = 1 ... steps, shape (steps,); a factor that depends on the loss is 1 here."""
    order = tuple(knobs[name] for name in SCHEDULES[schedule].knobs)
    with np.errstate(all="ignore"):
        rates = lr * _factors(schedule, order, steps)
    if warmup:
        rates *= warm_up(warmup, steps)
    return rates


def reaction(schedule: str, knobs: Mapping[str, Any]) -> tuple[Array, Array]:
    """Return state and knobs, shapes (state,) and (knobs,), of a schedule that depends on the loss; both empty for the others."""
    unit = SCHEDULES[schedule]
    if unit.react is None:
        return np.empty(0), np.empty(0)
    memory = np.array([unit.start.get(name, 0.0) for name in unit.state], dtype=np.float64)
    return memory, np.array([knobs[name] for name in unit.knobs], dtype=np.float64)
