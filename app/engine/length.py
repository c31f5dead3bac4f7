"""The length of a vector without overflow or underflow; kernels, the NumPy path and exported scripts get the same bits."""

import math

import numpy as np
from numpy.typing import NDArray

SMALL, LARGE = 1e-290, 1e300
"""Sums of squares in this range are free of underflow and overflow."""


def length(a: float, b: float) -> float:
    """Return the length of (a, b); both are first divided by the larger one if their squares would be too small or too large."""
    square = a * a + b * b
    if SMALL <= square <= LARGE or square != square:
        return math.sqrt(square)
    largest = max(abs(a), abs(b))
    if largest == 0.0 or largest == math.inf:
        return largest
    a, b = a / largest, b / largest
    return largest * math.sqrt(a * a + b * b)


def lengths(g: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the lengths of the vectors g, shape (2, ...), as `length` computes them."""
    square, largest = g[0] * g[0] + g[1] * g[1], np.abs(g).max(axis=0)
    usual = ((square >= SMALL) & (square <= LARGE)) | (largest == 0) | ~np.isfinite(largest)
    scale = np.where(usual, 1.0, largest)
    a, b = g[0] / scale, g[1] / scale
    found: NDArray[np.float64] = scale * np.sqrt(a * a + b * b)
    return found
