"""The properties of a surface that the criteria for events need."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.engine.events.event import ROUNDING
from app.engine.landscape import Landscape
from app.engine.run import Array
from surfaces.surface import Point, Surface

REACH = 0.125
"""Reach of a saddle if the surface has no minimum, as a share of the domain's shorter side."""
CLOSE, NODES = 0.1, 360
"""Radius, as a share of the saddle's reach, and number of points of the circle that `around` searches."""


@dataclass(frozen=True)
class Terrain:
    """A surface with its knobs, the sides of its domain, its minima, shape (n, 2), the lowest value at them, and its saddles.

    `saddles` has shape (n, 5): x, y, the unit vector of steepest descent, and the reach, half the distance to the nearest minimum.
    """

    surface: Surface
    arguments: tuple[float, ...]
    sides: tuple[float, float]
    minima: Array
    lowest: float
    saddles: Array

    def rounding(self, x: float, y: float) -> float:
        """Return the norm below which a gradient at a point is only rounding; 0 if the curvature is not finite."""
        with np.errstate(all="ignore"):
            h_xx, h_xy, h_yy = (float(h) for h in self.surface.hess(x, y, *self.arguments))
        bend = max(abs(h_xx), abs(h_xy), abs(h_yy))
        return ROUNDING * bend * min(self.sides) if np.isfinite(bend) else 0.0


@np.errstate(all="ignore")  # with extreme knobs, f may overflow at a minimum
def terrain(landscape: Landscape, minima: Sequence[Point] | None = None, saddles: Sequence[Point] | None = None) -> Terrain:
    """Return the terrain of a surface; its minima and saddles are computed unless they are given."""
    unit, knobs = landscape.surface(), landscape.arguments()
    minima = unit.minima(*knobs) if minima is None else minima
    saddles = (unit.saddles(*knobs) if unit.saddles else ()) if saddles is None else saddles
    (x0, x1), (y0, y1) = unit.domain
    table = np.array([row for x, y in saddles for row in falls(unit, knobs, minima, float(x), float(y))]).reshape(-1, 5)
    lowest = min((float(unit.value(x, y, *knobs)) for x, y in minima), default=np.inf)
    return Terrain(unit, knobs, (x1 - x0, y1 - y0), np.array(minima, dtype=np.float64).reshape(-1, 2), lowest, table)


def falls(unit: Surface, knobs: tuple[float, ...], minima: Sequence[Point], x: float, y: float) -> list[tuple[float, ...]]:
    """Return the rows of `Terrain.saddles` for a saddle: one, or one per direction of descent if no eigenvalue is negative."""
    h_xx, h_xy, h_yy = (float(h) for h in unit.hess(x, y, *knobs))
    if not np.isfinite((h_xx, h_xy, h_yy)).all():
        return []
    side = min(high - low for low, high in unit.domain)
    reach = min((np.hypot(a - x, b - y) for a, b in minima), default=2 * REACH * side) / 2
    bends, directions = np.linalg.eigh([[h_xx, h_xy], [h_xy, h_yy]])
    found = [directions[:, 0]] if bends[0] < 0 else around(unit, knobs, x, y, CLOSE * reach)
    return [(x, y, *direction, reach) for direction in found]


def around(unit: Surface, knobs: tuple[float, ...], x: float, y: float, radius: float) -> list[Array]:
    """Return the unit vectors to the local minima of f on a circle that are lower than the center: three at a monkey saddle."""
    angles = np.arange(NODES) * (2 * np.pi / NODES)
    vectors = np.stack([np.cos(angles), np.sin(angles)])
    f = unit.value(x + radius * vectors[0], y + radius * vectors[1], *knobs) - unit.value(x, y, *knobs)
    lowest = (f < 0) & (f <= np.roll(f, 1)) & (f < np.roll(f, -1))
    return list(vectors[:, lowest].T)
