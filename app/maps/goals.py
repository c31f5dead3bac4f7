"""Where runs may end: the minima and saddles of a surface, also where its knobs vary."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.engine.ends import to_next
from app.engine.landscape import Landscape
from app.engine.run import Abandoned, Array, Stale
from surfaces.surface import Point

SHARE = 0.01
"""How near a minimum counts as there, as a share of the domain's shorter side."""
APART = 0.49
"""The same as a share of the smallest distance between two minima, at most: a point is near one of them alone."""


class Ends(NamedTuple):
    """Minima, saddles, and f at the lowest minimum, NaN if there is none."""

    minima: tuple[Point, ...]
    saddles: tuple[Point, ...]
    lowest: float


@lru_cache(maxsize=4096)
def ends(landscape: Landscape) -> Ends:
    """Return where runs on a surface may end."""
    unit, knobs = landscape.surface(), landscape.arguments()
    with np.errstate(all="ignore"):  # with extreme knobs, f may overflow at a minimum
        minima = tuple((float(x), float(y)) for x, y in unit.minima(*knobs))
        saddles = tuple((float(x), float(y)) for x, y in (unit.saddles(*knobs) if unit.saddles else ()))
        return Ends(minima, saddles, min((float(unit.value(x, y, *knobs)) for x, y in minima), default=float("nan")))


def closest(landscape: Landscape) -> float:
    """Return the smallest distance between two minima; infinite if there are fewer."""
    apart = to_next(ends(landscape).minima)
    return float(apart[np.isfinite(apart)].min(initial=np.inf))


def usual(landscape: Landscape) -> float:
    """Return how near a minimum counts as there."""
    side = min(high - low for low, high in landscape.surface().domain)
    return min(SHARE * side, APART * closest(landscape))


class Goals(NamedTuple):
    """Minima and saddles, shape (count, 2, 1 or n), NaN where a run's surface has fewer; f at the lowest minimum, shape (1 or n,)."""

    minima: Array
    saddles: Array
    lowest: Array


def table(points: list[tuple[Point, ...]]) -> Array:
    """Return the points of each surface as one array, shape (most points, 2, surfaces), NaN where there are fewer."""
    filled = np.full((max(len(own) for own in points), 2, len(points)), np.nan)
    for i, own in enumerate(points):
        filled[: len(own), :, i] = np.array(own, dtype=np.float64).reshape(-1, 2)
    return filled


def ends_unless(stale: Stale | None, landscape: Landscape) -> Ends:
    """Return where runs may end; raise Abandoned if that is no longer wanted."""
    if stale is not None and stale[0]:
        raise Abandoned
    return ends(landscape)


def goals(landscape: Landscape, varied: Mapping[str, Array], stale: Stale | None = None) -> Goals:
    """Return where the runs may end whose surface has the knobs `surface.NAME` of `varied`, arrays of shape (n,)."""
    own = {name: varied[f"surface.{name}"] for name in landscape.knobs if f"surface.{name}" in varied}
    if not own:
        found, back = [ends(landscape)], np.zeros(1, dtype=np.int64)
    else:
        kinds, back = np.unique(np.stack(list(own.values())), axis=1, return_inverse=True)
        each = [{**landscape.knobs, **dict(zip(own, kind, strict=True))} for kind in kinds.T.tolist()]
        found = [ends_unless(stale, Landscape(landscape.key, knobs, landscape.settings)) for knobs in each]
    back = back.ravel()
    minima, saddles = table([each.minima for each in found]), table([each.saddles for each in found])
    return Goals(minima[:, :, back], saddles[:, :, back], np.array([each.lowest for each in found])[back])
