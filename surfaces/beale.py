"""Beale's function: a flat area between steep corners, with the minimum at the end of a curved valley."""

from surfaces.stationary.curvature import largest_curvature
from surfaces.stationary.polish import polish
from surfaces.surface import Surface

START = (1.0, 1.0)


def value(x, y):
    r1, r2, r3 = 1.5 + x * (y - 1), 2.25 + x * (y * y - 1), 2.625 + x * (y * y * y - 1)
    return r1 * r1 + r2 * r2 + r3 * r3


def grad(x, y):
    a, b, c = y - 1, y * y - 1, y * y * y - 1
    r1, r2, r3 = 1.5 + x * a, 2.25 + x * b, 2.625 + x * c
    return 2 * (a * r1 + b * r2 + c * r3), 2 * x * (r1 + 2 * y * r2 + 3 * y * y * r3)


def hess(x, y):
    a, b, c = y - 1, y * y - 1, y * y * y - 1
    r1, r2, r3 = 1.5 + x * a, 2.25 + x * b, 2.625 + x * c
    h_xy = 2 * (r1 + 2 * y * r2 + 3 * y * y * r3) + 2 * x * (a + 2 * y * b + 3 * y * y * c)
    bend = x * (1 + 4 * y * y + 9 * y * y * y * y) + 2 * r2 + 6 * y * r3
    return 2 * (a * a + b * b + c * c), h_xy, 2 * x * bend


MINIMUM = (3.0, 0.5)
SADDLES = polish(grad, hess, ((0.0, 1.0), (0.100537937, -2.644513585)))

SURFACE = Surface(
    name="Beale",
    summary="A hundred thousand high in the corners and flat in between: a rate that is safe at the corners barely moves inside.",
    formula=(r"f = \left(1.5 - x + x y\right)^2 + \left(2.25 - x + x y^2\right)^2 + \left(2.625 - x + x y^3\right)^2",),
    source="Beale 1958; start as in Moré, Garbow & Hillstrom 1981, Testing Unconstrained Optimization Software, ACM TOMS 7(1), problem 5",
    value=value,
    grad=grad,
    hess=hess,
    knobs={},
    domain=((-4.5, 4.5), (-4.5, 4.5)),
    start=START,
    minima=lambda: (MINIMUM,),
    saddles=lambda: SADDLES,
    curvature=lambda: largest_curvature(hess, (START, MINIMUM)),
    top=50.0,
)
