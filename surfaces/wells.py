"""Wells: a bowl with local minima; knobs set their number and depth."""

import numpy as np

from surfaces.knob import positive
from surfaces.stationary.curvature import largest_curvature
from surfaces.stationary.lattice import lattice
from surfaces.surface import Surface

START, EDGE = (5.9, 5.9), 8.0


def value(x, y, bowl, depth, frequency):
    return bowl * (x * x + y * y) / 2 + depth * (2 - np.cos(frequency * x) - np.cos(frequency * y))


def grad(x, y, bowl, depth, frequency):
    pull = depth * frequency
    return bowl * x + pull * np.sin(frequency * x), bowl * y + pull * np.sin(frequency * y)


def hess(x, y, bowl, depth, frequency):
    pull = depth * frequency * frequency
    return bowl + pull * np.cos(frequency * x), 0 * (x + y), bowl + pull * np.cos(frequency * y)


def minima(bowl, depth, frequency):
    """Return the minima in the domain, at most the 11 by 11 around the origin."""
    return lattice(bowl, depth, frequency, EDGE)[0]


def saddles(bowl, depth, frequency):
    """Return the saddles in the domain between the 5 by 5 wells around the origin."""
    return lattice(bowl, depth, frequency, EDGE)[1]


SURFACE = Surface(
    name="Wells",
    summary="A lattice of local minima in a bowl: a small rate stays in the first one, a large one leaves it and settles only if it falls.",
    formula=(
        r"f = \frac{k}{2} \cdot \left(x^2 + y^2\right) + A \cdot \left(2 - \cos\left(\omega x\right) - \cos\left(\omega y\right)\right)",
    ),
    source="Rastrigin 1974, Systems of Extremal Control, with its three numbers set free",
    value=value,
    grad=grad,
    hess=hess,
    knobs={
        "bowl": positive("k", "curvature of the bowl", 0.15, 0.02, 2.0),
        "depth": positive("A", "depth of the wells", 0.6, 0.02, 3.0),
        "frequency": positive(r"\omega", "frequency of the wells", 2.0, 0.5, 4.0),
    },
    domain=((-EDGE, EDGE), (-EDGE, EDGE)),
    start=START,
    minima=minima,
    saddles=saddles,
    curvature=lambda bowl, depth, frequency: largest_curvature(hess, (START, *minima(bowl, depth, frequency)), bowl, depth, frequency),
    spacing="quantile",
    varies="rastrigin",
)
