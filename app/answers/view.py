"""What a page shows: the panels and the charts that a frame is drawn for."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from app.answers.axes import Scale
from app.engine.series import SERIES
from app.engine.thinning.thin import Window
from app.scene.choices import Strict
from app.scene.intervals import Interval, Steps

if TYPE_CHECKING:
    Key = str
else:
    Key = Literal[tuple(SERIES)]

Pixels = Annotated[float, Field(gt=0, le=8192)]


class Panel(Strict):
    """One panel in pixels, and the part of the plane that it shows."""

    width: Pixels
    height: Pixels
    x: Interval
    y: Interval

    def window(self) -> Window:
        """Return the panel as the engine's window."""
        return Window(self.width, self.height, *self.x, *self.y)


class Chart(Strict):
    """The charts: how many pixel columns, which steps, even or in log (1 + step), and which series are wanted (all, if not said).

    `axes`: the series whose vertical axes are wanted, logarithmic where that can be, or linear; `ticks`: how many of them have
    room; `x`, `y`: the part of the plane that charts of positions keep to, that of the first panel if not said.
    """

    width: Annotated[int, Field(ge=1, le=4096)]
    steps: Steps
    scale: Literal["linear", "log"] = "linear"
    series: Annotated[list[Key], Field(default_factory=lambda: list(SERIES), max_length=len(SERIES))]
    axes: dict[Key, Scale] = Field(default_factory=dict)
    ticks: Annotated[float, Field(gt=0, le=200)] = 6.0
    x: Interval | None = None
    y: Interval | None = None


class Profile(Strict):
    """A line that f is wanted along, through the iterate of a step: which way, and at how many places."""

    along: Literal["x", "y", "steep", "flat", "goal"]
    step: Annotated[int, Field(ge=0)]
    width: Annotated[int, Field(ge=2, le=4096)]


class View(Strict):
    """All that a frame must fit; a draft is for a picture that a hand is moving, and its lanes share what one frame may weigh.

    `until` is the last step that may be shown, where the future is hidden.
    """

    panels: Annotated[list[Panel], Field(min_length=1, max_length=8)]
    chart: Chart
    draft: bool = False
    until: Annotated[int, Field(ge=1)] | None = None
    profile: Profile | None = None
