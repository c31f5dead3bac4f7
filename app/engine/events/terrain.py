"""What the criteria must know of a surface."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.engine.run import Array, Ground
from surfaces.surface import Point, Surface

REACH = 0.125
"""Half the way to a minimum that no surface declares: a share of the domain's shorter side."""


@dataclass(frozen=True)
class Terrain:
    """A surface with its knobs, the sides of its domain, its minima, shape (n, 2), the lowest of them, and the saddles that one can leave.

    `saddles` has shape (n, 5): x, y, the unit vector along which f falls most, and half the distance to the nearest minimum.
    """

    surface: Surface
    arguments: tuple[float, ...]
    sides: tuple[float, float]
    minima: Array
    lowest: float
    saddles: Array


@np.errstate(all="ignore")  # a knob at the end of its bounds puts a minimum where f is more than a number can hold
def terrain(ground: Ground, minima: Sequence[Point] | None = None, saddles: Sequence[Point] | None = None) -> Terrain:
    """Return what the criteria must know of a surface; its minima and saddles are asked for unless they are given."""
    unit, knobs = ground.surface(), ground.arguments()
    minima = unit.minima(*knobs) if minima is None else minima
    saddles = (unit.saddles(*knobs) if unit.saddles else ()) if saddles is None else saddles
    (x0, x1), (y0, y1) = unit.domain
    table = np.array([row for x, y in saddles if (row := fall(unit, knobs, minima, float(x), float(y)))]).reshape(-1, 5)
    lowest = min((float(unit.value(x, y, *knobs)) for x, y in minima), default=np.inf)
    return Terrain(unit, knobs, (x1 - x0, y1 - y0), np.array(minima, dtype=np.float64).reshape(-1, 2), lowest, table)


def fall(unit: Surface, knobs: tuple[float, ...], minima: Sequence[Point], x: float, y: float) -> tuple[float, ...] | None:
    """Return a saddle's row of the table; None where the Hessian shows no direction in which f falls."""
    h_xx, h_xy, h_yy = (float(h) for h in unit.hess(x, y, *knobs))
    if not np.isfinite((h_xx, h_xy, h_yy)).all():
        return None
    bends, directions = np.linalg.eigh([[h_xx, h_xy], [h_xy, h_yy]])
    if bends[0] >= 0:
        return None
    side = min(high - low for low, high in unit.domain)
    reach = min((np.hypot(a - x, b - y) for a, b in minima), default=2 * REACH * side) / 2
    return x, y, *directions[:, 0], reach
