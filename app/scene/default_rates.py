"""Default learning rates, by surface and optimizer."""

import math

from app.engine.landscape import Landscape
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Wrapper
from surfaces import SURFACES
from surfaces.surface import Surface

FLATTEST = 1e-30
"""A curvature below it, as of examples whose inputs are all 0, says nothing about rates: theirs would be infinite."""
BELOW, ABOVE = 250, 400
"""Where rates are searched: from 1/250 to 400 times the default of method and surface; for gradient descent 0.002 / L to 200 / L."""


def default_lr(surface: str, optimizer: str) -> float:
    """Return the default learning rate of `optimizer` on `surface` at its default knobs."""
    return rate(SURFACES[surface], optimizer)


def rate(unit: Surface, optimizer: str, curvature: float | None = None) -> float:
    """Return the default learning rate of `optimizer` on a surface, at its default knobs unless a curvature is given; it is finite.

    Flat ground counts as one of curvature 1.
    """
    method = OPTIMIZERS[optimizer]
    if isinstance(method, Wrapper):
        return rate(unit, method.inner, curvature)
    if curvature is None:
        curvature = unit.curvature(**{name: knob.default for name, knob in unit.knobs.items()})
    curvature = curvature if FLATTEST < curvature < math.inf else 1.0
    return method.default_lr(curvature, min(high - low for low, high in unit.domain))


def usual(landscape: Landscape, optimizer: str) -> float:
    """Return the default rate at the curvature of a surface with its knobs; at that of the default knobs if it is extreme."""
    surface = landscape.surface()
    curvature = float(surface.curvature(*landscape.arguments()))
    return rate(surface, optimizer, curvature if 1e-9 < curvature < 1e12 else None)
