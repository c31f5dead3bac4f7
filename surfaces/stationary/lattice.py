"""The stationary points of a bowl with a lattice of wells: f is k/2 x^2 - A cos(w x) plus the same in y."""

from functools import lru_cache
from math import acos, pi, sin

from surfaces.stationary.crossings import crossings
from surfaces.surface import Point

WELLS = 5
"""Wells per coordinate that are searched for on either side of the middle one."""

NEAR = 2
"""Saddles are returned between so many wells on either side of the middle one: 40 marks are clear, 220 would hide the surface."""


@lru_cache(maxsize=64)
def lattice(bowl: float, depth: float, frequency: float, edge: float) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return the minima (at most 121, the lowest first) and the saddles (at most 40) with |x| and |y| up to `edge`."""
    low, high = (sorted((x for x in found if abs(x) <= edge), key=abs) for found in _along(bowl, depth, frequency))
    minima = sorted(((x, y) for x in low for y in low), key=lambda p: p[0] ** 2 + p[1] ** 2)
    near, tops = low[: 2 * NEAR + 1], high[: 2 * NEAR]
    return tuple(minima), (*((x, y) for x in tops for y in near), *((y, x) for x in tops for y in near))


def _along(bowl: float, depth: float, frequency: float) -> tuple[list[float], list[float]]:
    """Return the x of the minima and of the maxima along one coordinate.

    The slope k x + A w sin(w x) has one local minimum in each period, where k + A w^2 cos(w x) changes sign from - to +. At
    w x = 2 pi n + pi / 2, a quarter of a period after each well of the cosine, it is positive for every k. So each maximum and the
    minimum after it lie in intervals of their own, or neither exists.
    """
    flatness = bowl / (depth * frequency * frequency)
    if flatness >= 1:
        return [0.0], []
    dip = acos(-flatness)
    phases = [pi / 2, *(2 * n * pi + offset for n in range(1, WELLS + 1) for offset in (-dip, pi / 2))]
    rising, falling = crossings(lambda x: bowl * x + depth * frequency * sin(frequency * x), [p / frequency for p in phases])
    return [0.0, *rising, *(-x for x in rising)], [*falling, *(-x for x in falling)]
