"""The values of an axis: one for each pixel, with no more digits than tell a hundredth of a pixel.

The page puts these digits into the scene, so they are the ones that the map is drawn with.
"""

from math import floor, log10

import numpy as np

from app.engine.run import Array
from app.scene.maps import AxisChoice

FINER = 100
"""Into how many parts of a pixel a value is rounded."""
PIXELS = 512
"""Pixels of a large map."""


def rounded(value: float, gap: float) -> float:
    """Return a value with as many digits as tell a hundredth of the gap to its neighbours; -0.0 becomes 0.0."""
    return round(value, -floor(log10(gap / FINER))) + 0.0


def value_at(axis: AxisChoice, whole: bool, shares: Array) -> Array:
    """Return the values at shares of an axis, shape (n,), rounded like those of a map of `PIXELS` pixels."""
    exact, beside = axis.at(shares), axis.at(shares + 1 / PIXELS)
    if whole:
        return np.rint(exact)
    return np.array([rounded(value, abs(next_to - value)) for value, next_to in zip(exact.tolist(), beside.tolist(), strict=True)])


def values(axis: AxisChoice, whole: bool) -> Array:
    """Return the value in the middle of each pixel, shape (count,); integers of a whole number."""
    exact = axis.middles()
    if whole:
        return np.rint(exact)
    gaps = np.abs(np.gradient(exact))
    return np.array([rounded(value, gap) for value, gap in zip(exact.tolist(), gaps.tolist(), strict=True)])
