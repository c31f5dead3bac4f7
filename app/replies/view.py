"""The view: the panels and charts of a page, for which a frame is thinned."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from app.engine.landscape import Landscape
from app.engine.series import SERIES
from app.engine.thinning.thin import Window
from app.engine.walker import Walker
from app.replies.axes import Scale
from app.scene.choices import Strict
from app.scene.intervals import Interval, Steps
from app.scene.limits import Count, Index

if TYPE_CHECKING:
    Key = str
else:
    Key = Literal[tuple(SERIES)]

USUALLY = [key for key, series in SERIES.items() if not series.runs and not series.shared]
Pixels = Annotated[float, Field(gt=0, le=8192)]


class Panel(Strict):
    """The size of a panel in pixels, and the part of the plane that it shows."""

    width: Pixels
    height: Pixels
    x: Interval
    y: Interval

    def window(self) -> Window:
        """Return the panel as the engine's window."""
        return Window(self.width, self.height, *self.x, *self.y)


class Chart(Strict):
    """The charts: their width in pixel columns, the range of steps, and the requested series (default: all that take no
    further runs and are a lane's own).

    `by`: the horizontal axis counts steps, or examples seen, a batch for every step; `steps` is then a range of examples. `scale`:
    columns are evenly spaced in them or in log (1 + them). `axes`: the series that need a vertical axis, linear, or logarithmic if
    possible. `ticks`: about how many ticks an axis has. `x`, `y`: the part of the plane to which charts of positions are limited
    (default: that of the first panel).
    """

    width: Annotated[int, Field(ge=1, le=4096)]
    steps: Steps
    by: Literal["steps", "examples"] = "steps"
    scale: Literal["linear", "log"] = "linear"
    series: Annotated[list[Key], Field(default_factory=lambda: list(USUALLY), max_length=len(SERIES))]
    axes: dict[Key, Scale] = Field(default_factory=dict)
    ticks: Annotated[float, Field(gt=0, le=200)] = 6.0
    x: Interval | None = None
    y: Interval | None = None

    def per_step(self, landscape: Landscape, walker: Walker) -> int:
        """Return how far the horizontal axis goes with every step of a lane."""
        return landscape.at_once(walker.batch) if self.by == "examples" else 1

    def runs(self) -> int:
        """Return how many further runs of each lane its series take."""
        return sum(SERIES[key].runs for key in set(self.series))


class Profile(Strict):
    """A request for f along a line through the iterate of a step: its direction, and the number of points."""

    along: Literal["x", "y", "steep", "flat", "goal"]
    step: Index
    width: Annotated[int, Field(ge=2, le=4096)]


class View(Strict):
    """Everything for which a frame is thinned.

    A `draft` is drawn while the user drags, and all its lanes fit into one frame. `until` is the last step that may be shown, if the
    page hides later ones. With `within`, each lane's part of the header has `reached`: the first row whose loss is at most so much
    above the surface's lowest minimum (above 0 if none is known), or null. With `data`, the examples of a surface made of some are
    sent in the first frame, and of lanes with mini-batches what each step sees.
    """

    panels: Annotated[list[Panel], Field(min_length=1, max_length=8)]
    chart: Chart
    draft: bool = False
    until: Count | None = None
    within: Annotated[float, Field(ge=0)] | None = None
    profile: Profile | None = None
    data: bool = False
