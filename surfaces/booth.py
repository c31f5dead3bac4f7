"""Booth's function: the squared error of two linear equations, a bowl with nine times more curvature along the diagonal than across."""

from math import pi

from surfaces.surface import Surface


def value(x, y):
    p, q = x + 2 * y - 7, 2 * x + y - 5
    return p * p + q * q


def grad(x, y):
    return 10 * x + 8 * y - 34, 8 * x + 10 * y - 38


def hess(x, y):
    one = 1 + 0 * (x + y)
    return 10 * one, 8 * one, 10 * one


SURFACE = Surface(
    name="Booth",
    summary="A turned ellipse, easy for every method; those that scale x and y apart gain nothing, for its axes are the diagonals.",
    formula=(r"f = \left(x + 2 y - 7\right)^2 + \left(2 x + y - 5\right)^2",),
    source="Jamil & Yang 2013, A literature survey of benchmark functions for global optimisation problems, arXiv:1308.4008",
    value=value,
    grad=grad,
    hess=hess,
    knobs={},
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-8.0, 4.0),
    minima=lambda: ((1.0, 3.0),),
    curvature=lambda: 18.0,
    axes=lambda: (-pi / 4, (1.0, 3.0)),
    varies="ellipse",
)
