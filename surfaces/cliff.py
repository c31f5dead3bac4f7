"""Cliff: a long gentle slope, a sudden fall, a gentle slope to the minimum."""

from math import log, sqrt, tanh

import numpy as np

from surfaces.knob import place, positive
from surfaces.stationary.crossings import crossings
from surfaces.stationary.curvature import largest_curvature
from surfaces.surface import Surface

START = (-40.0, 1.0)


def value(x, y, slope, height, edge, width, minimum, across):
    d = x - minimum
    fall = height / 2 * (1 - np.tanh((x - edge) / width))
    return slope * (np.sqrt(1 + d * d) - 1) + fall + across * y * y / 2


def grad(x, y, slope, height, edge, width, minimum, across):
    d = x - minimum
    tanh = np.tanh((x - edge) / width)
    return slope * d / np.sqrt(1 + d * d) - height / (2 * width) * (1 - tanh) * (1 + tanh), across * y


def hess(x, y, slope, height, edge, width, minimum, across):
    d = x - minimum
    q = 1 + d * d
    tanh = np.tanh((x - edge) / width)
    none = 0 * (x + y)
    return slope / (q * np.sqrt(q)) + height / (width * width) * tanh * (1 - tanh) * (1 + tanh) + none, none, across + none


def _on_axis(slope, height, edge, width, minimum):
    """Return the x on y = 0 where f_x changes sign from - to + (minima) and from + to - (saddles).

    All lie between `minimum` and `end`: farther out, the cliff is less steep than the gentle slope. The grid is fine near the cliff.
    """

    def along(x):
        d, t = x - minimum, tanh((x - edge) / width)
        return slope * d / sqrt(1 + d * d) - height / (2 * width) * (1 - t) * (1 + t)

    reach = width * (1 + log(1 + height / (width * slope)))
    near_cliff = [edge + reach * k / 100 for k in range(-100, 101)]
    near_slope = [minimum + step for step in (0, 0.01, 0.1, 0.5, 1, 2, 4, 8, 16)]
    end = max(edge, minimum) + 1 + reach
    return crossings(along, sorted({x for x in (*near_cliff, *near_slope, end) if x >= minimum}))


def minima(slope, height, edge, width, minimum, across):
    return tuple((x, 0.0) for x in _on_axis(slope, height, edge, width, minimum)[0])


def saddles(slope, height, edge, width, minimum, across):
    return tuple((x, 0.0) for x in _on_axis(slope, height, edge, width, minimum)[1])


def curvature(slope, height, edge, width, minimum, across):
    knobs = slope, height, edge, width, minimum, across
    return largest_curvature(hess, (START, *minima(*knobs)), *knobs)


SURFACE = Surface(
    name="Cliff",
    summary="After a long gentle slope the gradient is suddenly large: who remembers only small gradients takes one giant step.",
    formula=(
        r"f = F + \frac{H}{2} \cdot \left(1 - \tanh\left(\frac{x - c}{w}\right)\right) + \frac{h}{2} y^2",
        r"F = s \cdot \left(\sqrt{1 + \left(x - m\right)^2} - 1\right)",
    ),
    source="Pascanu, Mikolov & Bengio 2013, On the difficulty of training recurrent neural networks, section 2.3, in our own formula",
    value=value,
    grad=grad,
    hess=hess,
    knobs={
        "slope": positive("s", "gentle slope", 0.1, 0.01, 1.0),
        "height": positive("H", "height of the cliff", 60.0, 1.0, 200.0),
        "edge": place("c", "place of the cliff", 0.0, -20.0, 10.0),
        "width": positive("w", "width of the cliff", 2.0, 0.2, 10.0),
        "minimum": place("m", "bottom of the gentle slope", 14.0, 10.0, 22.0),
        "across": positive("h", "curvature across", 0.2, 0.01, 10.0),
    },
    domain=((-42.0, 24.0), (-4.0, 4.0)),
    start=START,
    minima=minima,
    saddles=saddles,
    curvature=curvature,
    spacing="linear",
)
