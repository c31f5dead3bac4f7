"""Rosenbrock's function: a curved valley that is reached in a few steps, while the way along its floor takes thousands."""

from surfaces.knob import place, positive
from surfaces.stationary.curvature import largest_curvature
from surfaces.surface import Surface

START = (-1.2, 1.0)


def value(x, y, a, b):
    p, q = a - x, y - x * x
    return p * p + b * q * q


def grad(x, y, a, b):
    q = y - x * x
    return -2 * (a - x) - 4 * b * x * q, 2 * b * q


def hess(x, y, a, b):
    return 2 - 4 * b * (y - 3 * x * x), -4 * b * x, 2 * b + 0 * x


SURFACE = Surface(
    name="Rosenbrock",
    summary="The valley is found in a few steps and its floor takes thousands: the classic test of patience.",
    formula=(r"f = \left(a - x\right)^2 + b \cdot \left(y - x^2\right)^2",),
    source="Rosenbrock 1960, An automatic method for finding the greatest or least value of a function, Comput. J. 3(3)",
    value=value,
    grad=grad,
    hess=hess,
    knobs={
        "a": place("a", "place of the minimum", 1.0, -1.3, 1.6),
        "b": positive("b", "steepness of the walls", 100.0, 1.0, 1000.0),
    },
    domain=((-2.0, 2.0), (-1.0, 3.0)),
    start=START,
    minima=lambda a, b: ((a, a * a),),
    curvature=lambda a, b: largest_curvature(hess, (START, (a, a * a)), a, b),
)
