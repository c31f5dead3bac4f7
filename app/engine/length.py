"""The length of a vector without overflow or underflow, with the same bits in kernels, NumPy code and exported scripts."""

import math

import numpy as np
from numpy.typing import NDArray

SMALL, LARGE = 1e-290, 1e300
"""Underflow and overflow do not affect a sum of squares in this range."""


def length(a: float, b: float) -> float:
    """Return the length of (a, b); if their squares are too small or too large, both are first divided by the larger one."""
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
