"""Three-hump camel: a low minimum at the origin between two higher ones. The domain is smaller than the literature's, [-5, 5]^2."""

from math import sqrt

from surfaces.stationary.curvature import largest_curvature
from surfaces.surface import Surface

START = (-2.0, -1.0)


def value(x, y):
    p = x * x
    return p * (2 - 1.05 * p + p * p / 6) + x * y + y * y


def grad(x, y):
    p = x * x
    return x * (4 - 4.2 * p + p * p) + y, x + 2 * y


def hess(x, y):
    p = x * x
    one = 1 + 0 * (x + y)
    return 4 - 12.6 * p + 5 * p * p + 0 * y, one, 2 * one


# On y = -x / 2, where f_y = 0, f_x is x (x^4 - 4.2 x^2 + 3.5).
WELL, RIDGE = sqrt(2.1 + sqrt(0.91)), sqrt(2.1 - sqrt(0.91))
MINIMA = (0.0, 0.0), (WELL, -WELL / 2), (-WELL, WELL / 2)
SADDLES = (RIDGE, -RIDGE / 2), (-RIDGE, RIDGE / 2)

SURFACE = Surface(
    name="Three-hump camel",
    summary="Three wells in a row, the best in the middle: what comes from outside must cross a ridge to find it.",
    formula=(r"f = 2 x^2 - 1.05 x^4 + \frac{x^6}{6} + x y + y^2",),
    source="Dixon & Szegö 1975, Towards Global Optimisation; as given by Ali, Khompatraporn & Zabinsky 2005, J. Global Optim. 31(4)",
    value=value,
    grad=grad,
    hess=hess,
    knobs={},
    domain=((-2.5, 2.5), (-2.5, 2.5)),
    start=START,
    minima=lambda: MINIMA,
    saddles=lambda: SADDLES,
    curvature=lambda: largest_curvature(hess, (START, *MINIMA)),
)
