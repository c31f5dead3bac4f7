"""Points that fill a box evenly: the additive sequence of the generalised golden ratio. More of them leave the first ones in place.

Source: Roberts 2018, The Unreasonable Effectiveness of Quasirandom Sequences.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def additive(dimensions: int, count: int, shift: float | Array) -> Array:
    """Return points of the unit cube, shape (count, dimensions), moved by `shift` around its edges."""
    ratio = 2.0
    for _ in range(40):  # to the root of ratio^(dimensions + 1) = ratio + 1, the golden ratio for one dimension
        ratio = (1 + ratio) ** (1 / (dimensions + 1))
    points: Array = (shift + np.arange(1, count + 1)[:, None] * ratio ** -np.arange(1.0, dimensions + 1)) % 1
    return points
