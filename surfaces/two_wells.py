"""Two wells: a deep narrow one and a shallow wide one in a bowl; too long a first step ends in the shallow one."""

from math import exp

import numpy as np

from surfaces.knob import positive
from surfaces.stationary.crossings import crossings
from surfaces.stationary.curvature import largest_curvature
from surfaces.surface import Surface

START = (2.6, 0.1)
DEEP, SHALLOW, VARIANCE = 1.5, -2.6, 1.3 * 1.3
"""The wells' x on y = 0, and the squared width of the shallow one; the deep one's width is 1."""


def value(x, y, bowl, deep, shallow):
    a, b = x - DEEP, x - SHALLOW
    wells = deep * np.exp(-(a * a + y * y) / 2) + shallow * np.exp(-(b * b + y * y) / (2 * VARIANCE))
    return bowl * (x * x + y * y) / 2 - wells


def grad(x, y, bowl, deep, shallow):
    a, b = x - DEEP, x - SHALLOW
    near, far = deep * np.exp(-(a * a + y * y) / 2), shallow / VARIANCE * np.exp(-(b * b + y * y) / (2 * VARIANCE))
    return bowl * x + near * a + far * b, (bowl + near + far) * y


def hess(x, y, bowl, deep, shallow):
    a, b = x - DEEP, x - SHALLOW
    near, far = deep * np.exp(-(a * a + y * y) / 2), shallow / VARIANCE * np.exp(-(b * b + y * y) / (2 * VARIANCE))
    h_xx = bowl + near * (1 - a * a) + far * (1 - b * b / VARIANCE)
    return h_xx, -(near * a + far * b / VARIANCE) * y, bowl + near * (1 - y * y) + far * (1 - y * y / VARIANCE)


def _on_axis(bowl, deep, shallow):
    """Return the x on y = 0 where f_x changes sign from - to + (minima) and from + to - (saddles).

    f_y is y times a positive factor, so there are no stationary points off the axis. Outside the wells' centres, all three terms
    of f_x point outward, so there are none either.
    """

    def along(x):
        a, b = x - DEEP, x - SHALLOW
        return bowl * x + deep * exp(-a * a / 2) * a + shallow / VARIANCE * exp(-b * b / (2 * VARIANCE)) * b

    return crossings(along, [SHALLOW + (DEEP - SHALLOW) * k / 200 for k in range(201)])


def minima(bowl, deep, shallow):
    return tuple((x, 0.0) for x in _on_axis(bowl, deep, shallow)[0])


SURFACE = Surface(
    name="Two wells",
    summary="A deep well and a shallow one: a start inside the deep one is lost for good by a single step across the ridge.",
    formula=(
        r"f = \frac{k}{2} \cdot \left(x^2 + y^2\right) - A \cdot \exp\left(-a\right) - B \cdot \exp\left(-b\right)",
        r"a = \frac{\left(x - 1.5\right)^2 + y^2}{2}",
        r"b = \frac{\left(x + 2.6\right)^2 + y^2}{2 \cdot 1.3^2}",
    ),
    source="Own construction: a quadratic bowl minus two Gaussian wells",
    value=value,
    grad=grad,
    hess=hess,
    knobs={
        "bowl": positive("k", "curvature of the bowl", 0.02, 0.002, 0.5),
        "deep": positive("A", "depth of the narrow well", 4.0, 0.5, 20.0),
        "shallow": positive("B", "depth of the wide well", 2.0, 0.2, 20.0),
    },
    domain=((-6.0, 4.0), (-3.0, 3.0)),
    start=START,
    minima=minima,
    saddles=lambda bowl, deep, shallow: tuple((x, 0.0) for x in _on_axis(bowl, deep, shallow)[1]),
    curvature=lambda bowl, deep, shallow: largest_curvature(hess, (START, *minima(bowl, deep, shallow)), bowl, deep, shallow),
    spacing="linear",
    varies="trench",
)
