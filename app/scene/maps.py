"""A map as a user describes it: two numbers of a lane that vary, and what is measured. `app.maps` draws it."""

from typing import Annotated, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field, model_validator

from app.scene.choices import Strict
from app.scene.faults import unfit
from app.scene.intervals import FARTHEST, End, least, pair, wrong
from app.scene.limits import Index

Measure = Literal["end", "steps", "loss", "best", "bursts"]
Scale = Literal["linear", "log", "near_one"]
LARGEST, MOST_SEEDS = 2048, 256
"""Most pixels of an axis; most seeds of a map."""
LONGEST_SIDE, LAST_SEED = 16, 2**32 - 1
"""Most runs on a side of a grid search; the highest seed of a search."""


class AxisChoice(Strict):
    """What varies: a number by its path, from `low` to `high` in `count` pixels; `near_one` is even in log(1 - v).

    Paths: start.0 start.1 noise.0 noise.1 surface.NAME knobs.NAME inner.NAME schedule.NAME lr_scale.0 lr_scale.1 warmup clip weight_decay
    steps; NAME is that of a knob.
    """

    path: Annotated[str, Field(min_length=1, max_length=80)]
    low: End
    high: End
    count: Annotated[int, Field(ge=2, le=LARGEST)] = 256
    scale: Scale = "linear"

    @model_validator(mode="after")
    def rise(self) -> Self:
        """Refuse an axis that does not rise or is too narrow, and a scale that has no such numbers."""
        if found := wrong(self.low, self.high):
            raise unfit(found[0], within="high", value=self.high, bound=str(found[1]))
        if self.scale == "log" and self.low <= 0:
            raise unfit("log_of_nothing", within="low", value=self.low)
        if self.scale == "near_one" and self.high >= 1:
            raise unfit("one_or_more", within="high", value=self.high)
        with np.errstate(all="ignore"):  # high / low may be no number
            rises = (np.diff(self.middles()) > 0).all()
        if not rises:
            raise unfit("narrow", within="high", value=self.high, least=f"{least(self.low, self.high):.6g}")
        return self

    def middles(self) -> NDArray[np.float64]:
        """Return the middle of each pixel, shape (count,)."""
        return self.at((np.arange(self.count) + 0.5) / self.count)

    def at(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the values at shares of the axis, of the same shape."""
        if self.scale == "log":
            return np.asarray(self.low * (self.high / self.low) ** shares)
        if self.scale == "near_one":
            return np.asarray(1 - (1 - self.low) * ((1 - self.high) / (1 - self.low)) ** shares)
        return np.asarray(self.low + (self.high - self.low) * shares)


Axes = Annotated[tuple[AxisChoice, AxisChoice], BeforeValidator(pair)]


class SearchChoice(Strict):
    """Two searches over the numbers of a map, drawn on it: a grid of `side` times `side` runs, and as many random ones."""

    side: Annotated[int, Field(ge=2, le=LONGEST_SIDE)] = 4
    seed: Annotated[int, Field(ge=0, le=LAST_SEED)] = 0

    def runs(self) -> int:
        """Return how many runs both searches have together."""
        return 2 * self.side * self.side


class MapChoice(Strict):
    """A map of a lane: its axes, x first, the measure, and how near counts as there (by default a hundredth of the domain's shorter side).

    With noise it is drawn for several seeds: the scene's and those that follow it.
    """

    lane: Index = 0
    axes: Axes
    measure: Measure = "end"
    tolerance: Annotated[float, Field(gt=0, le=FARTHEST)] | None = None
    seeds: Annotated[int, Field(ge=1, le=MOST_SEEDS)] = 1
    search: SearchChoice | None = Field(None, exclude_if=lambda chosen: chosen is None)

    @model_validator(mode="after")
    def differ(self) -> Self:
        """Refuse two axes of one number."""
        first, second = self.axes
        if first.path == second.path:
            raise unfit("axes_alike", within="axes.1.path", value=second.path)
        return self
