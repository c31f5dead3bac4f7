"""The contour levels of a surface: their values of f, and f transformed so that the levels are evenly spaced."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Bend = Callable[[Array], Array]
Spacing = Literal["log", "quantile", "linear"]

LEVELS = 8
ABOVE = 1 + 0.99 / LEVELS
"""The transformed value of everything above the top: a band of its own, which is left blank."""
BELOW_TOP = 1 - 1e-6
"""The largest transformed value of what is not above the top."""
DECADES = 2.4
"""Powers of ten that logarithmic levels span below the top; with more, bands would be thinner than the mesh."""
SHARES = np.arange(65) / 64


@dataclass(frozen=True)
class Levelled:
    """`bands`: the transformed f, of the same shape: 0 at the minimum, k/8 at the k-th level, `ABOVE` above the top.
    `levels`: the value of f at each level."""

    bands: Array
    levels: list[float]


def bends(spacing: Spacing, values: Array, low: float, high: float) -> tuple[Bend, Bend]:
    """Return the function that maps f to bands, and its inverse; `values` are the finite values of f."""
    span = high - low or 1.0
    if spacing == "linear":
        return lambda f: (f - low) / span, lambda share: low + span * share
    if spacing == "quantile":
        knots = np.minimum(high, np.sort(values)[(SHARES * (len(values) - 1)).astype(int)])
        return lambda f: np.interp(f, knots, SHARES, right=ABOVE), lambda share: np.interp(share, SHARES, knots)
    small = span * 10**-DECADES
    start, end = math.log10(small), math.log10(span + small)
    return (
        lambda f: (np.log10(f - low + small) - start) / (end - start),
        lambda share: low - small + 10 ** (start + (end - start) * share),
    )


def levelled(f: NDArray[np.floating], spacing: Spacing, top: float | None) -> Levelled:
    """Place the levels between the lowest value and `top`, the highest value drawn; `top` is ignored if every value is above it."""
    quarter = f / 4.0  # exact, and then high - low cannot overflow
    finite = np.isfinite(quarter)
    values = quarter[finite] if finite.any() else np.zeros(1)
    low, high = float(values.min()), float(values.max())
    if top is not None and low < top / 4:
        high = min(high, top / 4)
    bend, back = bends(spacing, values, low, high)
    with np.errstate(invalid="ignore", over="ignore"):
        bands = np.clip(bend(np.where(finite, quarter, low)), 0, np.where(quarter <= high, BELOW_TOP, ABOVE))
        levels = 4 * back(np.arange(1, LEVELS + 1) / LEVELS)
    if high == low:  # nowhere is lower than elsewhere, and dark says low
        bands = np.full_like(bands, BELOW_TOP)
    return Levelled(np.where(finite, bands, ABOVE), levels.tolist())
