"""What the criteria must know of a surface."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.engine.events.event import ROUNDING
from app.engine.run import Array, Ground
from surfaces.surface import Point, Surface

REACH = 0.125
"""Half the way to a minimum that no surface declares: a share of the domain's shorter side."""
CLOSE, NODES = 0.1, 360
"""Share of its reach at which a saddle without a falling Hessian is looked at, and at how many places around it."""


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

    def rounding(self, x: float, y: float) -> float:
        """Return the norm below which a gradient at a place is rounding; 0 where the curvature says nothing."""
        with np.errstate(all="ignore"):
            h_xx, h_xy, h_yy = (float(h) for h in self.surface.hess(x, y, *self.arguments))
        bend = max(abs(h_xx), abs(h_xy), abs(h_yy))
        return ROUNDING * bend * min(self.sides) if np.isfinite(bend) else 0.0


@np.errstate(all="ignore")  # a knob at the end of its bounds puts a minimum where f is more than a number can hold
def terrain(ground: Ground, minima: Sequence[Point] | None = None, saddles: Sequence[Point] | None = None) -> Terrain:
    """Return what the criteria must know of a surface; its minima and saddles are asked for unless they are given."""
    unit, knobs = ground.surface(), ground.arguments()
    minima = unit.minima(*knobs) if minima is None else minima
    saddles = (unit.saddles(*knobs) if unit.saddles else ()) if saddles is None else saddles
    (x0, x1), (y0, y1) = unit.domain
    table = np.array([row for x, y in saddles for row in falls(unit, knobs, minima, float(x), float(y))]).reshape(-1, 5)
    lowest = min((float(unit.value(x, y, *knobs)) for x, y in minima), default=np.inf)
    return Terrain(unit, knobs, (x1 - x0, y1 - y0), np.array(minima, dtype=np.float64).reshape(-1, 2), lowest, table)


def falls(unit: Surface, knobs: tuple[float, ...], minima: Sequence[Point], x: float, y: float) -> list[tuple[float, ...]]:
    """Return a saddle's row of the table: one for each direction in which f falls where the Hessian shows none."""
    h_xx, h_xy, h_yy = (float(h) for h in unit.hess(x, y, *knobs))
    if not np.isfinite((h_xx, h_xy, h_yy)).all():
        return []
    side = min(high - low for low, high in unit.domain)
    reach = min((np.hypot(a - x, b - y) for a, b in minima), default=2 * REACH * side) / 2
    bends, directions = np.linalg.eigh([[h_xx, h_xy], [h_xy, h_yy]])
    found = [directions[:, 0]] if bends[0] < 0 else around(unit, knobs, x, y, CLOSE * reach)
    return [(x, y, *direction, reach) for direction in found]


def around(unit: Surface, knobs: tuple[float, ...], x: float, y: float, radius: float) -> list[Array]:
    """Return the unit vectors in which f falls most on a circle: three at a monkey saddle."""
    angles = np.arange(NODES) * (2 * np.pi / NODES)
    vectors = np.stack([np.cos(angles), np.sin(angles)])
    f = unit.value(x + radius * vectors[0], y + radius * vectors[1], *knobs) - unit.value(x, y, *knobs)
    lowest = (f < 0) & (f <= np.roll(f, 1)) & (f < np.roll(f, -1))
    return list(vectors[:, lowest].T)
