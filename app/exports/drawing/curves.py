"""What the charts of a picture and of an interactive figure draw: the curves of all lanes with both axes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Run
from app.engine.series import SERIES
from app.exports.drawing.frozen import Frozen
from app.exports.drawing.many import Others
from app.exports.drawing.marks import AnswerMark
from app.replies import committee
from app.replies.axes import Axis, Span, axis
from app.replies.drawn import curves
from app.replies.examples import answered
from app.replies.step_axis import StepAxis
from app.replies.ticks import Range
from app.scene.scene import Scene

Array = NDArray[np.float64]
HELD = "held"
WATCHED = (HELD, "train")
"""The series in whose chart the committee is drawn, too; those on whose charts early stopping is drawn: as on the page."""
MEAN, AVERAGE = "mean answer", "members on average"
"""The names of the curves of all lanes together, as on the page."""


@dataclass(frozen=True)
class Curves:
    """Each lane's lowest and highest value per pixel column, shape (columns, 2), those of frozen lanes and of all lanes together.

    `shared`, by name, is empty without a committee; the axis has room for all of them.
    """

    axis: Axis
    lanes: list[Array]
    pale: list[Array]
    shared: Mapping[str, Array]


@dataclass(frozen=True)
class Source:
    """A scene with its runs, the horizontal axis, the part of the plane, the charts and those of them with a linear vertical axis."""

    scene: Scene
    runs: Sequence[Run]
    across: StepAxis
    view: Mapping[str, Range]
    charts: Sequence[str]
    linear: Collection[str] = ()
    frozen: Frozen | None = None
    many: Others | None = None

    @cached_property
    def answers(self) -> list[AnswerMark | None]:
        """Return each lane's answer, None for the last weights."""
        return [AnswerMark.of(self.scene, lane, run) for lane, run in enumerate(self.runs)]

    @cached_property
    def members(self) -> list[Array]:
        """Return what each lane would answer at each of its rows, shape (2, rows): the committee is drawn on up to two charts."""
        lanes = zip(self.scene.grounds, self.scene.lanes, self.scene.walkers, self.runs, strict=True)
        return [np.stack([own.x, own.y]) for own in (answered(*each) for each in lanes)]

    def curves(self, key: str, columns: int, ticks: float = 6.0) -> Curves:
        """Return the curves of a chart in so many pixel columns, with about `ticks` ticks beside it."""
        series, found, pale = SERIES[key], self.own(key, columns), self.pale(key, columns)
        shared = self.together(key, columns)
        spans = self.spans(key, found, pale) + [Span.of(pairs, False) for pairs in shared.values()]
        if AVERAGE in shared:  # both charts of a committee have one range, as on the page
            spans += self.spans(HELD, self.own(HELD, columns), self.pale(HELD, columns))
        near = self.view[series.axis] if series.axis else None
        made = axis(series, spans, ticks=ticks, scale="linear" if key in self.linear else "log", near=near)
        return Curves(made, found, pale, shared)

    def own(self, key: str, columns: int) -> list[Array]:
        """Return each lane's curve of a series."""
        wanted, lanes = self.across.chart(columns, [key]), zip(self.scene.grounds, self.scene.walkers, self.runs, strict=True)
        return [curves(ground, walker, run, wanted).get(key, np.full((1, 2), np.nan)) for ground, walker, run in lanes]

    def pale(self, key: str, columns: int) -> list[Array]:
        """Return the curve of each frozen lane that has changed."""
        return self.frozen.pairs(key, self.across.chart(columns, [key])) if self.frozen else []

    def spans(self, key: str, found: Sequence[Array], pale: Sequence[Array]) -> list[Span | None]:
        """Return what the axis of a series has to hold for the curves of lanes, those of frozen ones and bands."""
        ran = [*self.runs, *(self.frozen.changed() if self.frozen else [])]
        spans = [Span.of(pairs, run.diverged) for pairs, run in zip([*found, *pale], ran, strict=True)]
        return spans + (self.many.spans(key) if self.many and self.across.by == "steps" else [])

    @property
    def judged(self) -> bool:
        """Return whether a chart shows the committee."""
        return committee.KEY in self.charts and self.scene.landscape().surface().data is not None

    def together(self, key: str, columns: int) -> dict[str, Array]:
        """Return the curves of all lanes together by name: the mean answer's, on its own chart and beside its members' validation losses,
        and these on average beside it, if they are drawn as well."""
        if not self.judged or key not in (committee.KEY, HELD):
            return {}
        found = {MEAN: committee.curve(self.scene, self.members, self.across.chart(columns, [key]))}
        if key == committee.KEY and HELD in self.charts:
            found[AVERAGE] = committee.average(self.scene, self.own(HELD, columns))
        return found

    def waits(self, key: str, step: int) -> dict[int, tuple[float, float]]:
        """Return where on the axis early stopping begins to wait, and how far it has at a step, for each lane on a chart that shows it."""
        if key not in WATCHED:
            return {}
        found = {lane: own.waited(step) for lane, own in enumerate(self.answers) if own}
        per = self.across.per
        return {lane: (both[0] * per[lane], both[1] * per[lane]) for lane, both in found.items() if both}

    def edges(self, key: str) -> dict[int, Array]:
        """Return the band of each lane that is run many times; there is none over examples seen."""
        return self.many.edges(key) if self.many and self.across.by == "steps" else {}
