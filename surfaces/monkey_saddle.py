"""Monkey saddle: three valleys meet where the whole Hessian is zero; a quartic term gives each of them a minimum."""

from math import sqrt

from surfaces.knob import positive
from surfaces.stationary.curvature import largest_curvature
from surfaces.surface import Surface

START = (2.5, 1e-3)


def value(x, y, c):
    r2 = x * x + y * y
    return x * x * x - 3 * x * y * y + c * r2 * r2 / 4


def grad(x, y, c):
    r2 = x * x + y * y
    return 3 * (x * x - y * y) + c * r2 * x, c * r2 * y - 6 * x * y


def hess(x, y, c):
    return 6 * x + c * (3 * x * x + y * y), 2 * c * x * y - 6 * y, c * (x * x + 3 * y * y) - 6 * x


def minima(c):
    """Return the minima of the valleys: at 60, 180 and 300 degrees, f is c r^4 / 4 - r^3, lowest at r = 3 / c."""
    r = 3 / c
    return (-r, 0.0), (r / 2, r * sqrt(3) / 2), (r / 2, -r * sqrt(3) / 2)


SURFACE = Surface(
    name="Monkey saddle",
    summary="Gradient and Hessian both vanish at the origin: the descent starts so slowly that first and second order both wait.",
    formula=(r"f = x^3 - 3 x y^2 + \frac{c}{4} \cdot \left(x^2 + y^2\right)^2",),
    source="Hilbert & Cohn-Vossen 1952, Geometry and the Imagination, chapter IV (the cubic part)",
    value=value,
    grad=grad,
    hess=hess,
    knobs={"c": positive("c", "quartic that ends the valleys", 1.0, 0.8, 4.0)},
    domain=((-4.0, 4.0), (-4.0, 4.0)),
    start=START,
    minima=minima,
    saddles=lambda c: ((0.0, 0.0),),
    curvature=lambda c: largest_curvature(hess, (START, *minima(c)), c),
    spacing="quantile",
    varies="saddle",
)
