"""The table of a run's series: how each one is computed and how a chart shows it.

`/api/runs`, the CSV, the frames, the catalog and the charts of page, pictures and notebook all read this table.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from app.engine.landscape import Landscape
from app.engine.path import along, angle_to_move, beside, largest_curvature, least_loss, sharpness, stride, weights
from app.engine.run import Array, Run
from app.engine.score import held, trained
from app.engine.share import OTHERS, share
from app.engine.walker import Walker
from surfaces.surface import Interval


@dataclass(frozen=True)
class Limit:
    """A horizontal line across a chart; `says` is its label, which tells what values beyond it mean."""

    at: float
    says: str

    def on_axis(self, log: bool) -> float:
        """Return its axis coordinate: log10 of the value on a logarithmic axis."""
        return math.log10(self.at) if log else self.at


@dataclass(frozen=True)
class Series:
    """A series and its chart.

    `of` returns its values: one for every row, or with `first_step` 1 one for every step taken. A missing value is NaN. `of` returns
    None if the surface has no such series. `column`: it is part of `/api/runs` and of the CSV. `summary` explains the numbers.

    The other fields describe the chart. `log`: its axis is logarithmic, but the user can switch it. Values below 1e-12, including
    zero, are drawn at its lower end. `signed`: its axis is linear if any value is negative, even with `log`. `axis`: the values are
    positions along x or y, so the chart's range follows the view. `own`: only surfaces with their own axes u, v have it; `data`: only
    surfaces made of examples. `shared`: it is one curve of all lanes together, and no lane has values of its own. `range`: its axis is
    linear and always has this range. `limit`: a horizontal line. `none`: the text shown if no lane has a value. `runs`: how many
    further runs of a lane it takes; it is only computed for who asks for it by its key.
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
    data: bool = False
    shared: bool = False
    range: Interval | None = None
    limit: Limit | None = None
    none: str = ""
    runs: int = 0

    def __post_init__(self) -> None:
        """Raise TypeError if the fields contradict each other."""
        if self.range and self.log:
            raise TypeError(f"series {self.key!r}: an axis with a range is linear, so it needs log=False")

    def values(self, landscape: Landscape, walker: Walker, run: Run) -> Array | None:
        """Return the values of a lane; an overflow gives infinity without a warning."""
        with np.errstate(all="ignore"):
            return self.of(landscape, walker, run)

    def words(self) -> list[str]:
        """Return all texts, in English."""
        return [self.name, self.summary, self.none, *([self.limit.says] if self.limit else [])]

    def as_json(self, say: Callable[[str], str] = str) -> dict[str, Any]:
        """Return all fields except `of`; `say` translates the texts."""
        rest = {name: value for name, value in vars(self).items() if name != "of"}
        limit = self.limit and {"at": self.limit.at, "says": say(self.limit.says)}
        return {**rest, "name": say(self.name), "summary": say(self.summary), "none": say(self.none), "limit": limit}


@lru_cache(maxsize=256)
@np.errstate(all="ignore")  # with an extreme knob, f may overflow at a minimum
def curvature(landscape: Landscape) -> float:
    """Return the largest curvature h of the surface near start and minima; cached, because finding minima is slow."""
    return landscape.surface().curvature(**landscape.knobs)


SINGLE = "these methods have no separate rate per coordinate"
BARE = "this surface has no axes of its own"
UNDRAWN = "all values are too large or too small to be drawn"
UNKNOWN = "no minimum of this surface is known"
ALONE = "this needs noise or mini-batches, two known minima, and steps few enough for 200 runs of each walker"
UNSTABLE = Limit(2.0, "above 2: unstable without momentum")

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
    Series(
        "sharpness", "η λ, λ the sharpness", lambda landscape, walker, run: sharpness(landscape, run),
        summary="The sharpness λ is the largest curvature where the walker stands. "
        "Beyond η λ = 2 a step of gradient descent overshoots ever more.",
        first_step=1, column=False, signed=True, limit=UNSTABLE, none=SINGLE,
    ),
    Series(
        "lambda", "Sharpness λ, the curvature", lambda landscape, walker, run: largest_curvature(landscape, run),
        summary="The largest curvature where the walker stands. Gradient descent is unstable where it exceeds 2/η.",
        column=False, signed=True, none=UNDRAWN,
    ),
    Series("height", "Loss above the minimum", lambda landscape, walker, run: run.loss - least_loss(landscape), column=False, none=UNKNOWN),
    Series(
        "v_size", "Distance |v| from the axis u", lambda landscape, walker, run: beside(landscape, run),
        column=False, own=True, none=BARE,
    ),
    Series("stride", "Length of the step", lambda landscape, walker, run: stride(run), first_step=1, column=False, log=False),
    Series(
        "share", "Share still in the well, of 200 runs", share,
        summary="Each walker runs 200 times, with other noise or another order of examples. "
        "A run counts while it is less than half-way from the start's minimum to the next one.",
        column=False, log=False, range=(0.0, 1.0), none=ALONE, runs=OTHERS,
    ),
    Series(
        "held", "Validation loss", lambda landscape, walker, run: held(landscape, run),
        summary="The loss on examples that no step sees.", data=True, none=UNDRAWN,
    ),
    Series(
        "train", "Training loss", lambda landscape, walker, run: trained(landscape, run),
        summary="The loss on the training examples as they are, without penalty, dropout or mixing.", data=True, none=UNDRAWN,
    ),
    Series(
        "weights", "Size of the weights |w|", lambda landscape, walker, run: weights(landscape, run),
        summary="The distance of the weights from zero.", column=False, data=True, none=UNDRAWN,
    ),
    Series(
        "committee", "Validation loss of the mean answer", lambda landscape, walker, run: None,
        summary="The validation loss of a committee: its answer is the mean of what the walkers answer.",
        column=False, data=True, shared=True, none=UNDRAWN,
    ),
)  # fmt: skip
"""All series, in the order in which the page offers the charts."""

SERIES: Mapping[str, Series] = {series.key: series for series in TABLE}

COLUMNS = {series.key: series for series in sorted(TABLE, key=lambda series: series.axis is None) if series.column}
"""The columns of `/api/runs` and of the CSV, in order: the position comes first. Those with `data` only surfaces made of examples have."""


def columns_of(landscape: Landscape) -> dict[str, Series]:
    """Return the columns that a surface has."""
    made = landscape.surface().data is not None
    return {key: series for key, series in COLUMNS.items() if made or not series.data}


USUAL = ("loss", "gradient_norm")
"""The charts that are shown by default."""
