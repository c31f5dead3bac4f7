"""Numbers that somebody hostile sends, and intervals of them."""

import math
import sys
from random import Random
from typing import Any

EDGES: list[float] = [
    0, -0.0, 1, -1, 5e-324, -5e-324, 1e-310, sys.float_info.min, 1e-308, 1e-300, 1e-200, 1e-154, 1e-100, 1e-30, 1e-16, 2.3e-16,
    1 - 1e-16, 1 + 3e-16, 0.5, 3, 100, 8192, 1e9, -1e9, 1e9 + 1, 1e10, 1e12, -1e12, 1.1e12, 1e16, 1e19, -1e19, 1e38, 3.5e38,
    1e100, 1e154, 1e155, 1e200, -1e200, 1e300, -1e300, 1e308, -1e308, sys.float_info.max, -sys.float_info.max,
    2**31, 2**32, 2**53, 2**53 + 1, 2**63, -(2**63), 2**64, 10**30, math.nan, math.inf,
]  # fmt: skip
HUGE = [10**309, -(10**400), 10**4000]
"""Whole numbers that are no float64."""


def magnitude(rng: Random, low: float = -323, high: float = 308) -> float:
    """Return a number of any size, even in its exponent."""
    return math.copysign(10.0 ** rng.uniform(low, high), rng.random() - 0.3)


def number(rng: Random) -> Any:
    """Return a number of any kind, a whole one now and then."""
    kind = rng.random()
    if kind < 0.3:
        return rng.choice(EDGES)
    if kind < 0.5:
        return magnitude(rng)
    if kind < 0.51:
        return rng.choice(HUGE)
    return rng.randint(-3, 1000) if kind < 0.75 else rng.uniform(-5, 5)


def sound(rng: Random) -> list[float]:
    """Return an interval that may be asked for: a usual one, or as narrow and as far out as is allowed."""
    kind = rng.random()
    if kind < 0.3:
        middle, half = rng.uniform(-4, 4), 10 ** rng.uniform(-3, 2)
        return [middle - half, middle + half]
    if kind < 0.7:
        at = rng.choice([0.0, rng.uniform(-4, 4), magnitude(rng, -30, 11.9)])
        return [at, at + abs(at) * 10 ** rng.uniform(-12, -8) + 10 ** rng.uniform(-29.9, -10)]
    ends = [rng.choice([-1, 1]) * 10 ** rng.uniform(-29, 12), 10 ** rng.uniform(-29, 12)]
    return sorted(ends) if abs(ends[1] - ends[0]) > 1e-11 * max(map(abs, ends)) else [-1e12, 1e12]


def interval(rng: Random, fair: float = 0.93) -> list[Any]:
    """Return an interval, sound or not: a tiny one somewhere, an inverted, an empty, an endless one."""
    kind = rng.random()
    if kind < fair:
        return sound(rng)
    if kind < (1 + fair) / 2:
        at = rng.choice([0.0, rng.uniform(-4, 4), magnitude(rng, -30, 12), magnitude(rng)])
        return sorted([at, at + abs(at) * 10 ** rng.uniform(-17, -8) + rng.choice([0.0, 10 ** rng.uniform(-323, -10)])])
    return [number(rng), number(rng)]


def within(rng: Random, low: float, high: float) -> float:
    """Return a number between bounds, often one of them or beside it, else even in its exponent or even."""
    kind = rng.random()
    if kind < 0.3:
        return rng.choice([low, high, math.nextafter(low, high), math.nextafter(high, low)])
    if kind < 0.6:
        return min(high, max(low, magnitude(rng)))
    return rng.uniform(max(low, -1e3), min(high, 1e3)) if low < 1e3 else high
