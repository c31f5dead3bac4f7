"""Rastrigin's function: 121 local minima near the points with integer coordinates; the one at the origin is the lowest."""

import numpy as np

from surfaces.knob import positive
from surfaces.stationary.curvature import largest_curvature
from surfaces.stationary.lattice import lattice
from surfaces.surface import Surface

START, EDGE = (4.6, -3.6), 5.12


def value(x, y, A):
    return x * x + y * y + A * (2 - np.cos(2 * np.pi * x) - np.cos(2 * np.pi * y))


def grad(x, y, A):
    pull = 2 * np.pi * A
    return 2 * x + pull * np.sin(2 * np.pi * x), 2 * y + pull * np.sin(2 * np.pi * y)


def hess(x, y, A):
    pull = 4 * np.pi * np.pi * A
    return 2 + pull * np.cos(2 * np.pi * x), 0 * (x + y), 2 + pull * np.cos(2 * np.pi * y)


def minima(A):
    return lattice(2.0, A, 2 * np.pi, EDGE)[0]


def saddles(A):
    """Return the saddles between the 5 by 5 wells around the origin."""
    return lattice(2.0, A, 2 * np.pi, EDGE)[1]


SURFACE = Surface(
    name="Rastrigin",
    summary="Local minima everywhere: whoever follows the slope ends in the well where he began, and only long steps or noise get out.",
    formula=(r"f = 2 A + x^2 + y^2 - A \cdot \cos\left(2 \pi \cdot x\right) - A \cdot \cos\left(2 \pi \cdot y\right)",),
    source="Rastrigin 1974, Systems of Extremal Control; as given by Mühlenbein, Schomisch & Born 1991, Parallel Comput. 17(6-7)",
    value=value,
    grad=grad,
    hess=hess,
    knobs={"A": positive("A", "depth of the wells", 10.0, 0.1, 20.0)},
    domain=((-EDGE, EDGE), (-EDGE, EDGE)),
    start=START,
    minima=minima,
    saddles=saddles,
    curvature=lambda A: largest_curvature(hess, (START, *minima(A)), A),
    spacing="linear",
)
