"""The series of a run: one row of the table for each, with its values and what a chart of it needs.

The rows of `/api/runs`, the CSV, the frames, the charts of page, pictures and notebook, and the catalog read this table.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from app.engine.run import Array, Landscape, Run, Walker
from surfaces.surface import Interval


@dataclass(frozen=True)
class Limit:
    """A line across a chart, and the words at it: what it means to be beyond."""

    at: float
    says: str

    def on_axis(self, log: bool) -> float:
        """Return where it stands on an axis of powers of ten, or on a linear one."""
        return math.log10(self.at) if log else self.at


@dataclass(frozen=True)
class Series:
    """A series and its chart.

    `of` returns its values: one for every row, or with `first_step` 1 one for every step taken. They are NaN where a lane has no
    value; `of` returns None if the surface has no such series. `column`: it is part of `/api/runs` and of the CSV. `summary`
    explains the numbers.

    The chart. `log`: its axis is logarithmic, and the reader may switch it; values below 1e-12, zero included, stand at its foot.
    `signed`: its axis is linear if a value is negative, even with `log`. `axis`: it shows positions along x or y of the plane, so
    its range follows the view. `own`: only surfaces with axes u, v of their own have it. `range`: its axis always has this range,
    and is linear. `limit`: a line across it. `none`: the sentence that is shown if no lane has a value.
    """

    key: str
    name: str
    of: Callable[[Landscape, Walker, Run], Array | None]
    first_step: Literal[0, 1] = 0
    column: bool = True
    summary: str = ""
    log: bool = True
    signed: bool = False
    axis: Literal["x", "y"] | None = None
    own: bool = False
    range: Interval | None = None
    limit: Limit | None = None
    none: str = ""

    def __post_init__(self) -> None:
        """Refuse a declaration that no chart can follow."""
        if self.range and self.log:
            raise TypeError(f"series {self.key!r}: an axis with a range is linear, so it needs log=False")

    def values(self, landscape: Landscape, walker: Walker, run: Run) -> Array | None:
        """Return the values of a lane; overflow gives infinity, without a warning."""
        with np.errstate(all="ignore"):
            return self.of(landscape, walker, run)

    def words(self) -> list[str]:
        """Return every text, in English."""
        return [self.name, self.summary, self.none, *([self.limit.says] if self.limit else [])]

    def as_json(self, say: Callable[[str], str] = str) -> dict[str, Any]:
        """Return all but the values, every text as `say` puts it."""
        rest = {name: value for name, value in vars(self).items() if name != "of"}
        limit = self.limit and {"at": self.limit.at, "says": say(self.limit.says)}
        return {**rest, "name": say(self.name), "summary": say(self.summary), "none": say(self.none), "limit": limit}


@lru_cache(maxsize=256)
@np.errstate(all="ignore")  # a knob at the end of its bounds puts a minimum where f is more than a number can hold
def curvature(landscape: Landscape) -> float:
    """Return the largest curvature h of the surface near start and minima; cached, because finding minima is slow."""
    return landscape.surface().curvature(**landscape.knobs)


def along(landscape: Landscape, run: Run, *, quarter: bool = False) -> Array | None:
    """Return the positions along the surface's own axis u, or along v, a `quarter` turn further; None where it has no axes."""
    axes = landscape.surface().axes
    if axes is None:
        return None
    angle, (x, y) = axes(**landscape.knobs)
    c, s = math.cos(angle), math.sin(angle)
    c, s = (-s, c) if quarter else (c, s)
    return c * (run.x - x) + s * (run.y - y)


def angle_to_move(landscape: Landscape, run: Run) -> Array:
    """Return the degrees between the surface's own gradient before each step and the move of that step.

    NaN where one of the two has no length or is not finite. A diverged run whose last position is not finite has one row less.
    """
    g, move = np.empty((2, run.step)), np.full((2, run.step), np.nan)
    g[0], g[1] = landscape.surface().grad(run.x[: run.step], run.y[: run.step], *landscape.arguments())
    for own, positions in zip(move, (run.x, run.y), strict=True):
        own[: len(positions) - 1] = np.diff(positions)
    (a, b), (c, d) = g / np.abs(g).max(axis=0), move / np.abs(move).max(axis=0)  # their products are neither 0 nor infinite
    found: Array = np.degrees(np.arctan2(np.abs(a * d - b * c), a * c + b * d))
    return found


SINGLE = "these methods have no separate rate per coordinate"
BARE = "this surface has no axes of its own"
UNDRAWN = "all values are too large or too small to be drawn"
UNSTABLE = Limit(2.0, "above 2: unstable")

TABLE = (
    Series("loss", "Loss f", lambda landscape, walker, run: run.loss, signed=True, none=UNDRAWN),
    Series("gradient_norm", "Gradient norm |g|", lambda landscape, walker, run: run.gradient_norm, none=UNDRAWN),
    Series("lr", "Learning rate η", lambda landscape, walker, run: run.lr, first_step=1),
    Series("lr_x", "Effective rate η/σ in x", lambda landscape, walker, run: run.lr_x, first_step=1, none=SINGLE),
    Series("lr_y", "Effective rate η/σ in y", lambda landscape, walker, run: run.lr_y, first_step=1, none=SINGLE),
    Series(
        "ratio_x", "η h/σ in x, h the curvature", lambda landscape, walker, run: run.lr_x * curvature(landscape),
        first_step=1, column=False, limit=UNSTABLE, none=SINGLE,
    ),
    Series(
        "ratio_y", "η h/σ in y, h the curvature", lambda landscape, walker, run: run.lr_y * curvature(landscape),
        first_step=1, column=False, limit=UNSTABLE, none=SINGLE,
    ),
    Series("x", "Position x", lambda landscape, walker, run: run.x, log=False, axis="x"),
    Series("y", "Position y", lambda landscape, walker, run: run.y, log=False, axis="y"),
    Series(
        "u", "Position u, along the valley", lambda landscape, walker, run: along(landscape, run),
        column=False, log=False, axis="x", own=True, none=BARE,
    ),
    Series(
        "v", "Position v, across the valley", lambda landscape, walker, run: along(landscape, run, quarter=True),
        column=False, log=False, axis="y", own=True, none=BARE,
    ),
    Series(
        "angle", "Angle from gradient to move, in degrees", lambda landscape, walker, run: angle_to_move(landscape, run),
        summary="180 is straight downhill, as gradient descent goes; 90 runs along a contour line; below 90 a step goes uphill at first.",
        first_step=1, log=False, range=(0.0, 180.0), limit=Limit(90.0, "below 90: uphill"),
        none="no step has both a slope and a length",
    ),
)  # fmt: skip
"""In the order in which the page offers the charts."""

SERIES: Mapping[str, Series] = {series.key: series for series in TABLE}

COLUMNS = {series.key: series for series in sorted(TABLE, key=lambda series: series.axis is None) if series.column}
"""Those of `/api/runs` and of the CSV, in their order: the position comes first."""

USUAL = ("loss", "gradient_norm")
"""The charts that are shown where nobody says which."""
