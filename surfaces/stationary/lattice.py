"""The stationary points of a bowl with a cosine in each coordinate: a lattice of wells, k/2 x^2 - A cos(w x) and the same in y."""

from functools import lru_cache
from math import acos, pi, sin

from surfaces.stationary.crossings import crossings
from surfaces.surface import Point

WELLS = 5
"""Wells on either side of the middle one that are looked for, per coordinate."""

NEAR = 2
"""Saddles are declared between the wells up to this one on either side: 40 marks can be seen, 220 hide the surface."""


@lru_cache(maxsize=64)
def lattice(bowl: float, depth: float, frequency: float, edge: float) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return the minima (at most 121) and the saddles (at most 40) with |x| and |y| up to `edge`, the lowest minimum first."""
    low, high = (sorted((x for x in found if abs(x) <= edge), key=abs) for found in _along(bowl, depth, frequency))
    minima = sorted(((x, y) for x in low for y in low), key=lambda p: p[0] ** 2 + p[1] ** 2)
    near, tops = low[: 2 * NEAR + 1], high[: 2 * NEAR]
    return tuple(minima), (*((x, y) for x in tops for y in near), *((y, x) for x in tops for y in near))


def _along(bowl: float, depth: float, frequency: float) -> tuple[list[float], list[float]]:
    """Return the x of the minima and of the maxima along one coordinate.

    The slope k x + A w sin(w x) dips once in each period, lowest where its own slope k + A w^2 cos(w x) rises through
    zero. A quarter of a period beyond each well without the bowl, at w x = 2 pi n + pi / 2, it is positive whatever k is.
    So every crest and the well behind it have a bracket of their own, or there is neither.
    """
    flatness = bowl / (depth * frequency * frequency)
    if flatness >= 1:
        return [0.0], []
    dip = acos(-flatness)
    phases = [pi / 2, *(2 * n * pi + offset for n in range(1, WELLS + 1) for offset in (-dip, pi / 2))]
    rising, falling = crossings(lambda x: bowl * x + depth * frequency * sin(frequency * x), [p / frequency for p in phases])
    return [0.0, *rising, *(-x for x in rising)], [*falling, *(-x for x in falling)]
