"""Where runs end: in the well of which minimum, elsewhere, or far out; and what a share of some runs says about all."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from app.engine.landscape import Landscape
from app.engine.run import Array, Run
from surfaces.surface import Interval, Point

ELSEWHERE, DIVERGED = -1, -2
"""Ends that are no minimum's number."""
LONE = 0.1
"""Radius of the well of a minimum that is the only one, as a share of the domain's shorter side."""
Z = 1.959963984540054
"""Standard deviations to each side that hold 95 % of a normal distribution."""


@lru_cache(maxsize=256)
def known(landscape: Landscape) -> tuple[Point, ...]:
    """Return the surface's minima; cached, because finding them is slow."""
    with np.errstate(all="ignore"):  # with an extreme knob, f may overflow at a minimum
        return tuple(landscape.surface().minima(*landscape.arguments()))


def to_next(points: Sequence[Point]) -> Array:
    """Return the distance of each point to the nearest other one, shape (points,); infinite for a lone one."""
    at = np.array(points, dtype=np.float64).reshape(-1, 2)
    apart = np.hypot(*(at[:, None] - at).T)
    np.fill_diagonal(apart, np.inf)
    found: Array = apart.min(axis=0, initial=np.inf)
    return found


def radii(minima: Sequence[Point], domain: tuple[Interval, Interval]) -> Array:
    """Return the radius of each minimum's well, shape (minima,): half the distance to the next minimum.

    A well has no edge that every surface could name. Whoever is nearest to its minimum may still be thrown far out.
    """
    if len(minima) < 2:
        return np.full(len(minima), LONE * min(high - low for low, high in domain))
    return to_next(minima) / 2


def end_of(run: Run, minima: Sequence[Point], radius: Array) -> int:
    """Return the number of the minimum in whose well a run ends, `ELSEWHERE` or `DIVERGED`."""
    if run.diverged:
        return DIVERGED
    if not len(minima):
        return ELSEWHERE
    away = np.hypot(*(np.array(minima, dtype=np.float64) - (run.x[-1], run.y[-1])).T)
    nearest = int(away.argmin())
    return nearest if away[nearest] < radius[nearest] else ELSEWHERE


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return the interval that holds the share of all runs in 95 % of the cases, if `count` of `of` runs have it.

    Source: Wilson 1927, without correction for continuity.
    """
    share, weight = count / of, Z * Z / of
    middle, half = share + weight / 2, Z * math.sqrt((share * (1 - share) + weight / 4) / of)
    return max(0.0, (middle - half) / (1 + weight)), min(1.0, (middle + half) / (1 + weight))
