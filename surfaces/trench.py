"""Trench: a deep narrow hole in the side of a wide shallow bowl; a long step jumps over it."""

from math import exp

import numpy as np

from surfaces.knob import positive
from surfaces.stationary.crossings import crossings
from surfaces.stationary.curvature import largest_curvature
from surfaces.surface import Surface

START = (-40.0, 0.3)


def value(x, y, bowl, depth, width):
    d = x - 20
    return bowl * (d * d + y * y) / 2 - depth * np.exp(-(x * x + y * y) / (2 * width * width))


def grad(x, y, bowl, depth, width):
    pull = depth / (width * width) * np.exp(-(x * x + y * y) / (2 * width * width))
    return bowl * (x - 20) + pull * x, (bowl + pull) * y


def hess(x, y, bowl, depth, width):
    w2 = width * width
    pull = depth / w2 * np.exp(-(x * x + y * y) / (2 * w2))
    return bowl + pull * (1 - x * x / w2), -pull * x * y / w2, bowl + pull * (1 - y * y / w2)


def _on_axis(bowl, depth, width):
    """Return the x on y = 0 where f_x changes sign from - to + (minima) and from + to - (saddles).

    All lie between the trench at 0 and the bowl's centre at 20. The trench's slope is largest at x = width, which separates the
    minimum inside from the saddle at its rim.
    """

    def along(x):
        return bowl * (x - 20) + depth / width**2 * exp(-x * x / (2 * width**2)) * x

    fine, coarse = (width * k / 10 for k in range(400)), (k / 5 for k in range(102))
    return crossings(along, sorted({x for x in (*fine, *coarse) if x <= 20.2}))


def minima(bowl, depth, width):
    return tuple((x, 0.0) for x in _on_axis(bowl, depth, width)[0])


SURFACE = Surface(
    name="Trench",
    summary="A narrow hole in a wide bowl: a step grown long on the gentle slope flies over it, and finds the shallow minimum beyond.",
    formula=(r"f = \frac{k}{2} \cdot \left(\left(x - 20\right)^2 + y^2\right) - A \cdot \exp\left(-\frac{x^2 + y^2}{2 w^2}\right)",),
    source="Own construction: a quadratic bowl minus a Gaussian well",
    value=value,
    grad=grad,
    hess=hess,
    knobs={
        "bowl": positive("k", "curvature of the bowl", 0.004, 0.0005, 0.05),
        "depth": positive("A", "depth of the trench", 20.0, 1.0, 100.0),
        "width": positive("w", "width of the trench", 1.0, 0.3, 5.0),
    },
    domain=((-42.0, 26.0), (-8.0, 8.0)),
    start=START,
    minima=minima,
    saddles=lambda bowl, depth, width: tuple((x, 0.0) for x in _on_axis(bowl, depth, width)[1]),
    curvature=lambda bowl, depth, width: largest_curvature(hess, (START, *minima(bowl, depth, width)), bowl, depth, width),
    spacing="linear",
)
