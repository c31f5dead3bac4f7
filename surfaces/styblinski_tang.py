"""Styblinski and Tang's function: the same asymmetric double well in each coordinate, so four minima with three depths."""

import numpy as np

from surfaces.stationary.crossings import crossings
from surfaces.stationary.curvature import largest_curvature
from surfaces.surface import Surface

START = (4.5, 4.0)


def value(x, y):
    p, q = x * x, y * y
    return (p * (p - 16) + 5 * x + q * (q - 16) + 5 * y) / 2


def grad(x, y):
    return 2 * x * (x * x - 8) + 2.5, 2 * y * (y * y - 8) + 2.5


def hess(x, y):
    return 6 * x * x - 16, 0 * (x + y), 6 * y * y - 16


# In each coordinate: one minimum on either side of the crest; the slope has its extremes at +-sqrt(8 / 3).
WELLS, (CREST,) = crossings(lambda x: 2 * x * (x * x - 8) + 2.5, (-4.0, -np.sqrt(8 / 3), np.sqrt(8 / 3), 4.0))
MINIMA = tuple((x, y) for x in WELLS for y in WELLS)
SADDLES = (*((x, CREST) for x in WELLS), *((CREST, y) for y in WELLS))

SURFACE = Surface(
    name="Styblinski-Tang",
    summary="Four wells, the deepest behind two others: a method that forgets its speed stays in the first, momentum may roll on.",
    formula=(r"f = \frac{1}{2} \cdot \left(x^4 - 16 x^2 + 5 x + y^4 - 16 y^2 + 5 y\right)",),
    source="Styblinski & Tang 1990, Experiments in nonconvex optimization, Neural Networks 3(4)",
    value=value,
    grad=grad,
    hess=hess,
    knobs={},
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=START,
    minima=lambda: MINIMA,
    saddles=lambda: SADDLES,
    curvature=lambda: largest_curvature(hess, (START, *MINIMA)),
    spacing="quantile",
)
