"""Crescent: a curved valley. One and the same direction is flat at the minimum and steep elsewhere on the path."""

from math import cbrt, cos, pi, sin, sqrt

from surfaces.knob import positive
from surfaces.stationary.crossings import crossings
from surfaces.stationary.curvature import largest_curvature
from surfaces.surface import Surface

START = (3.45 * cos(pi * 165 / 180), 3.45 * sin(pi * 165 / 180))


def value(x, y, A, B, R):
    d = x * x + y * y - R * R
    return A * d * d / (4 * R * R) + B * (R - x)


def grad(x, y, A, B, R):
    bend = A * (x * x + y * y - R * R) / (R * R)
    return bend * x - B, bend * y


def hess(x, y, A, B, R):
    scale = A / (R * R)
    return scale * (3 * x * x + y * y - R * R), scale * 2 * x * y, scale * (x * x + 3 * y * y - R * R)


def _on_axis(A, B, R):
    """Return the x where f_x on y = 0, the cubic A x (x^2 - R^2)/R^2 - B, changes sign from - to +."""
    reach = cbrt(B * R * R / A)  # beyond R + reach the cubic is positive
    rising, _ = crossings(lambda x: A * (x * x - R * R) / (R * R) * x - B, (-R, -R / sqrt(3), R, R + 2 * reach))
    return rising


def minima(A, B, R):
    return tuple((x, 0.0) for x in _on_axis(A, B, R) if x > 0)


def saddles(A, B, R):
    return tuple((x, 0.0) for x in _on_axis(A, B, R) if x < 0)


SURFACE = Surface(
    name="Crescent",
    summary="A curved valley: a direction that is flat at the minimum is a steep wall elsewhere; who never forgets the wall arrives late.",
    formula=(r"f = \frac{A}{4 R^2} \cdot \left(x^2 + y^2 - R^2\right)^2 + B \cdot \left(R - x\right)",),
    source="Hung-yi Lee, Machine Learning, lecture on adaptive learning rates (a moon-shaped error surface), in our own formula",
    value=value,
    grad=grad,
    hess=hess,
    knobs={
        "A": positive("A", "steepness of the walls", 50.0, 1.0, 500.0),
        "B": positive("B", "slope of the valley", 1.0, 0.05, 10.0),
        "R": positive("R", "radius", 3.0, 1.0, 3.8),
    },
    domain=((-4.0, 4.0), (-4.0, 4.0)),
    start=START,
    minima=minima,
    saddles=saddles,
    curvature=lambda A, B, R: largest_curvature(hess, (START, *minima(A, B, R)), A, B, R),
    top=8.0,
)
