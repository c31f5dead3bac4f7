"""Himmelblau's function: four equally deep minima around one hill; where a path ends depends on the method."""

from surfaces.stationary.curvature import largest_curvature
from surfaces.stationary.polish import polish
from surfaces.surface import Surface

START = (0.8, 4.6)


def value(x, y):
    p, q = x * x + y - 11, x + y * y - 7
    return p * p + q * q


def grad(x, y):
    p, q = x * x + y - 11, x + y * y - 7
    return 4 * x * p + 2 * q, 2 * p + 4 * y * q


def hess(x, y):
    return 12 * x * x + 4 * y - 42, 4 * (x + y), 12 * y * y + 4 * x - 26


MINIMA = polish(grad, hess, ((3.0, 2.0), (-2.805118087, 3.131312518), (-3.779310253, -3.283185991), (3.58442834, -1.848126527)))
SADDLES = polish(
    grad, hess, ((3.385154184, 0.073851881), (0.086677505, 2.884254701), (-3.073025751, -0.081353044), (-0.127961347, -1.95371498))
)

SURFACE = Surface(
    name="Himmelblau",
    summary="Four minima, none better than the others: from a ridge between two of them every method may choose another one.",
    formula=(r"f = \left(x^2 + y - 11\right)^2 + \left(x + y^2 - 7\right)^2",),
    source="Himmelblau 1972, Applied Nonlinear Programming, McGraw-Hill",
    value=value,
    grad=grad,
    hess=hess,
    knobs={},
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=START,
    minima=lambda: MINIMA,
    saddles=lambda: SADDLES,
    curvature=lambda: largest_curvature(hess, (START, *MINIMA)),
)
