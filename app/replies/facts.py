"""What the page needs to know about a ground: curvature, minima, saddles, own axes, and what holds of its examples."""

import math
from functools import lru_cache
from typing import Any

import numpy as np
from latex2mathml.converter import convert

from app.engine.landscape import Landscape
from app.engine.series import curvature
from surfaces.data.table import value_of
from surfaces.surface import Point


@lru_cache(maxsize=256)
@np.errstate(all="ignore")  # with an extreme knob, f may overflow at a minimum
def surface_facts(landscape: Landscape) -> dict[str, Any]:
    """Return the facts of the surface with these knobs; `data` is None for one that is not made of examples.

    Cached, because finding minima is slow, and only the surface's knobs change them.
    """
    unit, knobs = landscape.surface(), landscape.knobs
    axes = unit.axes(**knobs) if unit.axes else None
    minima = unit.minima(**knobs)
    return {
        "curvature": curvature(landscape),
        "minima": minima,
        "depths": [unit.value(x, y, **knobs) for x, y in minima],
        "saddles": unit.saddles(**knobs) if unit.saddles else [],
        "echo": convert(unit.echo) if unit.echo else None,
        "axes": {"angle": axes[0], "center": axes[1]} if axes else None,
        "data": data_facts(landscape, minima) if unit.data else None,
    }


def data_facts(landscape: Landscape, minima: tuple[Point, ...]) -> dict[str, Any]:
    """Return the truth behind the examples, the lowest validation loss's place, how many there are, the condition number, the wall.

    `condition` is that of the Hessian at the lowest minimum, None without a minimum; `wall` says why there is none, else None.
    """
    data, knobs, held = landscape.data(), landscape.arguments(), landscape.held()
    others = data.minima(held)
    return {
        "truth": data.truth(*knobs),
        "held_minimum": min(others, key=lambda at: value_of(data.model.value, held, *at), default=None),
        "count": data.count(*knobs),
        "condition": condition(landscape, lowest) if (lowest := landscape.lowest()) else None,
        "wall": None if minima else data.model.why(data.payload(*knobs)).parts(),
    }


def condition(landscape: Landscape, at: Point) -> float | None:
    """Return the ratio of the largest to the smallest curvature at a point; None if one of them is not positive."""
    f_xx, f_xy, f_yy = landscape.surface().hess(*at, *landscape.arguments())
    middle, half = (f_xx + f_yy) / 2, math.hypot((f_xx - f_yy) / 2, f_xy)
    area = f_xx * f_yy - f_xy * f_xy
    small = area / (middle + half) if middle + half > 0 else 0.0  # the difference of the two would lose its digits
    return float((middle + half) / small) if small > 0 and math.isfinite(small) else None
